from pathlib import Path

from django.conf import settings
from whitenoise.storage import CompressedManifestStaticFilesStorage


class Storage(CompressedManifestStaticFilesStorage):
    """Hashed names and compressed copies, made once by `ognisko assets`; never at a request."""

    manifest_strict = False


def has_icons() -> bool:
    """Whether the sprite was built with icons; without them the editor's toolbar shows words."""
    sprite = Path(settings.STATIC_ROOT) / "sprite.svg"
    return sprite.exists() and b"<symbol" in sprite.read_bytes()
