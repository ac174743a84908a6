"""Sums: items, section totals, the grand total, parts in prose."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from fractions import Fraction

from structurer.checks.check import check
from structurer.checks.equation import Equation, Term
from structurer.checks.reading import Reading
from structurer.checks.select import Quantity, project_amounts
from structurer.labels.label import OF_WHICH
from structurer.sheet.facts import Fact, SheetPath
from structurer.sheet.model import Measure, Stage
from structurer.text.words import squeeze

_Column = tuple[int, Stage]


@check("SUM101", "section-total-mismatch")
def section_total(reading: Reading) -> Iterator[Equation]:
    """A section's printed total is not the sum of its items.

    Why it matters   A lost, repeated or misread row shows up here first.
    Inputs           Every total row of a section and the items above it, for each year and stage column; changes too. A
                     小計 is the sum of the items below the 小計 before it.
    Arithmetic       Sum of the items = total, to the yen; within n·u/2 only where the sheet says that it rounds.
    What to do       Compare the lines of the working with the sheet; if the sheet itself is wrong, waive with a reason.

    日本語
    節の合計が、その節の細事業の和と一致しない。
    行の欠落、重複、読み違いは、まずここに現れる。年度・段階の列ごとに、細事業の和と合計欄を1円単位で比べる(小計は、前の小計より下の
    細事業の和。端数処理の断り書きがあるときだけ n·u/2 未満の差を認める)。計算過程の行をシートと見比べ、シート自体の誤りなら
    理由を付けて了承する。
    """
    for number in range(len(reading.sheet.sections)):
        items, totals = _items(reading, number), _totals(reading, number)
        place = _places(reading, [*items, *totals])
        for total in totals:
            same = (item for item in _summed(items, totals, total) if item.column == total.column)
            terms = [item for item in same if place[item.path] == place[total.path]]
            if total.measure is Measure.CHANGE and len(terms) < len(reading.sheet.sections[number].items):
                continue  # 新規 or a blank stands for some item's change; CHG501 holds the total's own
            if terms or (total.cite.value and _is_over_dashes(reading, total, items)):
                yield Equation(_name(total), total, tuple(map(Term, terms)))


def _is_over_dashes(reading: Reading, total: Fact, items: list[Fact]) -> bool:
    """True for a total in a column in which each item has a dash, so that it is the sum of nothing."""
    cell, lines = _cell(reading, total), {item.cite.line for item in items} - {None}
    if cell is None or not lines:
        return False
    rows = [reading.geometry.rows[reading.geometry.row_of(line)].cells for line in lines if line is not None]
    return all(len(row) == cell[1] and row[cell[0]].is_blank and row[cell[0]].text.strip() for row in rows)


@check("SUM102", "grand-total-mismatch")
def grand_total(reading: Reading) -> Iterator[Equation]:
    """The section totals, or the items of a sheet without them, do not sum to the project's own amount.

    Why it matters   A whole section or sub-project may be missing, or may belong to another stage.
    Inputs           The totals of all sections (their items where a section prints none) and the stated project amount.
    Arithmetic       Sum of the sections = stated amount, for each year and stage. A list of sub-projects leaves out ended
                     ones: for an earlier year a smaller sum is unverifiable, said so, and asks nothing of a reviewer.
    What to do       Look for a section that was not read; for an earlier year see which sub-projects have ended.

    日本語
    節の合計(合計のない節では細事業)の和が、事業の要求額などと一致しない。
    節や細事業の欠落、段階の取り違えが分かる。年度・段階ごとに和と記載額を比べる。細事業一覧には終了した細事業が載らないため、
    過年度の和が記載額より小さいときは「確認できない」と記すだけで、確認は求めない。
    """
    stated = project_amounts(reading)
    parts: dict[_Column, list[list[Fact]]] = defaultdict(list)
    listed = True
    for number in range(len(reading.sheet.sections)):
        totals = [fact for fact in _totals(reading, number) if fact.measure is Measure.AMOUNT]
        totals = [fact for fact in totals if "小計" not in fact.row] or totals
        listed = listed and not totals
        for column, found in _by_column(totals or _items(reading, number)).items():
            if len({fact.path[:4] for fact in found}) == len(found):
                parts[column].append(found)  # two columns of one stage: which of them is the project's, nothing says
    for (offset, stage), groups in parts.items():
        undivided = [[*group, *_undivided(reading, group)] for group in groups] if stage is Stage.NONE else groups
        prints = _stated(stated, offset, stage, undivided)
        if prints is not None:
            whole = sum(fact.cite.value for group in undivided for fact in group) == prints.cite.value
            yield from _grand(prints, undivided if whole else groups, ended=listed and offset < 0)


def _undivided(reading: Reading, group: list[Fact]) -> list[Fact]:
    """The amounts of items that are all their items have of a year, where others have a 計 over two stages, as `group` holds."""
    items: dict[SheetPath, list[Fact]] = defaultdict(list)
    for fact in reading.under(*group[0].path[:2], "items") if group[0].path[2] == "items" else ():
        if fact.measure is Measure.AMOUNT and fact.year_offset == group[0].year_offset:
            items[fact.path[:4]].append(fact)
    return [found[0] for found in items.values() if len(found) == 1 and found[0].stage is not Stage.NONE]


def _grand(stated: Fact, groups: list[list[Fact]], *, ended: bool) -> Iterator[Equation]:
    """All sections together; or each alone, where the sheet breaks the same amount down in several ways."""
    name = _name(stated)
    alone = len(groups) > 1 and all(sum(e.cite.value for e in group) == stated.cite.value for group in groups)
    for terms in groups if alone else [[fact for group in groups for fact in group]]:
        yield Equation(name, stated, tuple(map(Term, terms)), shortfall=ended, note=ended)


def _stated(stated: Mapping[Quantity, list[Fact]], offset: int, stage: Stage, groups: list[list[Fact]]) -> Fact | None:
    """The amount the sections should sum to: the plain one, or the 内示 or 復活 of that stage that they do sum to."""
    total = sum((fact.cite.value for group in groups for fact in group), Fraction(0))
    every = [e for (own, kind, _), found in stated.items() if (own, kind) == (offset, stage) for e in found]
    fitting = next((fact for fact in every if fact.cite.value == total), None)
    return next(iter(stated.get((offset, stage, ()), every)), None) if fitting is None else fitting


@check("SUM103", "breakdown-mismatch")
def breakdown(reading: Reading) -> Iterator[Equation]:
    """The amounts inside an item's text do not sum to the item.

    Why it matters   Parts in prose are easily read as items of their own, or lost.
    Inputs           The amounts in an item's description (subsidy ceilings excepted), the rows below it that begin with うち,
                     and the item's own amount.
    Arithmetic       Sum of the parts = the item, to the yen; of parts printed with うち, at most the item.
    What to do       Read the description: an amount that is no part of the item is pointed elsewhere or waived.

    日本語
    細事業の説明文にある金額の和が、その細事業の額と一致しない。
    文中の内訳は、独立の細事業と取り違えたり読み落としたりしやすい。補助上限額を除く文中の金額の和と細事業の額を比べる
    (うちと書かれた部分や、うちで始まる下の行は細事業の額以下か)。
    内訳でない金額なら、付け替えるか理由を付けて了承する。
    """
    for number in range(len(reading.sheet.sections)):
        facts = reading.under("sections", number, "items")
        for path in dict.fromkeys(fact.path[:4] for fact in facts if "breakdown" in fact.path):
            own = reading.under(*path)
            parts = _by_column([fact for fact in own if fact.measure is Measure.BREAKDOWN])
            for column, terms in parts.items():
                stated = next((e for e in own if e.measure is Measure.AMOUNT and e.column[1:] == column), None)
                if stated is not None:
                    part = any(_is_of_which(reading, term) for term in terms)
                    yield Equation(_name(stated), stated, tuple(map(Term, terms)), at_most=part)
        yield from _parts_of_rows(facts)


def _parts_of_rows(facts: list[Fact]) -> Iterator[Equation]:
    """The rows that begin with うち against the item above them: together at most its amount."""
    rows = [
        [fact for fact in facts if fact.path[:4] == path] for path in dict.fromkeys(fact.path[:4] for fact in facts)
    ]
    own, parts = list[Fact](), list[Fact]()
    for row in [*rows, list[Fact]()]:
        if row and OF_WHICH.match(row[0].row) is not None:
            parts += row
            continue
        for column, terms in _by_column([fact for fact in parts if fact.measure is Measure.AMOUNT]).items():
            stated = next((fact for fact in own if fact.measure is Measure.AMOUNT and fact.column[1:] == column), None)
            if stated is not None:
                yield Equation(_name(stated), stated, tuple(map(Term, terms)), at_most=True)
        own, parts = row, []


def _is_of_which(reading: Reading, part: Fact) -> bool:
    """True for an amount that is printed as one of several parts: うち委託料 4,910千円, このうち委託料は4,910千円."""
    figure = reading.source.by_id.get(part.cite.figure or "")
    if figure is None:
        return False
    before = reading.source.drawn[reading.source.lines[figure.line - 1].start : figure.start]
    return re.search(r"(?:^|[\s\u3000(（「、。,|\"])(?:この|その)?うち、?[^\d、。]{0,16}$", before) is not None


@check("SUM104", "decision-exceeds-item")
def decided(reading: Reading) -> Iterator[Equation]:
    """What was decided for an item exceeds its own request, or the decided items together exceed the project's request.

    Why it matters   A decision cuts what was asked; more means two columns swapped, or a figure of another row or unit.
    Inputs           The approved (査定, 内示, 計上) and the requested amount of each item and total of a section; and, where no
                     decision of the project is printed, the decided items of a section and the project's request. A row with
                     several requests (復活, 追加) is left alone, and so is a sheet with amounts decided before (既査定).
    Arithmetic       Approved ≤ requested.
    What to do       Check the columns and units; where more was given than asked, waive with a reason.

    日本語
    細事業の査定額が、その要求額を超えている。
    査定は要求の一部であり、超えるなら列の入れ違いや行・単位の取り違えが疑われる。各細事業と合計の査定額(内示・計上)が要求額以下か、
    事業の査定額の印字がないときは細事業の査定額の和が事業の要求額以下かを比べる(復活・追加など要求が複数ある行と、既査定額のあるシートは除く)。
    列と単位を確かめ、実際に要求を上回る査定なら、理由を付けて了承する。
    """
    rows: dict[SheetPath, list[Fact]] = defaultdict(list)
    for fact in reading.facts:
        if fact.path[0] == "sections" and fact.measure is Measure.AMOUNT and fact.year_offset == 0:
            rows[fact.path[:4]].append(fact)
    earlier = "既査定" in squeeze(reading.source.drawn)  # decided before, and no answer to this request
    for found in () if earlier else rows.values():
        asked = [fact for fact in found if fact.stage is Stage.REQUEST]
        for fact in (fact for fact in found if fact.stage is Stage.APPROVED):
            if len(asked) == 1:
                yield Equation(f"査定額 ≦ 要求額 {_name(fact)}", asked[0], (Term(fact),), at_most=True)
    yield from _decided_together(reading)


def _decided_together(reading: Reading) -> Iterator[Equation]:
    """The decided items of each section against the project's request, where no decision of the project is printed."""
    stated = project_amounts(reading)
    asked = [facts for (offset, stage, _), facts in stated.items() if (offset, stage) == (0, Stage.REQUEST)]
    if len(asked) != 1 or any((offset, stage) == (0, Stage.APPROVED) for offset, stage, _ in stated):
        return
    for number in range(len(reading.sheet.sections)):
        found = _by_column(_items(reading, number)).get((0, Stage.APPROVED), [])
        if found and len({fact.path[:4] for fact in found}) == len(found):
            yield Equation(
                f"査定額の和 ≦ 要求額 {found[0].section}".strip(), asked[0][0], tuple(map(Term, found)), at_most=True
            )


