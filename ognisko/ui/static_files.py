from whitenoise.storage import CompressedManifestStaticFilesStorage


class Storage(CompressedManifestStaticFilesStorage):
    """Hashed names and compressed copies, made once by `ognisko assets`; never at a request."""

    manifest_strict = False
