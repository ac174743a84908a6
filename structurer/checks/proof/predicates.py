"""Lines right below an amount that may say whose, when and which it is: `これは昨年度の案である。`, `うち新規分`.

What is done for an amount is told with a verb, and what follows it heads something. A sentence that ends in a noun, and a few words that
head nothing, are believed only by an allow-list.
"""

from collections.abc import Collection, Iterator

from structurer.checks.proof.grid import PrintedRow
from structurer.checks.proof.head_fields import FIELD
from structurer.checks.proof.heading_words import APART_FROM, DONE, ELSEWHERE, MARK, RATED, RISK
from structurer.checks.proof.offices import is_office
from structurer.checks.proof.owner import Outline
from structurer.checks.proof.residue import Note
from structurer.checks.proof.sentence import Sentences
from structurer.checks.proof.told import tells
from structurer.checks.proof.unit_words import is_caption
from structurer.text import lazy_re as re
from structurer.text.words import squeeze, tidy

_SAYS = re.compile(r"(?P<what>.+?)(?:である|です|だ|とする|とした|となる|となった)$")
_DOINGS = re.compile(
    r"(?:教室|行事|催し|大会|研究会|学習会|観察会|見学会|相談会|発表会|交流会|会議|窓口|冊子|教材|手引き|仕組み|制度|対象|活動|取組|業務"
    r"|作業|工事|計測|測量|謝金|旅費|印刷|使用料|借上料|委託料|良好|順調|重要|必要|可能|不可欠|有効|[効果積極継続体具]的|適切|困難)$"
)
"""Nouns of what is done or bought, beside those that tell of it: 川を歩く行事である。"""
_LEADS = re.compile(r"(?:(?:次|以下|下記|上記)の(?:とおり|通り)|次の[一二三四五六七八九\d]つ)$")
_OF_SOURCE = re.compile(
    r"^(?:[^、。]{2,12}?財源|財産収入|諸収入|繰入金)は、?[^、。額]{2,40}(?:利子|充当|寄附金|繰入金|及び[^、。額]{2,16})$"
)
"""What a source consists of."""
_LONGEST = 40
_BEHIND = re.compile(r"(?:[一-龠々ぁ-んァ-ヶー]|。)[(（](?P<words>[^()（）]{1,16})[)）]。?$")
_HOW = re.compile(
    r"(?:(?:[年月週毎約各計全]|延べ?|定員|参加者?|受講者?|登録|修了|延長|相談|貸[出与]|採択|出[演展]|派遣|開催|実施|設置|整備|配布|購入|点検|伴走支援|アンケート回答|対象(?:者|校)?|補助率)*[\d,./〜～~\-]+"
    r"(?!年(?!度)|か(?:年|月分))[^\d円年分割倍当、。額]{0,6}(?:程度|以[上内]|/年)?[、・]?)+"
    r"|(?:一部)?(?:新規?|拡充?|継続?|重点|委託|直営|補助|通年|随時|予定|続き|つづき|アウトカム|アウトプット|[・、])+|対象は?[^、。\d額費円]{1,12}|[^、。\d額費円分県国市]{1,10}対象"
    r"|[^、。\d額費円分国県市]{1,8}[へに](?:委託|補助)"
    r"|(?:[旅報需役][^、。額]?[費]?|報償費|旅費|需用費|役務費|使用料|委託料|備品購入費|[・、])+"
)
"""How often, for how many and by whom, in a bracket behind what is told."""
_COMMENT = re.compile(
    r"新たに取り組むもの(?:である|です)|必要額を(?:計上|措置)(?:する|した|します|しました)|要求の?(?:とおり|どおり|通り)(?:計上|措置)(?:する|した|します|しました)"
    r"|(?:積算|経費|実施|事業)の[^、。額費年県国市]{1,6}を(?:見直し|改め|精査し)(?:た|ました)"
    r"|[^、。額費円年県国市]{2,14}を(?:改めて|再度)?(?:検討し|検証し|整理し|報告し|明記し)てください"
)
"""What is said of a project and of how it was examined, which leaves the amount before it as it is."""
_MORE = re.compile(r"このほか|その他|訂正|差し?替|修正|^(?:単独分|例|見込|企業局|病院局|本庁|全庁)(?:で|の|として)")
"""What a sentence says of other money or of the amount itself, though it tells with a verb."""
_LABELLED = re.compile(r"[\s\u3000・*○-]*(?P<label>[^\s:：。|()（）]{1,14})[\s\u3000]*[:：](?!\d)")
_OF_ITEM = re.compile(
    r"件数|[率料]$|対象|単位|内容|方法|費目|積算|意見|所見|作成|担当|問合せ|理由|状況|考え方|場所|時期|日時|会場|期間|回数|人数|講師|効果|目的|根拠|上限額?$|名$|款|^[^一-龠]+$"
)
"""Labels of what an item is, for whom and how much of it, and of who wrote the paper."""
_LONE = 16
"""Letters of a line that heads nothing and tells nothing; a longer one is running text."""
_TELLING = re.compile(r"(?:意見|改善点|方針|考え方|理由|課題|成果|状況|内容|方向性|経緯|効果|概要|対応)$")
"""How the heading of a text ends."""
_CONTACT = re.compile(r"お?問い?合わ?せ(?:先)?|(?:連絡|照会)先")
_ENDS = re.compile(
    r"以上|[*_=~]+|以下余白|[(（]?(?:次|前)(?:ページ|頁)(?:へ|に|から)?(?:続く|つづく|の続き)?[)）]?|[\-－―ー・()（）\d]+|[一-龠]{0,6}(?:番号|コード)[\d\-]+|[(（]?(?:続き|つづき)[)）]?"
)
"""What closes a page."""


