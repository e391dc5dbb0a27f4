"""How well Polish is understood and how well search answers: `make bench-search`, on SQLite and on PostgreSQL.

Real data by others, found through OGNISKO_REAL_DATA: polish-retrieval (questions with the passage that answers each),
polish-lemma (forms of one word, from a treebank), polish-analysis (pairs that should, and should not, meet).
"""

import json
import os
import random
import statistics
import sys
import time
from collections.abc import Callable
from io import StringIO
from pathlib import Path

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ognisko.settings")
django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402

from ognisko.search.analysis.lemmas import analyser_version, lemmas, query_lemmas  # noqa: E402
from ognisko.search.analysis.words import bare_words  # noqa: E402
from ognisko.search.query import search  # noqa: E402
from ognisko.search.registry import Stranger  # noqa: E402

DATA = Path(os.environ.get("OGNISKO_REAL_DATA", Path(__file__).parent.parent.parent / "shared" / "data"))
COMMUNITY = "bench-search"
Meets = Callable[[str, str], bool]


def main() -> None:
    if not DATA.is_dir():
        sys.exit(f"The real data is not here ({DATA}); OGNISKO_REAL_DATA names its folder.")
    print(f"Analyser {analyser_version()}, {connection.vendor}")
    _lemma()
    _analysis()
    _retrieval()


def meets(one: str, other: str) -> bool:
    """One as it is typed, the other as it is written."""
    typed = {lemma for word in bare_words(one) for lemma in query_lemmas(word)}
    return bool(typed & {lemma for word in bare_words(other) for lemma in lemmas(word)})


def _lemma() -> None:
    lines = _lines("polish-lemma/pl_lfg-ud-test.inflection-groups.tsv")[1:]
    groups = [(line.split("\t")[0], line.split("\t")[2].split()) for line in lines]
    found = sum(all(any(meets(a, b) for b in forms if b != a) for a in forms) for _lemma, forms in groups)
    print(f"polish-lemma: {found / len(groups):.1%} of {len(groups)} groups: every form finds another one")
    chance = random.Random(1)
    pairs = [chance.sample(groups, 2) for _ in range(5_000)]
    apart = [(a[1][0], b[1][0]) for a, b in pairs if a[0] != b[0]]
    print(f"polish-lemma: {sum(meets(a, b) for a, b in apart) / len(apart):.2%} of {len(apart)} unrelated pairs meet")


def _analysis() -> None:
    for name, words in (("gold", "should"), ("oov", "should"), ("neg", "should not")):
        pairs = [line.split() for line in _lines(f"polish-analysis/{name}.txt") if line and not line.startswith("#")]
        found = sum(meets(a, b) for a, b in pairs)
        print(f"polish-analysis/{name}: {found} of {len(pairs)} pairs meet ({words})")


def _retrieval() -> None:
    call_command("migrate", verbosity=0)
    file = DATA / "polish-retrieval" / "passages.jsonl"
    call_command("import_documents", str(file), "--community", COMMUNITY, "--create", stdout=StringIO())
    wanted = dict(line.split("\t")[:2] for line in _lines("polish-retrieval/qrels.tsv")[1:])
    questions = [json.loads(line) for line in _lines("polish-retrieval/queries.jsonl")]
    ranks, milliseconds = [], []
    for question in questions:
        began = time.perf_counter()
        found = search(question["text"], person=Stranger()).found[:10]
        milliseconds.append((time.perf_counter() - began) * 1000)
        ids = [result.external_id for result in found]
        ranks.append(ids.index(wanted[question["id"]]) + 1 if wanted[question["id"]] in ids else 0)
    hit, first = sum(rank > 0 for rank in ranks), sum(rank == 1 for rank in ranks)
    mean = sum(1 / rank for rank in ranks if rank) / len(ranks)
    print(f"polish-retrieval: hit@1 {first / len(ranks):.3f}, hit@10 {hit / len(ranks):.3f}, MRR@10 {mean:.4f}")
    print(f"  a question: median {statistics.median(milliseconds):.1f} ms, of {len(questions)}")


def _lines(name: str) -> list[str]:
    return (DATA / name).read_text(encoding="utf-8").splitlines()


if __name__ == "__main__":
    main()
