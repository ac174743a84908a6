"""Names that are broken over lines beside their amounts: where one begins, where it is cut off, and what ends it."""

from collections.abc import Iterator, Sequence

from structurer.tables.block import Block
from structurer.tables.context import Context
from structurer.tables.row import amounts, cells_of, is_half_name, is_passed, is_tall, screen_place, wide_cells
from structurer.tables.screen import columns_of
from structurer.tables.sense import sense
from structurer.text import lazy_re as re
from structurer.text.rows import Row, TableCell

_JOINT = re.compile(r"(?:及び|並びに|又は|、|・)$")
_JOINED = re.compile(r"(?:及び|並びに|又は|、|・(?=\S))")
_SET_APART = ("※", "(", "（", "【", "・")
_PLACE = re.compile(
    r"[(（][^()（）\d]{0,12}(?:地区|地域|地内|区間|工区|路線|圏域|管内|[全一二三四五六七八九]期|[分新本]館|校区|流域|海岸|漁港|全域)(?:ほか|他|外|等)?[)）]"
)
"""The bracket below a name that says where, or in which part of it, something is done: （北部地区）."""
_MOST_NAMES = 60  # rows of one table, over a page or two
_NARROWEST = 12  # columns of the screen: six full-width letters; a narrower column breaks every name


def cut_off(context: Context, block: Block, labels: Sequence[TableCell], following: int) -> list[TableCell]:
    """The second half of a name, on the line below, cut off at a joint (使用料及び, 賃借料) or where its column ends."""
    if len(labels) != 1 or block.kind not in {"line", "space"}:
        return []
    rest = rest_of_name(context, following) or _letter_of_name(context, following) or _beside_text(context, following)
    cut = rest and (_JOINT.search(labels[0].text.rstrip()) or _JOINED.match(rest[0].text.strip()) or _is_place(rest[0]))
    return rest if cut or (rest and _fills(context, block, labels[0], rest[0])) else []


def _fills(context: Context, block: Block, label: TableCell, rest: TableCell) -> bool:
    """True where a name leaves no room in its column for the first letter of what stands below it."""
    rows = map(cells_of, _rows_of(context, block))
    names = [cells[0] for cells in rows if len(cells) > 1 and amounts(cells) and not cells[0].is_value]
    widest = max((columns_of(name.text.strip()) for name in names), default=0)
    own, more = columns_of(label.text.strip()), columns_of(rest.text.strip()[:1])
    return own > _NARROWEST and own + more > widest and not sense(context, rest.label).known


def _rows_of(context: Context, block: Block) -> Iterator[Row]:
    """The rows of a table, down to words behind a blank line or the foot of a page that are not its headings once more."""
    heads = {cell.label for line in block.heads for cell in line}
    parted = False
    for row in context.rows[block.first : block.first + _MOST_NAMES]:
        cells = cells_of(row)
        if is_passed(context, row):
            parted = True
            continue
        if parted and not amounts(cells) and not {cell.label for cell in cells} <= heads:
            return
        parted = False
        yield row


def rest_of_name(context: Context, position: int) -> list[TableCell]:
    """The second half of a name that begins above its amounts, on the line below them."""
    row = context.rows[position] if position < len(context.rows) else None
    half = row is not None and row.kind == "line" and is_tall(row) and not is_passed(context, row)
    left = row is not None and half and stands_left(row, context.rows[position - 1])
    return [row.filled[0]] if row is not None and left and is_half_name(row.filled[0]) else []


def _letter_of_name(context: Context, position: int) -> list[TableCell]:
    """The last letter of a name, alone on the line below its amounts."""
    row = context.rows[position] if position < len(context.rows) else None
    letter = row is not None and row.kind == "line" and len(row.text.strip()) == 1 and row.text.strip().isalpha()
    return [row.filled[0]] if row is not None and letter else []


def _beside_text(context: Context, position: int) -> list[TableCell]:
    """The second half of a name at the left of a line whose other words stand behind the amounts of the row above it.

    A bracket that says where an item is may stand there alone.
    """
    row = context.rows[position] if position < len(context.rows) else None
    if row is None or row.kind not in {"line", "space"} or not cells_of(row) or amounts(cells_of(row)):
        return []
    above = context.rows[position - 1]
    cells = cells_of(row)
    name, *texts = wide_cells(row) if len(cells) == 1 and _PLACE.match(cells[0].text.strip()) else cells
    ends = [screen_place(above, entry)[1] for entry in amounts(cells_of(above))]
    named = bool(texts) and not name.text.strip().startswith(_SET_APART)
    item = _is_place(name) and not sense(context, cells_of(above)[0].label).known
    own = (named or item) and bool(ends) and stands_left(row, above)
    return [name] if own and all(screen_place(row, text)[0] >= max(ends) for text in texts) else []


def _is_place(name: TableCell) -> bool:
    """True for words in brackets that say where or in which part of it something is done: （北部地区）."""
    return _PLACE.fullmatch(name.text.strip()) is not None


def stands_left(row: Row, below: Row) -> bool:
    """True for words that begin left of the amounts below them: half a name there, and no remark behind amounts."""
    amount = next((entry for entry in cells_of(below)[1:] if entry.figure is not None), None)
    if row.kind in {"tab", "pipe"} or amount is None:
        return True
    return screen_place(row, wide_cells(row)[0])[0] < screen_place(below, amount)[0]
