r"""Repair text that was decoded with the wrong encoding: ftfy's answer, twenty times sooner.

Most text needs nothing, and that can be seen at 2 to 10 ns a character: the ASCII part of a text can
change only at a control character or an entity, the rest only at a character that one of ftfy's fixers
replaces, at a sequence that its badness test knows, or where the text is not normalized. Only lines
with one of these are worked on, because ftfy treats each line for itself.

Left alone, unlike ftfy's own defaults: curly quotes, ligatures, full-width characters, line breaks.

>>> fix_text("The cafÃ©â€™s owner &amp; his “guest”\n")
'The café’s owner & his “guest”\n'
"""

from collections.abc import Iterator
from functools import cache, lru_cache
from itertools import groupby
from typing import TYPE_CHECKING, Any

from cleankit.errors import wrong_type
from cleankit.mojibake.entities import ENTITY_RE
from cleankit.mojibake.lost import restore_lost
from cleankit.mojibake.quiet import is_quiet
from cleankit.mojibake.shown import shown_lines
from cleankit.registry import text_filter
from cleankit.text.code import code_lines, may_hold_code
from cleankit.text.forms.bare_code import bare_code
from cleankit.text.forms.shapes import Shapes

if TYPE_CHECKING:
    from ftfy import TextFixerConfig

    from cleankit.mojibake.segment import Repair

CONTROLS = bytes([*range(0x09), 0x0B, *range(0x0E, 0x20), 0x7F])


@text_filter("encoding", lines=False, not_idempotent="equals ftfy, which is not")
def repair_encoding(text: str) -> str:
    """Repair what was decoded with the wrong encoding, and entities where they are damage.

    That is what `fix_text` gives with cleankit's own configuration, and more: quotes that lost a byte come
    back (`cleankit.mojibake.lost`); entities stay in code, and in a line that writes about them.
    """
    text = restore_lost(text)
    if "&" in text and ENTITY_RE.search(text) and (kept := _about_markup(text)):
        return _fix_apart(text, kept)
    return fix_text(text)


def _about_markup(text: str) -> set[int]:
    """Return the lines whose entities are no damage: code, and prose that writes about them."""
    lines = text.split("\n")
    kept = code_lines(lines) if may_hold_code(text) else set()
    kept |= bare_code(Shapes(lines), kept) | shown_lines(lines)
    return {i for i in kept if "&" in lines[i]}


def _fix_apart(text: str, kept: set[int]) -> str:
    """Fix all lines, those in ``kept`` without their entities."""
    from ftfy import TextFixerConfig

    lines = text.split("\n")
    plain = _own_config(TextFixerConfig, unescape_html=False)
    runs = groupby(range(len(lines)), key=kept.__contains__)
    joined = ((is_kept, "\n".join([lines[i] for i in run])) for is_kept, run in runs)
    return "\n".join([fix_text(part, plain if is_kept else None) for is_kept, part in joined])


def fix_text(text: str, config: "TextFixerConfig | None" = None) -> str:
    """Return what ``ftfy.fix_text(text, config)`` returns, in linear time.

    ``config`` None is not ftfy's default but cleankit's: what only looks odd is left alone.

    >>> fix_text("“Ｆｉｎｅ” ﬁlm")
    '“Ｆｉｎｅ” ﬁlm'
    """
    if not isinstance(text, str):
        raise wrong_type("fix_text", text, "str", "try cleankit.decode(data).text")
    if config is None and _needs_no_tables(text):
        return text
    repair = _repair(config) if config is not None else _own_repair()
    if text.isascii() and _is_plain(text, repair.controls, entities=repair.unescapes):
        return text
    unescapes = repair.unescapes
    fixed = []
    for piece in [text] if len(text) <= repair.max_length else _pieces(text, repair.max_length):
        first = repair.first_trouble(piece)
        fixed.append(piece if first < 0 else _fix_lines(piece, repair, unescapes, first))
        unescapes = unescapes and not (repair.keeps_markup and "<" in piece)
    return fixed[0] if len(fixed) == 1 else "".join(fixed)


def _needs_no_tables(text: str) -> bool:
    """Say whether text is sure to stay, where that is seen without ftfy, or no later than with it."""
    is_quick = text.isascii() or (not _own_repair.cache_info().currsize and is_quiet(text))
    return is_quick and _is_plain(text, CONTROLS, entities=True)


def _is_plain(text: str, controls: bytes, entities: bool) -> bool:
    """Say whether the ASCII characters of a text are sure to stay."""
    raw = text.encode()
    if len(raw.translate(None, controls)) != len(raw):
        return False
    return not (entities and "&" in text and ENTITY_RE.search(text))


def _fix_lines(text: str, repair: "Repair", unescapes: bool, first: int) -> str:
    """Fix each line that may need it; from the line with the first "<" on entities may have to stay."""
    markup = text.find("<") if repair.keeps_markup else -1
    pieces: list[str] = []
    done = 0
    for start, end in repair.suspects(text, first):
        pieces += text[done:start], repair(text[start:end], unescapes and not 0 <= markup < end)
        done = end
    return "".join(pieces) + text[done:] if pieces else text


def _pieces(text: str, limit: int) -> Iterator[str]:
    """Cut where ftfy cuts lines longer than ``limit``; lines that are not stay together."""
    start = at = 0
    while len(text) - at > limit:
        end = text.find("\n", at, at + limit) + 1
        if end == 0:
            if start < at:
                yield text[start:at]
            yield text[at : at + limit]
            start = at = at + limit
        else:
            at = end
    yield text[start:]


@lru_cache(maxsize=64)
def _repair(config: "TextFixerConfig") -> "Repair":
    from cleankit.mojibake.segment import Repair

    return Repair(config)


@cache
def _own_repair() -> "Repair":
    from ftfy import TextFixerConfig

    return _repair(_own_config(TextFixerConfig))


def _own_config(make: Any, **options: Any) -> Any:
    return make(
        explain=False,
        uncurl_quotes=False,
        fix_character_width=False,
        fix_latin_ligatures=False,
        fix_line_breaks=False,
        **options,
    )
