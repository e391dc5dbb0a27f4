from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ognisko.communities.models import Community
from ognisko.discussions.actions.tags import LONGEST_DESCRIPTION, LONGEST_NAME
from ognisko.discussions.actions.writing import LONGEST_TEXT, LONGEST_TITLE
from ognisko.discussions.cautious import CautiousForm
from ognisko.discussions.models import Post, Tag, Thread
from ognisko.discussions.permissions import can_begin_thread
from ognisko.text.clean import clean_text
from ognisko.text.polish import slugify

MOST_TAGS = 5


class WrittenField(forms.CharField):
    """Text kept exactly as typed, save for what no database and no page can hold."""

    def __init__(self, *, empty: Any, longest: int, too_long: Any, **options: Any) -> None:
        super().__init__(strip=False, **options)
        self.longest, self.too_long = longest, too_long
        self.error_messages["required"] = empty
        self.error_messages["null_characters_not_allowed"] = empty
        self.validators = []  # what they refuse is cleaned here

    def clean(self, value: Any) -> str:
        text = clean_text(value or "").strip("\n").rstrip()
        if not text.strip() and self.required:
            raise forms.ValidationError(self.error_messages["required"], code="required")
        if len(text) > self.longest:
            raise forms.ValidationError(self.too_long % {"longest": self.longest, "length": len(text)}, code="too_long")
        return text


class TitleField(WrittenField):
    def clean(self, value: Any) -> str:
        return super().clean(" ".join((value or "").split()))


def text_field(empty: Any) -> WrittenField:
    return WrittenField(
        label=_("Text"),
        empty=empty,
        longest=LONGEST_TEXT,
        too_long=_("The text has %(length)d characters; there is room for %(longest)d. Split it into two posts."),
        widget=forms.Textarea,
    )


def title_field() -> TitleField:
    return TitleField(
        label=_("Title"),
        empty=_("Write a title: it is what people see in lists and in search."),
        longest=LONGEST_TITLE,
        too_long=_("The title has %(length)d characters; shorten it to %(longest)d at most."),
        widget=forms.TextInput(attrs={"data-draft-title": ""}),
    )


class TagsField(forms.CharField):
    """Keywords separated by commas; becomes a list of names, each once."""

    def __init__(self, **options: Any) -> None:
        super().__init__(required=False, label=_("Keywords"), **options)
        self.validators = []

    def clean(self, value: Any) -> Any:
        names: dict[str, str] = {}
        for piece in clean_text(value or "").replace(";", ",").split(","):
            name = " ".join(piece.split())
            if not name:
                continue
            slug = slugify(name, max_length=60)
            if not slug:
                raise forms.ValidationError(
                    gettext("„%(name)s” is not a keyword: it needs a letter or a digit.") % {"name": name}
                )
            if len(name) > LONGEST_NAME:
                raise forms.ValidationError(
                    gettext("A keyword is short: at most %(longest)d characters.") % {"longest": LONGEST_NAME}
                )
            names.setdefault(slug, name)
        if len(names) > MOST_TAGS:
            raise forms.ValidationError(
                gettext("At most %(most)d keywords; keep the ones people would look for.") % {"most": MOST_TAGS}
            )
        return list(names.values())


class ReplyForm(CautiousForm):
    text = text_field(_("Write something first."))
    answers = forms.IntegerField(required=False, widget=forms.HiddenInput)
    seen = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, thread: Thread) -> None:
        super().__init__(data)
        self.thread = thread

    def clean_answers(self) -> Post | None:
        """A post that is gone, or of another thread, is simply not pointed at."""
        pk = self.cleaned_data["answers"]
        return self.thread.posts.filter(pk=pk, deleted_at=None, hidden_at=None).first() if pk else None


class ThreadForm(CautiousForm):
    LOOKED_AT = ("title", "text")

    kind = forms.ChoiceField(label=_("What is it?"), widget=forms.RadioSelect)
    title = title_field()
    text = text_field(_("Write something first: two sentences are enough to begin."))
    tags = TagsField()

    def __init__(
        self, data: Any = None, *, community: Community, person: Any, initial: dict[str, Any] | None = None
    ) -> None:
        super().__init__(data, initial=initial)
        self.fields["kind"].choices = [  # type: ignore[attr-defined]
            (value, KIND_WORDS[value]) for value in Thread.Kind.values if can_begin_thread(person, community, value)
        ]


class EditForm(CautiousForm):
    text = text_field(_("A post cannot be empty. To take it back, delete it."))
    is_small = forms.BooleanField(
        label=_("Small change"),
        help_text=_("A slip or a comma. The history shows it, nobody is told."),
        required=False,
    )


class EditThreadForm(forms.Form):
    kind = forms.ChoiceField(label=_("What is it?"), widget=forms.RadioSelect)
    title = title_field()
    tags = TagsField()

    def __init__(self, data: Any = None, *, thread: Thread, person: Any) -> None:
        tags = ", ".join(thread.tags.order_by("slug").values_list("name", flat=True))
        super().__init__(data, initial={"kind": thread.kind, "title": thread.title, "tags": tags})
        self.fields["kind"].choices = [  # type: ignore[attr-defined]
            (value, KIND_WORDS[value])
            for value in Thread.Kind.values
            if value == thread.kind or can_begin_thread(person, thread.community, value)
        ]


class TagForm(forms.Form):
    name = TitleField(
        label=_("Keyword"),
        empty=_("Write the keyword."),
        longest=LONGEST_NAME,
        too_long=_("A keyword is short: at most %(longest)d characters."),
    )
    description = WrittenField(
        label=_("What it covers"),
        empty="",
        longest=LONGEST_DESCRIPTION,
        too_long=_("The description has %(length)d characters; shorten it to %(longest)d at most."),
        required=False,
        widget=forms.Textarea,
    )

    def __init__(self, data: Any = None, *, tag: Tag) -> None:
        super().__init__(data, initial={"name": tag.name, "description": tag.description})


KIND_WORDS: dict[str, Any] = {
    Thread.Kind.QUESTION: _("Question: I need an answer, and I will mark the one that helped"),
    Thread.Kind.DISCUSSION: _("Discussion: let us think about something together"),
    Thread.Kind.EXPERIENCE: _("Experience: I tell how it went with us, also when it went wrong"),
    Thread.Kind.ANNOUNCEMENT: _("Announcement: a date, a change, a call"),
}