def predicates(outline: Outline, labels: Collection[str], used: Collection[int]) -> Iterator[Note]:
    """The lines that go on below a row of money and say of it what nobody understands.

    `labels` are the names of rows, which may be broken over lines, and `used` the lines that proved places rest on.
    """
    headings = {one.row.position for one in outline.headings_of_rows if one.mark or one.sense is not None}
    below = close = False
    for row in outline.grid.rows:
        if _has_money(row) or row.kind != "line":
            below = close = _has_money(row)
            continue
        mark = MARK.match(tidy(row.text))
        close = close and not row.is_bare and (mark is None or mark["mark"].startswith("第"))
        if row.is_bare:
            continue
        words = squeeze(row.text).strip("()（）・*-")
        lone = below and row.position not in headings and row.first not in used and not _leads(outline, row)
        bounded = row.position not in headings and is_bounded(row.text, labels)
        begins = len(row.cells) == 1 and "。" in words and not _is_broken(outline, row)
        unknown = any(
            _is_unknown(one) or (begins and _is_untold(one, outline.fiscal_year)) for one in words.split("。")
        )
        labelled = (close or _is_over_money(outline, row)) and _is_labelled(outline, row, labels)
        if (close and (bounded or unknown)) or labelled or (lone and _is_lone(outline, row, labels)):
            yield Note(row.first, tidy(row.text))
            below = close = False  # one question for all that follows an amount
        below = below and lone and _ENDS.fullmatch(words) is not None


def sentences_behind(outline: Outline, sentences: Sentences) -> Iterator[Note]:
    """The sentences behind an amount in running text that may say what it is; a short one is believed only where it tells what is done."""
    for row in outline.grid.rows:
        for one in sentences.behind(row):
            words = one.strip("()（）")
            if sentences.spoken(words) is None and (_is_unknown(words) or _is_untold(words, outline.fiscal_year)):
                yield Note(row.first, tidy(row.text))
                break


def _has_money(row: PrintedRow) -> bool:
    return any(figure.is_money for cell in row.cells for figure in cell.figures)


