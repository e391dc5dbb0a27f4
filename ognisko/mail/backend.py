from django.core.mail.backends.base import BaseEmailBackend


class LetterBackend(BaseEmailBackend):
    pass