def _summed(items: list[Fact], totals: list[Fact], total: Fact) -> list[Fact]:
    """The items a total is the sum of: all of them; for a 小計 those below the 小計 before it."""
    line = total.cite.line
    if "小計" not in total.row or line is None:
        return items
    above = [t.cite.line for t in totals if "小計" in t.row and t.cite.line is not None and t.cite.line < line]
    first = max(above, default=0)
    return [item for item in items if item.cite.line is not None and first < item.cite.line <= line]


def _items(reading: Reading, number: int) -> list[Fact]:
    """The amounts and changes of a section's items, without those of rows that are parts of the item above them."""
    wanted = {Measure.AMOUNT, Measure.CHANGE}
    found = (fact for fact in reading.under("sections", number, "items") if fact.measure in wanted)
    return [fact for fact in found if OF_WHICH.match(fact.row) is None]


def _totals(reading: Reading, number: int) -> list[Fact]:
    return reading.under("sections", number, "totals")


def _by_column(facts: list[Fact]) -> dict[_Column, list[Fact]]:
    found: dict[_Column, list[Fact]] = defaultdict(list)
    for fact in facts:
        if fact.measure is not Measure.CHANGE:
            found[fact.year_offset, fact.stage].append(fact)
    return dict(found)


def _places(reading: Reading, facts: list[Fact]) -> dict[SheetPath, int]:
    """For each amount which of its row's amounts of that measure, year and stage it is; of a drawn table the cell it stands in.

    The cell tells 内示 and 計上 apart where another row has a blank between them.
    """
    places = _occurrences(facts)
    for column in {fact.column for fact in facts if places[fact.path]}:
        own = [fact for fact in facts if fact.column == column]
        cells = [_cell(reading, fact) for fact in own]
        if all(cells) and len({count for _, count in filter(None, cells)}) == 1:
            places |= {fact.path: cell[0] for fact, cell in zip(own, cells, strict=True) if cell is not None}
    return places


def _cell(reading: Reading, fact: Fact) -> tuple[int, int] | None:
    """The number of the cell that an amount fills, and of those of its row; None for one in text."""
    if fact.cite.line is None:
        return None
    row = reading.geometry.rows[reading.geometry.row_of(fact.cite.line)].cells
    found = (cell.index for cell in row if cell.figure is not None and cell.figure.id == fact.cite.figure)
    return next(((index, len(row)) for index in found), None)


def _occurrences(facts: list[Fact]) -> dict[SheetPath, int]:
    """For each amount which of its row's amounts of that measure, year and stage it is: 部長査定 and 知事査定 are two columns."""
    seen: dict[tuple[object, ...], int] = defaultdict(int)
    found: dict[SheetPath, int] = {}
    for fact in facts:
        key = (fact.path[:4], fact.column)
        found[fact.path] = seen[key]
        seen[key] += 1
    return found


def _name(fact: Fact) -> str:
    return " ".join(part for part in (fact.section, fact.row) if part)
