"""Make one block of a table row whose cells are short: its cells by " | "."""

from cleankit.html.blocks import CELLS, Element, PageBlock

ROW_CHARS, CELL_SIGN = 400, " | "
ROW_BREAKS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6", "pre", "blockquote", "figcaption", "option"))


def join_row(row: Element, blocks: list[PageBlock]) -> None:
    """Put one block in place of those of ``row``, the last of ``blocks``.

    Left alone are rows of one cell, long ones, those with headings, code or tables in them, and those that
    set out a page: a cell of several paragraphs, or of several links.
    """
    inside = blocks[row.start :]
    if len(inside) < 2 or sum(len(block.text) for block in inside) > ROW_CHARS:
        return
    cells: list[tuple[Element, list[PageBlock]]] = []
    for block in inside:
        cell = _cell_of(block, row)
        if cell is None:
            return
        if not cells or cells[-1][0] is not cell:
            cells.append((cell, []))
        cells[-1][1].append(block)
    if len(cells) < 2 or any(len(lines) > 1 and not _are_lines(lines, cell) for cell, lines in cells):
        return
    text = CELL_SIGN.join(" ".join(block.text for block in lines) for _, lines in cells)
    row.heads = all(cell.tag == "th" for cell, _ in cells)
    link_chars, links = sum(b.link_chars for b in inside), sum(b.links for b in inside)
    blocks[row.start :] = [PageBlock(text, row, link_chars, links, inside[0].label, False, "")]


def _cell_of(block: PageBlock, row: Element) -> Element | None:
    """Return the cell of the row that a block is in; None if the row is not to be joined."""
    if block.reason or "\n" in block.text:
        return None
    element = block.element
    while element.parent is not row:
        if element.tag in ROW_BREAKS or element.tag == "tr" or element.parent is None:
            return None
        element = element.parent
    return element if element.tag in CELLS else None


def _are_lines(lines: list[PageBlock], cell: Element) -> bool:
    """Say whether the blocks of a cell are its lines, between `<br>`."""
    return all(block.element is cell and block.link_density < 0.5 for block in lines)