def _is_broken(outline: Outline, row: PrintedRow) -> bool:
    """True for a line that may go on with a sentence of the line above: that is running text, and no entry with its amount."""
    above = outline.grid.rows[row.position - 1]
    closed = re.search(r"[\d円)）]$", squeeze(above.text)) is not None
    return (
        "。" in above.text or not closed or not _has_money(above) or len(above.cells) > len(("mark", "name", "amount"))
    )


def _is_over_money(outline: Outline, row: PrintedRow) -> bool:
    """True for a line over a row of money, no more than blank lines between them."""
    below = outline.grid.below(row.position)
    return below is not None and _has_money(below)


def _is_labelled(outline: Outline, row: PrintedRow, labels: Collection[str]) -> bool:
    """True for what stands behind a label that may say whose the amounts beside it are: 協議会：川の会."""
    found = _LABELLED.match(row.text)
    if found is None or FIELD.match(tidy(row.text)) is not None:
        return False
    label = squeeze(MARK.sub("", found["label"], count=1))
    known = any(label in name for name in labels) or outline.headings.consume(label) is not None
    return not known and _OF_ITEM.search(label) is None


def _leads(outline: Outline, row: PrintedRow) -> bool:
    """True for a line right over another amount, which it may be the label of, and over running text, which it heads."""
    below = outline.grid.rows[row.position + 1 : row.position + 2]
    return bool(below) and (_has_money(below[0]) or (below[0].kind == "line" and "。" in below[0].text))


def is_bounded(text: str, labels: Collection[str] = ()) -> bool:
    """True for what is told of an item with a bracket behind it that says more than how often and for whom: 開く。（うち人件費）."""
    behind = _BEHIND.search(squeeze(text))
    if behind is None or re.search(r"\d.*円", behind["words"]) or len(squeeze(text)) > _LONGEST + 2 * _LONE:
        return False
    named = any(behind["words"] in label for label in labels) and RISK.search(behind["words"]) is None
    return _HOW.fullmatch(behind["words"]) is None and not named


def _is_unknown(sentence: str) -> bool:
    """True for a short sentence that ends in a noun which is none of what is done."""
    said = _SAYS.fullmatch(sentence)
    if said is None or _COMMENT.fullmatch(sentence) is not None or len(sentence) > _LONGEST:
        return False
    what = said["what"]
    rest = _DOINGS.sub("", what)
    done = rest != what or DONE.search(what) is not None
    risky = any(found.search(rest) is not None for found in (RISK, ELSEWHERE, APART_FROM))
    return (risky or not done) and _LEADS.search(what) is None and _OF_SOURCE.fullmatch(what) is None


def _is_untold(sentence: str, fiscal_year: int | None) -> bool:
    """True for a short sentence that does not tell what is done."""
    words = sentence.strip("()（）")
    if not 0 < len(words) <= _LONE or any(found.fullmatch(words) is not None for found in (_COMMENT, _HOW)):
        return False
    return _MORE.search(words) is not None or not tells(words, fiscal_year)


def _is_lone(outline: Outline, row: PrintedRow, labels: Collection[str]) -> bool:
    """True for a few words alone that are neither of headings nor a field, a caption, a part of a name or what is done."""
    text, words = tidy(row.text), squeeze(row.text)
    if len(row.cells) > 1 or len(words) > _LONE or "。" in words or any(cell.is_dash for cell in row.cells):
        return False
    said = outline.headings.consume(words)
    heads = said is not None and not (said.years or said.units) and not words.rstrip("）)").endswith("分")
    closed = (
        any(found.fullmatch(words) is not None for found in (_ENDS, _CONTACT))
        or RATED.fullmatch(words) is not None
        or is_caption(words)
    )
    told = _TELLING.search(words) is not None and not any(f.search(words) for f in (RISK, ELSEWHERE))
    named = told or any(words in label for label in labels) or FIELD.match(text) is not None or ":" in words
    return not (heads or closed or named or is_office(text) or tells(words, outline.fiscal_year))
