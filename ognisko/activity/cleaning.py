from django.core.management import call_command


def forget_sessions() -> None:
    """Sessions that ended stay in the database until somebody sweeps."""
    call_command("clearsessions")
