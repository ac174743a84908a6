"""Group G: the project's name, the year, the publisher and the department."""

from functools import partial
from random import Random

from benchmarks.adversary import words
from benchmarks.adversary.attack import Maker, Pair, pair
from benchmarks.adversary.ordinary import Frame, funding, items, sheet
from benchmarks.adversary.sheet import MadeSheet

_LABELS = (
    "事業期間　令和{y}年度から令和{q}年度", "会計　一般会計", "担当課　森林課", "款　農林水産業費", "事業主体　県",
    "根拠法令　森林法", "区分　継続", "事業期間：令和{y}年度～",
    "所属：商工部", "新規・継続の別　継続",
)  # fmt: skip
_COLUMNS = (
    ("番号", "P31"), ("会計", "一般会計"), ("款", "農林水産業費"), ("項", "林業費"), ("担当課", "森林課"),
    ("区分", "継続"), ("事業期間", "令和{y}年度～"), ("所管", "農林部"),
)  # fmt: skip
_ORIGINS = (
    "平成30年度一般会計から続く事業", "令和元年度創設", "令和{pp}年度から実施", "平成{n}年度に始まった取組",
    "令和{pp}年度に国の採択を受けた", "平成2{n}年度からの継続事業",
    "（令和{pp}年度事業化）", "令和{p}年度に制度を改めた事業",
)  # fmt: skip
_TWO_YEARS = (
    "令和{p}年度2月補正・令和{y}年度当初予算要求書", "令和{y}・{q}年度当初予算要求書",
    "令和{p}年度／令和{y}年度　予算要求書", "令和{y}年度～令和{r}年度　予算要求書",
    "令和{p}年度補正予算及び令和{y}年度当初予算要求書",
)  # fmt: skip
_DATES = (
    "作成日　令和{p}年10月1日", "令和{p}年11月15日現在", "印刷　R{p}.10.1", "提出日：令和{p}年9月{n}日",
    "令和{p}年{m}月起案", "（令和{p}年{m}月改訂の様式）",
)  # fmt: skip
_FORMS = (
    "(令和{p}年度当初予算との比較)", "前回様式（令和{p}年度）", "※令和{pp}年度の様式を使用",
    "事業期間　令和{pp}年度～令和{r}年度", "令和{pp}年度に見直し済み",
    "令和{p}年度の評価結果を反映",
)  # fmt: skip
_FORMER = (
    "{0}から移管", "旧所管：{0}", "{0}より引継ぎ", "（前担当　{0}）", "令和{p}年度まで{0}が所管", "協議先　{0}",
    "合議：{0}", "元の担当　{0}",
)  # fmt: skip
_PUBLISHERS = (
    "{0}との共同事業", "{0}を経由して国へ提出", "（{0}の事例を参考）", "{0}と連携", "写し：{0}",
    "{0}からの派遣職員が担当", "友好提携先　{0}",
)  # fmt: skip
_OTHER_NAMES = (
    "旧事業名　{0}", "関連事業名：{0}", "上位事業名　{0}", "事業名（旧）　{0}", "前年度の事業名　{0}",
    "統合元事業名：{0}", "類似事業名　{0}", "国の事業名　{0}",
)  # fmt: skip
_TRAILS = (
    "　　担当課　森林課",
    "　会計　一般会計",
    "　　区分：継続",
    "　所管：農林部",
    "　　事業期間　令和{y}年度～",
    "　　番号　P31",
)


def _plain(rng: Random, style: str, *, dated: bool | None = None) -> tuple[Frame, MadeSheet]:
    """A sheet with a head of two lines: the title, then the name; the caption stands at the table."""
    frame = Frame.draw(rng)
    frame.dated = frame.dated if dated is None else dated
    made = sheet(frame, (funding if rng.random() < 0.5 else items)(frame), style=style, caption="table")
    made.head = [f"令和{words.era(frame.year)}年度当初予算要求書", f"事業名　{frame.name}"]
    return frame, made


def _label_next(rng: Random, style: str) -> Pair:
    """After 事業名 another label stands, and the name only below it."""
    frame, twin = _plain(rng, style)
    others = [frame.words([label]) for label in rng.sample(_LABELS, rng.randint(1, 2))]
    title = twin.head[0]
    twin.head = [title, "事業名:", frame.name, *others]
    attack, made = pair(twin)
    attack.head = [title, rng.choice(("事業名", "事業名:", "事 業 名")), *others, frame.name]
    attack.projects |= {""}
    return made


def _columns(rng: Random, style: str) -> Pair:
    """The labels of the head stand beside each other, their values below."""
    frame, twin = _plain(rng, style)
    attack, made = pair(twin)
    pairs = rng.sample(_COLUMNS, rng.randint(2, 3))
    pairs.insert(rng.randint(0, len(pairs)), (rng.choice(("事業名", "事　業　名")), frame.name))
    mark = rng.choice((" | ", "\t"))
    attack.head[1:] = [mark.join(label for label, _ in pairs), mark.join(frame.words([value]) for _, value in pairs)]
    attack.projects |= {""}
    return made


