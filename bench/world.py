"""A large world of random Polish-looking text, written straight into the tables: only the bench may do that."""

import random
from datetime import UTC, datetime, timedelta

from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.utils import timezone

from ognisko.communities.models import Community, Consent, Membership
from ognisko.discussions.models import Post, ReadPosition, Tag, Thanks, Thread
from ognisko.office import actions as office_actions
from ognisko.people.models import Organisation, Person, Unit
from ognisko.people.models.person import surname_first
from ognisko.text.markdown import render
from ognisko.text.polish import fold, slugify, sort_key

COMMUNITIES, PEOPLE, UNITS = 200, 2_000, 60
MEMBERSHIPS = 15  # of each person
LONG = 1_000  # posts of the one long thread
WORDS_A_POST = 94
BATCH = 2_000
BEGINNING = datetime(2025, 11, 1, 8, tzinfo=UTC)
READER = "bench.reader"  # whose pages are measured

_STEMS = [
    "urząd",
    "wniosek",
    "umowa",
    "termin",
    "sprawa",
    "spotkanie",
    "komórka",
    "wspólnota",
    "praktyka",
    "ocena",
    "raport",
    "zakres",
    "dokument",
    "formularz",
    "zgłoszenie",
    "szkolenie",
    "budżet",
    "plan",
    "projekt",
    "wskaźnik",
    "ekspert",
    "konferencja",
    "petycja",
    "skarga",
    "wzór",
    "notatka",
    "odpowiedź",
    "pytanie",
    "pracownik",
    "zespół",
    "wydział",
    "departament",
    "instrukcja",
    "procedura",
    "tabela",
    "arkusz",
    "lista",
    "podpis",
    "decyzja",
    "zadanie",
    "kontrola",
    "audyt",
]
_ENDINGS = ["", "u", "em", "ie", "y", "ów", "ami", "ach", "owi", "a"]


