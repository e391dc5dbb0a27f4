"""The wheel into dist/, and dist/wheelhouse/ to install from without the internet."""

import argparse
import sys
from pathlib import Path

from release.wheelhouse import build

parser = argparse.ArgumentParser(prog="python -m release", description=__doc__)
parser.add_argument("--into", type=Path, default=Path("dist"), help="default: dist")
folder = build(parser.parse_args().into)
sys.stdout.write(f"{folder}: {len(list(folder.glob('*.whl')))} wheels, checksums, SBOM.\n")
