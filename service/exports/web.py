"""Pages of the house: one file that needs nothing else, and texts with marks in them."""

from base64 import b64encode
from collections.abc import Sequence
from hashlib import sha256
from html import escape
from importlib.resources import files

from service.exports.marks import Mark, Piece, pieces


def web_page(title: str, body: str, *, styles: Sequence[str], scripts: Sequence[str]) -> bytes:
    """`body` is markup; `styles` and `scripts` are files of the folder `page`, joined in their order."""
    style, script = ("\n".join(map(_asset, names)) for names in (styles, scripts))
    return f"""<!DOCTYPE html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{_policy(style, script)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{escape(title)}</title>
<style>{style}</style>
</head>
<body>
{body}
<script>{script}</script>
</body>
</html>
""".encode("utf-8", "replace")


def marked(text: str, marks: tuple[Mark, ...]) -> str:
    """The text as markup, each mark an element with its kinds as classes and its references as data-r."""
    return "".join(map(_piece, pieces(text, marks)))


def _piece(piece: Piece) -> str:
    text = escape(piece.text, quote=False)
    if not piece.kinds:
        return text
    refs = f' data-r="{escape(" ".join(piece.refs))}"' if piece.refs else ""
    return f'<i class="{" ".join(piece.kinds)}"{refs}>{text}</i>'


def _policy(style: str, script: str) -> str:
    """Nothing is loaded, and nothing runs but our own script: even a fault in escaping could not make a notice act."""
    return f"default-src 'none'; style-src {_hash(style)}; script-src {_hash(script)}; base-uri 'none'; form-action 'none'"


def _hash(text: str) -> str:
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"


def _asset(name: str) -> str:
    return (files("service.exports") / "page" / name).read_text("utf-8").replace("\r\n", "\n")