def _wrapped(rng: Random, style: str) -> Pair:
    """The name goes on in the next line."""
    frame, twin = _plain(rng, style)
    name = f"{frame.name}及び{words.project(rng)}費補助金"
    twin.projects = frozenset({name})
    twin.head[1] = f"事業名　{name}"
    attack, made = pair(twin)
    cut = rng.randint(5, len(name) - 4)
    indent = rng.choice(("　　　　", "　　　　　", "        "))
    attack.head[1:] = [f"{rng.choice(('事業名　', '事業名：'))}{name[:cut]}", indent + name[cut:]]
    return made


def _year(rng: Random, style: str, *, lines: tuple[str, ...], title: bool) -> Pair:
    """A year that is not the sheet's; beside its title, or where no title names a year."""
    frame, twin = _plain(rng, style, dated=False if not title else None)
    attack, made = pair(twin)
    said = frame.words(lines)
    if title:
        attack.head.insert(rng.choice((0, 2)), said)
    else:
        attack.head[0] = said
        attack.head[0:1] = rng.choice(([said], ["当初予算要求書", said], [said, "予算要求書"]))
        attack.years = frozenset({""})
    return made


def _two_years(rng: Random, style: str) -> Pair:
    frame, twin = _plain(rng, style, dated=False)
    attack, made = pair(twin)
    attack.head[0] = frame.words(_TWO_YEARS)
    attack.years = frozenset({""})
    return made


def _contradiction(rng: Random, style: str) -> Pair:
    """A Western year and an era year that are not the same."""
    frame, twin = _plain(rng, style, dated=False)
    attack, made = pair(twin)
    own = words.era(frame.year) + rng.choice((-1, 1, 2))
    attack.head[0] = rng.choice(
        (f"{frame.year}年度（令和{own}年度）当初予算要求書", f"令和{own}（{frame.year}）年度当初予算要求書")
    )
    attack.years = frozenset({""})
    return made


def _other(rng: Random, style: str, *, lines: tuple[str, ...], what: str) -> Pair:
    """A line of the head that names a former department, another prefecture, another project."""
    frame, twin = _plain(rng, style)
    named = {"department": words.DEPARTMENTS, "publisher": words.PREFECTURES, "project": ()}[what]
    own, other = rng.sample(named, 2) if named else ("", words.project(rng))
    if own and rng.random() < 0.5:
        twin.head.insert(0 if what == "publisher" else 2, own)
        twin.publishers = frozenset({own, ""}) if what == "publisher" else twin.publishers
    attack, made = pair(twin)
    place = 1 if what == "project" else rng.randint(1, 2)
    attack.head.insert(place, frame.words(lines).replace("{0}", other))
    attack.never = (other.split()[1],) if what == "department" else (other,)
    return made


def _trailing(rng: Random, style: str) -> Pair:
    """Another label and its value on the line of the name."""
    frame, twin = _plain(rng, style)
    attack, made = pair(twin)
    trail = frame.words(_TRAILS)
    attack.head[1] += trail
    twin.head.append(trail.strip())
    return made


def _two_projects(rng: Random, style: str) -> Pair:
    """Two names with the same label: nothing says whose amounts they are."""
    _, twin = _plain(rng, style)
    attack, made = pair(twin, undecided=True)
    attack.head.insert(rng.randint(1, 2), f"事業名　{words.project(rng)}")
    return made


def _two_titles(rng: Random, style: str) -> Pair:
    """Two titles with two years: nothing says which is the sheet's."""
    frame, twin = _plain(rng, style, dated=False)
    attack, made = pair(twin)
    attack.head.insert(rng.randint(0, 1), f"令和{words.era(frame.year) + rng.choice((-1, 1))}年度当初予算要求書")
    attack.years = frozenset({""})
    return made


ATTACKS: dict[str, Maker] = {
    "G name is the next label": _label_next,
    "G labels beside each other": _columns,
    "G name over two lines": _wrapped,
    "G label after the name": _trailing,
    "G another project's name": partial(_other, lines=_OTHER_NAMES, what="project"),
    "G two names": _two_projects,
    "G year of origin": partial(_year, lines=_ORIGINS, title=False),
    "G date without a year": partial(_year, lines=_DATES, title=False),
    "G another year beside the title": partial(_year, lines=(*_FORMS, *_ORIGINS, *_DATES), title=True),
    "G two years in the title": _two_years,
    "G two titles": _two_titles,
    "G two years that differ": _contradiction,
    "G former department": partial(_other, lines=_FORMER, what="department"),
    "G another prefecture": partial(_other, lines=_PUBLISHERS, what="publisher"),
}
