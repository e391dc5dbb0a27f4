from ognisko.communities.forms.charter import CharterForm
from ognisko.communities.forms.directory import DirectoryForm
from ognisko.communities.forms.joining import ExcludeForm, GuestTimeForm, InviteForm, RequestForm

__all__ = ["CharterForm", "DirectoryForm", "ExcludeForm", "GuestTimeForm", "InviteForm", "RequestForm"]
