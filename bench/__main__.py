"""Make the world, serve it, measure each page, a mixed load and a browser's first view; print the tables."""

import argparse
import json
import os
import subprocess
import sys
from dataclasses import asdict
from itertools import pairwise
from pathlib import Path
from typing import Any

from bench.load import Asked
from bench.measuring import Page, Row, measure_mix, measure_pages, measure_weight
from bench.serving import ROOT, serving

LATEST = ROOT / "var" / "bench" / "latest.json"
GROWN = 1.3  # times as much may a page take when there are ten times the posts


def main() -> None:
    parser = argparse.ArgumentParser(prog="bench", description=__doc__)
    parser.add_argument("--posts", type=int, nargs="+", default=[100_000], help="sizes; several show the growth")
    parser.add_argument("--seconds", type=float, default=4.0, help="for each page and number of connections")
    parser.add_argument("--mixed", type=float, default=0.0, help="seconds of the mixed load")
    options = parser.parse_args()
    engine = "postgresql" if os.environ.get("DATABASE_URL") else "sqlite"
    runs = {posts: _run(engine, posts, options.seconds, options.mixed) for posts in sorted(options.posts)}
    if len(runs) > 1:
        _print_growth(runs)
    LATEST.write_text(json.dumps({"engine": engine, "runs": runs}, indent=2))


def _run(engine: str, posts: int, seconds: float, mixed: float) -> dict[str, Any]:
    folder = ROOT / "var" / "bench" / f"{engine}-{posts}"
    pages, cookie = _prepare(folder, posts)
    with serving(folder) as server:
        rows = measure_pages(pages, cookie, server, seconds)
        mix = measure_mix(pages, cookie, mixed) if mixed else None
        memory = server.memory()
        weight = measure_weight(next(page.address for page in pages if page.name == "thread of 20"), cookie)
    print(f"\n{engine}, {posts:,} posts, one serving process\n")
    _print_pages(rows)
    print(f"\nmemory of all processes, PSS after the load: {sum(memory.values()):.0f} MiB")
    print(f"start to first answer: {server.seconds_to_start:.1f} s")
    _print_weight(weight)
    if mix:
        _print_mix(mix)
    return {
        "rows": [asdict(row) for row in rows],
        "memory_mib": memory,
        "seconds_to_start": server.seconds_to_start,
        "weight": weight,
        "mix": asdict(mix) if mix else None,
    }


def _prepare(folder: Path, posts: int) -> tuple[list[Page], str]:
    """In a process of its own, so that the measuring one stays small."""
    environment = os.environ | {"OGNISKO_VAR": str(folder), "DEMO": "0", "DJANGO_SETTINGS_MODULE": "bench.settings"}
    command = [sys.executable, "-m", "bench.prepare", str(posts)]
    done = subprocess.run(command, cwd=ROOT, env=environment, check=True, stdout=subprocess.PIPE, text=True)
    made = json.loads(done.stdout.splitlines()[-1])
    return [Page(**page) for page in made["pages"]], made["cookie"]


def _print_pages(rows: list[Row]) -> None:
    print(f"{'page':34}{'CPU-ms':>8}{'ratio':>8}{'limit':>7}{'ms':>8}{'req/s':>8}{'KB':>7}  faults")
    for row in rows:
        mark = " !" if row.limit and row.ratio > row.limit else ""
        limit = f"{row.limit:.0f}" if row.limit else ""
        print(
            f"{row.name:34}{row.cpu_ms:8.2f}{row.ratio:8.2f}{limit:>7}{row.ms:8.1f}{row.per_second:8.0f}"
            f"{row.kilobytes:7.1f}  {row.faults or ''}{mark}"
        )


def _print_weight(weight: dict[str, Any] | None) -> None:
    if weight is None:
        print("weight of a thread: no browser here")
        return
    for name, view in weight.items():
        kinds = ", ".join(f"{kind} {view[kind]:.1f}" for kind in view if kind not in ("requests", "kilobytes"))
        print(f"{name} view of a thread: {view['requests']} requests, {view['kilobytes']:.1f} KB ({kinds})")


def _print_mix(mix: Asked) -> None:
    print(
        f"\nmixed load, 8 at once for {mix.seconds:.0f} s: {mix.count / mix.seconds:.0f} a second, {mix.faults} faults"
    )
    if mix.first_fault:
        print(f"  the first: {mix.first_fault}")
    print(f"{'':34}{'count':>8}{'p50 ms':>8}{'p95 ms':>8}{'p99 ms':>8}")
    for kind, taken in mix.milliseconds.items():
        at = [taken[min(int(len(taken) * share), len(taken) - 1)] for share in (0.50, 0.95, 0.99)]
        print(f"{kind:34}{len(taken):8}{at[0]:8.1f}{at[1]:8.1f}{at[2]:8.1f}")


def _print_growth(runs: dict[int, dict[str, Any]]) -> None:
    """CPU-ms by size, as ratios to the reference of each run, and how many times the step before."""
    sizes = list(runs)
    print("\ngrowth: ratio to the reference at each number of posts\n")
    print(f"{'page':34}" + "".join(f"{size:>12,}" for size in sizes) + "   times")
    for place, row in enumerate(runs[sizes[0]]["rows"]):
        ratios = [runs[size]["rows"][place]["ratio"] for size in sizes]
        steps = [later / before for before, later in pairwise(ratios)]
        mark = " !" if max(steps) > GROWN else ""
        print(
            f"{row['name']:34}"
            + "".join(f"{ratio:12.2f}" for ratio in ratios)
            + "   "
            + ", ".join(f"{step:.2f}" for step in steps)
            + mark
        )


if __name__ == "__main__":
    main()
