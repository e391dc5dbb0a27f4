"""SVG by an allow-list: shapes, paths, gradients and words stay; scripts, links and what reaches outside goes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ognisko.later import Later
from ognisko.office.pictures.errors import PictureError

if TYPE_CHECKING:
    from lxml import etree
else:
    etree = Later("lxml.etree")

SVG = "http://www.w3.org/2000/svg"
XLINK_HREF = "{http://www.w3.org/1999/xlink}href"
SHAPES = "path rect circle ellipse line polyline polygon text tspan"
GROUPS = "svg g defs symbol use clipPath mask pattern marker linearGradient radialGradient stop title desc style"
ALLOWED = frozenset(f"{SHAPES} {GROUPS}".split())
REFUSED = frozenset({"image", "feImage", "foreignObject"})  # without them the mark would not be the mark
GEOMETRY = """
    id class viewBox preserveAspectRatio width height x y x1 y1 x2 y2 cx cy r rx ry fx fy dx dy d points transform
    offset href gradientUnits gradientTransform spreadMethod clipPathUnits maskUnits maskContentUnits patternUnits
    patternContentUnits patternTransform markerWidth markerHeight refX refY orient pathLength version
"""
LOOK = """
    fill fill-opacity fill-rule stroke stroke-width stroke-linecap stroke-linejoin stroke-miterlimit stroke-dasharray
    stroke-dashoffset stroke-opacity opacity clip-path clip-rule mask color stop-color stop-opacity display visibility
    font-family font-size font-weight font-style text-anchor letter-spacing dominant-baseline vector-effect
    paint-order style marker-start marker-mid marker-end
"""
ATTRIBUTES = frozenset(f"{GEOMETRY} {LOOK}".split())
OUTSIDE = re.compile(r"url\s*\(\s*['\"]?(?!#)|@|\\|expression|javascript:|data:|<", re.IGNORECASE)
LENGTH = re.compile(r"\s*(\d+(?:\.\d+)?)\s*(?:px|pt|mm|cm|in)?\s*")
LONGEST_SIDE = 2400


def clean_svg(content: bytes) -> tuple[bytes, int, int]:
    root = _root(content)
    for element in list(root.iter()):
        _clean_element(element)
    width, height = _measure(root)
    root.set("width", str(width))
    root.set("height", str(height))
    etree.cleanup_namespaces(root)
    return etree.tostring(root, encoding="utf-8", xml_declaration=True), width, height


def _root(content: bytes) -> etree._Element:
    if b"<svg" not in content and b":svg" not in content:
        raise PictureError("kind")
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise PictureError("damaged") from error
    if root.tag != f"{{{SVG}}}svg":
        raise PictureError("kind")
    return root


def _clean_element(element: etree._Element) -> None:
    """Take out what is not on the list, and from what stays, its attributes that are not."""
    name = etree.QName(element).localname if isinstance(element.tag, str) else ""
    is_ours = isinstance(element.tag, str) and etree.QName(element).namespace == SVG
    if is_ours and name in REFUSED:
        raise PictureError("inside")
    if not is_ours or name not in ALLOWED:
        parent = element.getparent()
        if parent is not None:
            parent.remove(element)
        return
    if name == "style" and OUTSIDE.search("".join(element.itertext())):
        raise PictureError("styles")
    for key, value in list(element.attrib.items()):
        if not _may_stay(str(key), str(value)):
            del element.attrib[key]


def _may_stay(key: str, value: str) -> bool:
    if key in (XLINK_HREF, "href"):
        return value.startswith("#")
    return key in ATTRIBUTES and not OUTSIDE.search(value)


def _measure(root: etree._Element) -> tuple[int, int]:
    """Its size in points, from the box it draws in or else from what it says."""
    box = re.split(r"[\s,]+", str(root.get("viewBox", "")).strip())
    sides = box[2:] if len(box) == 4 else [str(root.get("width", "")), str(root.get("height", ""))]
    found = [LENGTH.fullmatch(side) for side in sides]
    if len(found) != 2 or not all(found):
        raise PictureError("measure")
    width, height = (float(match[1]) for match in found if match)
    if not (width > 0 and height > 0):
        raise PictureError("measure")
    scale = min(1.0, LONGEST_SIDE / max(width, height))
    if max(width, height) < 64:
        scale = 64 / max(width, height)
    if len(box) != 4:
        root.set("viewBox", f"0 0 {width:g} {height:g}")
    return max(1, round(width * scale)), max(1, round(height * scale))
