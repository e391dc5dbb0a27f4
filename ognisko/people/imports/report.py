from collections import Counter
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Problem:
    line: int
    message: str
    is_error: bool = True  # an error keeps the whole file out; a warning is only said


@dataclass(frozen=True)
class Outcome:
    """What became of one row, or of one level that rows name."""

    line: int
    what: str  # created, updated, unchanged, skipped
    name: str


@dataclass
class Report:
    kind: str
    rows: int = 0
    relations: int = 0
    dry_run: bool = False
    outcomes: list[Outcome] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    @property
    def has_errors(self) -> bool:
        return any(problem.is_error for problem in self.problems)

    @property
    def counts(self) -> Counter[str]:
        """By outcome; a file with an error brings nothing in, so nothing is counted as created or updated."""
        counts = Counter(outcome.what for outcome in self.outcomes)
        if self.has_errors and not self.dry_run:
            counts.update(skipped=counts.pop("created", 0) + counts.pop("updated", 0))
        return counts

    def warn(self, line: int, message: str) -> None:
        self.problems.append(Problem(line, message, is_error=False))

    def refuse(self, line: int, message: str) -> None:
        self.problems.append(Problem(line, message))

    def add(self, line: int, what: str, name: str) -> None:
        self.outcomes.append(Outcome(line, what, name))

    def as_json(self) -> dict[str, object]:
        counts = self.counts
        return {
            "kind": self.kind,
            "rows": self.rows,
            "created": counts["created"],
            "updated": counts["updated"],
            "unchanged": counts["unchanged"],
            "skipped": counts["skipped"],
            "relations": self.relations,
            "problems": [
                {"line": problem.line, "message": problem.message}
                for problem in sorted(self.problems, key=lambda one: one.line)
            ],
            "dry_run": self.dry_run,
        }
