from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from ognisko.communities.models import Community
from ognisko.discussions.actions.tags import LONGEST_DESCRIPTION, LONGEST_NAME
from ognisko.discussions.actions.writing import LONGEST_TEXT, LONGEST_TITLE
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
        text = clean_text(value or "").strip("\n ")
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
        label=lazy("Text"),
        empty=empty,
        longest=LONGEST_TEXT,
        too_long=lazy("The text has %(length)d characters; there is room for %(longest)d. Split it into two posts."),
        widget=forms.Textarea,
    )


def title_field() -> TitleField:
    return TitleField(
        label=lazy("Title"),
        empty=lazy("Write a title: it is what people see in lists and in search."),
        longest=LONGEST_TITLE,
        too_long=lazy("The title has %(length)d characters; shorten it to %(longest)d at most."),
        widget=forms.TextInput(attrs={"data-draft-title": ""}),
    )


class TagsField(forms.CharField):
    """Keywords separated by commas; becomes a list of names, each once."""

    def __init__(self, **options: Any) -> None:
        super().__init__(required=False, label=lazy("Keywords"), **options)
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
                    _("„%(name)s” is not a keyword: it needs a letter or a digit.") % {"name": name}
                )
            if len(name) > LONGEST_NAME:
                raise forms.ValidationError(
                    _("A keyword is short: at most %(longest)d characters.") % {"longest": LONGEST_NAME}
                )
            names.setdefault(slug, name)
        if len(names) > MOST_TAGS:
            raise forms.ValidationError(
                _("At most %(most)d keywords; keep the ones people would look for.") % {"most": MOST_TAGS}
            )
        return list(names.values())


class ReplyForm(forms.Form):
    text = text_field(lazy("Write something first."))
    answers = forms.IntegerField(required=False, widget=forms.HiddenInput)
    seen = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, thread: Thread) -> None:
        super().__init__(data)
        self.thread = thread

    def clean_answers(self) -> Post | None:
        """A post that is gone, or of another thread, is simply not pointed at."""
        pk = self.cleaned_data["answers"]
        return self.thread.posts.filter(pk=pk, deleted_at=None).first() if pk else None


class ThreadForm(forms.Form):
    kind = forms.ChoiceField(label=lazy("What is it?"), widget=forms.RadioSelect)
    title = title_field()
    text = text_field(lazy("Write something first: two sentences are enough to begin."))
    tags = TagsField()

    def __init__(
        self, data: Any = None, *, community: Community, person: Any, initial: dict[str, Any] | None = None
    ) -> None:
        super().__init__(data, initial=initial)
        self.fields["kind"].choices = [  # type: ignore[attr-defined]
            (value, KIND_WORDS[value]) for value in Thread.Kind.values if can_begin_thread(person, community, value)
        ]


class EditForm(forms.Form):
    text = text_field(lazy("A post cannot be empty. To take it back, delete it."))
    is_small = forms.BooleanField(
        label=lazy("Small change"),
        help_text=lazy("A slip or a comma. The history shows it, nobody is told."),
        required=False,
    )


class EditThreadForm(forms.Form):
    kind = forms.ChoiceField(label=lazy("What is it?"), widget=forms.RadioSelect)
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
        label=lazy("Keyword"),
        empty=lazy("Write the keyword."),
        longest=LONGEST_NAME,
        too_long=lazy("A keyword is short: at most %(longest)d characters."),
    )
    description = WrittenField(
        label=lazy("What it covers"),
        empty="",
        longest=LONGEST_DESCRIPTION,
        too_long=lazy("The description has %(length)d characters; shorten it to %(longest)d at most."),
        required=False,
        widget=forms.Textarea,
    )

    def __init__(self, data: Any = None, *, tag: Tag) -> None:
        super().__init__(data, initial={"name": tag.name, "description": tag.description})


KIND_WORDS: dict[str, Any] = {
    Thread.Kind.QUESTION: lazy("Question: I need an answer, and I will mark the one that helped"),
    Thread.Kind.DISCUSSION: lazy("Discussion: let us think about something together"),
    Thread.Kind.EXPERIENCE: lazy("Experience: I tell how it went with us, also when it went wrong"),
    Thread.Kind.ANNOUNCEMENT: lazy("Announcement: a date, a change, a call"),
}
