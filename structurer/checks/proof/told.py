"""Lines that tell of the entry of a list above them, and head nothing."""

from structurer.checks.proof.grid import Grid, PrintedRow
from structurer.checks.proof.heading_words import APART_FROM, DONE, ELSEWHERE, MARK, REMARK, RISK
from structurer.checks.proof.residue import is_about_amounts, is_loaded
from structurer.text import lazy_re as re
from structurer.text.scan import Kind
from structurer.text.words import squeeze

_SENTENCE = re.compile(r"[一-龠ぁ-ん](?:[うくすつぬむるぶぐ]|った|した|いた|んだ)[。)）]?$")
"""How a sentence ends: with its verb."""
_COUNTED = re.compile(r"[(（][^()（）円]{1,12}[)）][。]?$")
"""How often something is done, behind what tells of it."""
_TAG = re.compile(r"^[(【〔\[](?:一部)?(?:新規?|拡充?|継続?|重点)[)】〕\]]")
"""What is new about what is told."""
_EXPLAINS = re.compile(r"^[(（【〔\[](?:説明|内容|概要|事業内容)[)）】〕\]]")
"""What is told is what is done for the amounts above."""
_COUNT = re.compile(
    r"[ぁ-ん]{0,4}\([\d,]{1,8}(?:人|名|者|件|回|社|校|台|戸|棟|店|本|個|枚|冊|基|頭|羽|隻|か所|箇所|店舗|団体|施設|事業所|市町村?|世帯|会場"
    r"|講座|教室|集落|地区|路線|商品|媒体|圏域|クラブ|病院|農場)\)。?"
)
"""The end of a sentence, and how many are served or how often: nothing else is on the line."""
_GIVEN = re.compile(r"(?:市町村?|市町|県内市町村)等?(?=[にへ])")
"""Those for whom something is done: 市町村に専門家を派遣する."""
_THEIRS = re.compile(
    r"(?<=[るの])協議会(?=を(?:開催|開く|開き|設置|設け))|市町村の(?=[^。、費額金分]{2,12}を支援(?:する|し))|"
    r"(?:生活|医療|治療|通院|交通|通学|学|就学|入学|教育|保育|住居)費(?=(?:等|の一部)?を(?:支え|助成|補助|軽減|支援|給付))|\d{1,3}(?:日|週間|か月)分の(?=[^額費])"
    r"|調整(?=する(?:仕組み|会議|窓口)|に当たる(?:職員|者|人))"
    r"|(?:(?:^|(?<=[、。]))(?!.{0,12}(?:国|県|隣.|他.)(?:が負担|から))[^、。費額()]{1,12}が負担する(?:[^、。費額]{0,24}の)?)?(?:に要する(?:経費|費用)|(?<=[のや、びる])[一-龠ァ-ヶー]{1,12}(?:(?<![国県市財予])費|謝金|料|欠損額))(?:(?:及び|や|、)(?:講師の)?[一-龠ァ-ヶー]{0,12}(?:費|謝金|料))*(?:等|の一部)?"
    r"(?=を(?:補助|助成|支援|負担)(?:する|し))|(?<=費の一部を)負担(?=する)"
    r"|(?<=の)負担(?=[をの](?:軽減|緩和)|と)|(?<=と)負担(?=を軽減)|(?:支援|日程|会議|出向|派遣|受入れ?)を調整(?=する)"
    r"|複数の市町村に(?=またがる)|(?:県や|県と|や|と|、)?市町村(?:や[^、。費額]{1,12})?(?:と|が)(?=(?:連携|協力|共有|合同|共同|一体|行う[^。費額金]{1,24}を支援))"
    r"|(?:発|公)表(?=する|の[場機])|から\d{1,2}年(?:以上)?(?=を経過)|(?:伐採|災害|卒業|退院|産|修了|出産|閉校|終了)後(?=の)|(?<![一-龠])データ(?=[をにの])|(?:一部の|特定の)(?=地域|産業|業種|国)"
    r"|(?:維持管理|更新|修繕|運営|生産)(?:費用?|経費|コスト)(?=の(?:縮減|平準化|低減|抑制|削減))|定額(?=の[^、。費金]{1,8}(?:を|の商品))|養育費(?=の取決め)|(?<![一-龠])[市町村]の人(?:々|たち)?(?=[とがにを])|消費額?(?=の?[をに]?(?:拡大|増加|増やし|広げ))"
)
"""Who meets or is served, what they pay, what is kept for some days, and what is arranged: none of it is the project's money."""
_FIELD = re.compile(r"(?:対象(?:者|地域|校)?|場所|会場|時期|方法|内容|目的|回数|講師|参加者)[:：][^:：。]{2,40}$")
"""Who is served, where, when and how, behind its label."""
_PAYER = re.compile(r"民間|特会|団体|基金|[国県市]費|分$|半額|例$|試算|ひな形|イメージ|旧|単位|万円|[かカヵケヶ箇]年")
_DOES = re.compile(r"(?:を?する|を?行う|を図る)$")
_MOST_WRAPPED = 3
"""Lines that one entry is broken over."""
_WRAPPED = 18
"""Letters of a line that may go on below it."""