def make_world(posts: int) -> None:
    """`posts` in a tenth as many threads; the same seed makes the same world."""
    chance = random.Random(7)
    bodies = _bodies(chance)
    with transaction.atomic():
        office_actions.set_up(name="Bench")
        people = _people(chance)
        communities = _communities(chance, people)
        members = _members(chance, people, communities)
        threads = _threads(chance, communities, members, max(posts // 10, 1))
        _posts(chance, threads, members, bodies, posts)
        _reading(chance, people, threads)


def _word(chance: random.Random) -> str:
    return chance.choice(_STEMS)[: chance.choice((4, 5, 6, 9))] + chance.choice(_ENDINGS)


def _sentence(chance: random.Random, words: int) -> str:
    return " ".join(_word(chance) for _ in range(words)).capitalize() + "."


def _bodies(chance: random.Random) -> list[tuple[str, str]]:
    """A thousand texts and their HTML: rendering each of 100,000 would measure the machine that makes the world."""
    texts = []
    for number in range(1_000):
        text = "\n\n".join(_sentence(chance, WORDS_A_POST // 4) for _ in range(4))
        if number % 5 == 0:
            text += "\n\n- " + "\n- ".join(_sentence(chance, 6) for _ in range(3))
        texts.append((text, render(text).html))
    return texts


def _people(chance: random.Random) -> list[Person]:
    office = Organisation.objects.create(name="Urząd pomiarów", external_id="bench")
    units = [
        Unit.objects.create(organisation=office, name=f"Departament {number}", external_id=str(number))
        for number in range(UNITS)
    ]
    secret = make_password(None)
    people = []
    for number in range(PEOPLE):
        name = f"{chance.choice(('Ewa', 'Jan', 'Łucja', 'Żaneta', 'Piotr'))} {_word(chance).capitalize()}{number}"
        people.append(
            Person(
                email=f"osoba{number}@bench.example",
                handle=READER if number == 0 else f"osoba{number}",
                name=name,
                sort_key=sort_key(surname_first(name)),
                folded_name=fold(name),
                organisation=office,
                unit=units[number % UNITS],
                password=secret,
                has_met_questions=True,
                does=_sentence(chance, 8),
                can_help=_sentence(chance, 8),
            )
        )
    return Person.objects.bulk_create(people, batch_size=500)


def _communities(chance: random.Random, people: list[Person]) -> list[Community]:
    made = []
    for number in range(COMMUNITIES):
        community = Community(
            name=f"Wspólnota {number}: {_sentence(chance, 3)}"[:120],
            topic=f"Pomagamy osobom, które {_sentence(chance, 8).lower()}"[:300],
            founder=people[number],
            visibility=Community.Visibility.MEMBERS if number % 20 == 19 else Community.Visibility.EVERYONE,
            slug=f"wspolnota-{number}",
        )
        community.questions = [_sentence(chance, 6)]
        community.save()
        made.append(community)
        Tag.objects.create(community=community, name="plan", slug="plan")
    return made


def _members(chance: random.Random, people: list[Person], communities: list[Community]) -> dict[int, list[Person]]:
    """People by community. Each membership stands on its consent, as everywhere."""
    pairs = {(community.founder_id, community.pk) for community in communities}
    for person in people:
        pairs |= {(person.pk, community.pk) for community in chance.sample(communities, MEMBERSHIPS)}
    ordered = sorted((person, community) for person, community in pairs if person)
    consents = Consent.objects.bulk_create(
        [Consent(person_id=p, community_id=c, door="page", given_at=BEGINNING) for p, c in ordered], batch_size=BATCH
    )
    Membership.objects.bulk_create(
        [
            Membership(
                person_id=consent.person_id,
                community_id=consent.community_id,
                consent=consent,
                door=consent.door,
                joined_at=consent.given_at,
            )
            for consent in consents
        ],
        batch_size=BATCH,
    )
    by_key = {person.pk: person for person in people}
    members: dict[int, list[Person]] = {community.pk: [] for community in communities}
    for person, community in ordered:
        members[community].append(by_key[person])
    for community in communities:
        Community.objects.filter(pk=community.pk).update(member_count=len(members[community.pk]))
    return members


def _threads(
    chance: random.Random, communities: list[Community], members: dict[int, list[Person]], number: int
) -> list[Thread]:
    kinds = ["question", "question", "discussion", "experience", "announcement"]
    threads = []
    for index in range(number):
        community = communities[0] if index == 0 else chance.choice(communities)
        title = _sentence(chance, 8)[:200]
        threads.append(
            Thread(
                community=community,
                kind="question" if index == 0 else chance.choice(kinds),
                title=title,
                slug=slugify(title),
                author=chance.choice(members[community.pk]),
            )
        )
    return threads


def _posts(
    chance: random.Random,
    threads: list[Thread],
    members: dict[int, list[Person]],
    bodies: list[tuple[str, str]],
    number: int,
) -> None:
    counts = [1] * len(threads)
    counts[0] = min(LONG, number)
    for _ in range(number - sum(counts)):
        counts[chance.randrange(1, len(threads)) if len(threads) > 1 else 0] += 1
    days = (timezone.now() - BEGINNING).days
    starts = sorted(BEGINNING + timedelta(days=chance.random() * days * 0.98) for _ in threads)
    for thread, count, begun in zip(threads, counts, starts, strict=True):
        thread.begun_at, thread.post_count = begun, count
        thread.last_post_at = begun + timedelta(minutes=9 * (count - 1))
    threads[0].last_post_at = timezone.now()
    Thread.objects.bulk_create(threads, batch_size=BATCH)
    waiting: list[Post] = []
    for thread, count in zip(threads, counts, strict=True):
        waiting += _posts_of(chance, thread, count, members[thread.community_id], bodies)
        if len(waiting) >= BATCH:
            Post.objects.bulk_create(waiting)
            waiting = []
    Post.objects.bulk_create(waiting)


def _posts_of(
    chance: random.Random, thread: Thread, count: int, members: list[Person], bodies: list[tuple[str, str]]
) -> list[Post]:
    posts = []
    for number in range(1, count + 1):
        text, html = chance.choice(bodies)
        author = thread.author if number == 1 else chance.choice(members)
        posts.append(
            Post(
                thread=thread,
                number=number,
                author=author,
                author_unit_id=author.unit_id,
                text=text,
                html=html,
                written_at=thread.begun_at + timedelta(minutes=9 * (number - 1)),
            )
        )
    return posts


def _reading(chance: random.Random, people: list[Person], threads: list[Thread]) -> None:
    """Half of what the reader may have read is read; the long thread has thanks; questions have answers that helped."""
    reader = people[0]
    half = chance.sample(threads, len(threads) // 2)
    ReadPosition.objects.bulk_create(
        [ReadPosition(person=reader, thread=thread, number=thread.post_count) for thread in half], batch_size=BATCH
    )
    long = list(Post.objects.filter(thread=threads[0]).values_list("pk", "author_id"))
    Thanks.objects.bulk_create(
        [
            Thanks(post_id=post, person=person)
            for post, author in long
            for person in chance.sample(people, 3)
            if person.pk != author
        ],
        batch_size=BATCH,
    )
    answered = [thread for thread in threads if thread.kind == "question" and thread.post_count > 1][::2]
    replies = dict(Post.objects.filter(thread__in=[t.pk for t in answered[:400]], number=2).values_list("thread", "pk"))
    for thread in answered[:400]:
        Thread.objects.filter(pk=thread.pk).update(helped_by_id=replies[thread.pk], helped_at=thread.begun_at)
    for community in Community.objects.all():
        own = Thread.objects.filter(community=community)
        latest = own.latest().values_list("last_post_at", flat=True).first()
        latest = latest or community.last_activity_at
        Community.objects.filter(pk=community.pk).update(thread_count=own.count(), last_activity_at=latest)
