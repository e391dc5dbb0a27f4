"""A bar for whoever watches a terminal, and a line now and then for a log."""

import sys
import time
from collections.abc import Callable
from typing import TextIO

Progress = Callable[[int, int], None]
WIDTH = 30


def progress_on(stream: TextIO = sys.stdout) -> Progress:
    began, told = time.monotonic(), [0]

    def show(done: int, total: int) -> None:
        share = done / total if total else 1.0
        if stream.isatty():
            filled = round(share * WIDTH)
            stream.write(f"\r  [{'#' * filled}{'.' * (WIDTH - filled)}] {share:4.0%}" + ("\n" if done >= total else ""))
        elif int(share * 4) > told[0]:
            told[0] = int(share * 4)
            stream.write(f"  {share:.0%} after {time.monotonic() - began:.0f} s\n")
        stream.flush()

    return show
