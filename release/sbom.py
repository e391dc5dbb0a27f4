"""A software bill of materials, CycloneDX 1.6: each wheel with version, licence and hash; fonts and icons in ours."""

import hashlib
import json
import os
import uuid
from datetime import UTC, datetime
from email.message import Message
from pathlib import Path
from typing import Any
from urllib.parse import quote
from zipfile import ZipFile

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

NPM_LOCK = Path(__file__).parents[1] / "ognisko" / "ui" / "package-lock.json"


def sbom(ours: Path, facts: dict[Path, Message]) -> str:
    wheels = list(facts)
    main = _component(ours, facts[ours], "application")
    components = [_component(wheel, facts[wheel], "library") for wheel in wheels if wheel != ours]
    components += _of_npm()
    known = {component["name"].lower(): component["bom-ref"] for component in [main, *components]}
    document = {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "serialNumber": f"urn:uuid:{_serial(wheels)}",
        "version": 1,
        "metadata": {"timestamp": _now(), "component": main},
        "components": components,
        "dependencies": [_needs(facts[wheel], known) for wheel in wheels],
    }
    return json.dumps(document, indent=1, ensure_ascii=False, sort_keys=True) + "\n"


def _component(wheel: Path, facts: Message, kind: str) -> dict[str, Any]:
    name, version = canonicalize_name(facts["Name"]), facts["Version"]
    purl = f"pkg:pypi/{name}@{quote(version)}"
    component: dict[str, Any] = {
        "type": kind,
        "bom-ref": purl,
        "name": name,
        "version": version,
        "purl": purl,
        "hashes": [{"alg": "SHA-256", "content": hashlib.sha256(wheel.read_bytes()).hexdigest()}],
        "licenses": _licences(facts) or _licence_of_its_text(wheel),
    }
    if facts["Summary"]:
        component["description"] = facts["Summary"]
    return component


def _licences(facts: Message) -> list[dict[str, Any]]:
    """An SPDX expression where the package gives one, else its own words."""
    if expression := facts["License-Expression"]:
        return [{"expression": expression}]
    named = [line.rpartition(" :: ")[2] for line in facts.get_all("Classifier", []) if line.startswith("License ::")]
    own = (facts["License"] or "").strip().partition("\n")[0][:80]
    return [{"license": {"name": name}} for name in named or [own] if name]


def _licence_of_its_text(wheel: Path) -> list[dict[str, Any]]:
    """Where the metadata say nothing: the first line of the licence inside."""
    with ZipFile(wheel) as archive:
        for name in archive.namelist():
            if ".dist-info/" in name and name.rpartition("/")[2].upper().startswith(("LICEN", "COPYING")):
                first = archive.read(name).decode(errors="replace").strip().partition("\n")[0]
                return [{"license": {"name": first[:80]}}]
    return []


def _of_npm() -> list[dict[str, Any]]:
    """Fonts and icons, built into our wheel."""
    packages = json.loads(NPM_LOCK.read_text(encoding="utf-8"))["packages"]
    found = []
    for path, row in sorted(packages.items()):
        if path.startswith("node_modules/"):
            name = path.removeprefix("node_modules/")
            purl = f"pkg:npm/{quote(name, safe='/')}@{row['version']}"
            licences = [{"expression": row["license"]}] if row.get("license") else []
            found.append({"type": "library", "bom-ref": purl, "name": name, "version": row["version"], "purl": purl})
            found[-1]["licenses"] = licences
    return found


def _needs(facts: Message, known: dict[str, str]) -> dict[str, Any]:
    asked = {canonicalize_name(Requirement(line).name) for line in facts.get_all("Requires-Dist", [])}
    name = canonicalize_name(facts["Name"])
    return {"ref": known[name], "dependsOn": sorted(known[one] for one in asked if one in known)}


def _serial(wheels: list[Path]) -> uuid.UUID:
    """The same for the same wheels."""
    return uuid.uuid5(uuid.NAMESPACE_URL, "\n".join(hashlib.sha256(wheel.read_bytes()).hexdigest() for wheel in wheels))


def _now() -> str:
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    moment = datetime.fromtimestamp(int(epoch), UTC) if epoch else datetime.now(UTC)
    return moment.isoformat(timespec="seconds")
