"""The ways in which a letter is not taken. No exception means that the server took it."""


class Refused(Exception):
    """This letter will never be taken."""


class NoSuchBox(Refused):
    """The server says that there is nobody at this address, whatever the letter."""


class PutOff(Exception):
    """The letter may be taken at another time."""


class Unreachable(Exception):
    """There is no talking to the server now; it is not this letter's fault."""
