from ognisko.office.models.installation import Office, Throttle

__all__ = ["Office", "Throttle"]
