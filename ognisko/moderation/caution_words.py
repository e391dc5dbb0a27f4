"""What text.sensitive finds, in words for people."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ognisko.text.sensitive import Kind

CAUTION_WORDS: dict[str, Promise] = {
    Kind.PESEL: _("a PESEL number"),
    Kind.ACCOUNT: _("a bank account number"),
    Kind.PHONE: _("a phone number"),
    Kind.CASE: _("the sign of a case"),
}
