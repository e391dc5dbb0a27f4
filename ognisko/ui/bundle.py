"""Many small source files into the few that a browser fetches: pure text in, text out."""

import re
from pathlib import Path

LAYERS = ("reset", "tokens", "base", "components", "utilities")


def styles(folder: Path, faces: str = "") -> str:
    """One stylesheet; each folder of sources is one cascade layer."""
    layers = (f"@layer {layer}{{{_joined(folder / layer, '*.css')}}}" for layer in LAYERS)
    return minified_css(f"@layer {','.join(LAYERS)};{faces}{''.join(layers)}")


def scripts(htmx: Path, folder: Path) -> str:
    """htmx, then our behaviours in the order of their names, each in a scope of its own."""
    pieces = [htmx.read_text(encoding="utf-8").strip().rstrip(";")]
    for path in sorted(folder.glob("*.js")):
        pieces.append(f'(()=>{{"use strict";\n{lean_js(path.read_text(encoding="utf-8"))}}})()')
    return ";\n".join(pieces) + ";\n"


def sprite(icons: dict[str, str]) -> str:
    symbols = (
        f'<symbol id="{name}" viewBox="0 0 24 24">{_one_line(inside)}</symbol>'
        for name, inside in sorted(icons.items())
    )
    return f'<svg xmlns="http://www.w3.org/2000/svg">{"".join(symbols)}</svg>\n'


def font_face(face: dict[str, str]) -> str:
    return (
        f'@font-face{{font-family:"{face["family"]}";font-weight:{face["weights"]};font-style:{face["style"]};'
        f'font-display:swap;src:url(fonts/{face["file"]}) format("woff2")}}'
    )


def minified_css(text: str) -> str:
    """Without comments and needless spaces. Strings stay as they are; a space before a colon may be a selector's."""
    pieces = re.split(r"""("(?:[^"\\]|\\.)*"|/\*.*?\*/)""", text, flags=re.DOTALL)
    kept = ["" if piece.startswith("/*") else piece if piece.startswith('"') else _tight(piece) for piece in pieces]
    return "".join(kept).replace(";}", "}").strip() + "\n"


def lean_js(text: str) -> str:
    """Without whole-line comments and indentation; our files hold no multi-line strings."""
    lines = (line.strip() for line in text.splitlines())
    return "".join(f"{line}\n" for line in lines if line and not line.startswith("//"))


def _joined(folder: Path, pattern: str) -> str:
    return "".join(path.read_text(encoding="utf-8") for path in sorted(folder.glob(pattern)))


def _one_line(svg: str) -> str:
    return " ".join(svg.split()).replace(" />", "/>").replace("> <", "><")


def _tight(css: str) -> str:
    css = re.sub(r"\s+", " ", css)
    css = re.sub(r" ?([{};,]) ?", r"\1", css)
    return re.sub(r": ", ":", css)