def is_told(grid: Grid, row: PrintedRow, fiscal_year: int | None) -> bool:
    """True for a line set in right below an entry of a list, which tells of it: the list goes on below, or nothing follows at once."""
    lines = _block(grid, row)
    if not lines or not _goes_on(grid, lines[-1]):
        return False
    return tells(_EXPLAINS.sub("", squeeze("".join(line.text for line in lines))), fiscal_year)


def tells(text: str, fiscal_year: int | None) -> bool:
    """True for squeezed words of what is done, or for whom and how often, that say nothing of amounts, of others or of other times."""
    if _COUNT.fullmatch(text) is not None:
        return True
    text = _THEIRS.sub("", text)
    bare = _COUNTED.sub("", _TAG.sub("", text))
    field = _FIELD.match(bare) is not None and not any(f.search(bare) for f in (RISK, REMARK, _PAYER))
    done = DONE.search(text) is not None or DONE.search(_DOES.sub("", bare)) is not None
    sentence = _SENTENCE.search(bare) is not None
    safe = _GIVEN.sub("", bare) if done else bare
    risky = RISK.search(bare) is not None and not sentence
    risky = risky or any(found.search(safe) is not None for found in (APART_FROM, ELSEWHERE))
    return not risky and (sentence or done or field) and not (is_loaded(text, fiscal_year) or is_about_amounts(text))


LEADING = re.compile(r"(?P<what>[^。]+?)(?:は|を)、?(?:次|以下|下記)の(?:とおり|通り)(?:である|です|とする)?。")
"""A sentence that leads to a table, and of what: 令和8年度当初予算額の財源は、次のとおりである。"""


def is_running(row: PrintedRow) -> bool:
    """True for running text and for a definition: what stands over it heads that, and no table; 次のとおりである。 leads to the table."""
    return (
        not LEADING.fullmatch(row.text)
        and not row.values
        and ("。" in row.text or row.text.lstrip().startswith((":", "：")))
    )


def _goes_on(grid: Grid, row: PrintedRow) -> bool:
    """True where the list goes on below a line, or nothing follows at once."""
    below = next(iter(grid.rows[row.position + 1 : row.position + 2]), None)
    if below is None or below.is_bare:
        return True
    shallower = below.text.strip()[:1] in _BULLETS and grid.indent(below) < grid.indent(row)
    return below.kind == "line" and (bool(below.values) or _is_entry(below) or shallower)


def _block(grid: Grid, row: PrintedRow) -> list[PrintedRow]:
    """The lines of one text, set in alike, right below an entry of a list; none where a row stands anywhere else."""
    first, last = row.position, row.position
    if _EXPLAINS.match(squeeze(row.text)) is not None and _is_text(row):
        return [row] if first and grid.rows[first - 1].values and grid.rows[first - 1].texts else []
    while first > 0 and row.position - first < _MOST_WRAPPED and _is_of_text(grid, grid.rows[first - 1], row):
        first -= 1
    while last - first < _MOST_WRAPPED and _is_of_text(grid, next(iter(grid.rows[last + 1 : last + 2]), None), row):
        last += 1
    above = grid.rows[first - 1] if first else None
    if above is None or not _is_text(row) or above.kind != "line" or grid.indent(above) >= grid.indent(row):
        return []
    wrapped = above.text.strip()[:1] in _BULLETS and len(squeeze(above.text)) >= _WRAPPED and "。" not in above.text
    return list(grid.rows[first : last + 1]) if wrapped or _is_entry(above) else []


def _is_of_text(grid: Grid, other: PrintedRow | None, row: PrintedRow) -> bool:
    """True for a line of the same text as a row: words set in alike, behind no mark."""
    return other is not None and _is_text(other) and not _is_entry(other) and grid.indent(other) == grid.indent(row)


def _is_text(row: PrintedRow) -> bool:
    return row.kind == "line" and not row.is_bare and not row.values


_BULLETS = frozenset("・-*○")


def _is_entry(row: PrintedRow) -> bool:
    """True for a line of a list: behind a mark, or behind a bullet with an amount on it."""
    amounts = bool(row.values) or any(figure.kind is Kind.MONEY for cell in row.cells for figure in cell.figures)
    return MARK.match(_TAG.sub("", row.text.strip())) is not None or (amounts and row.text.strip()[:1] in {*"・-*"})
