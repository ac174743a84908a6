"""Invented names and the word lists that headings, owners and notes are put together from."""

import re
from random import Random

THINGS = (
    "里山", "河川", "漁港", "林道", "古民家", "離島航路", "棚田", "温泉街", "図書館", "水族館", "牧場", "果樹園", "茶畑", "工芸", "和紙",
    "陶芸", "干潟", "砂浜", "湖岸", "峠道", "吊り橋", "灯台", "水車", "用水路", "ため池", "養殖場", "直売所", "商店街", "朝市", "民話",
    "神楽", "太鼓", "郷土料理", "地酒", "山菜", "椎茸", "花き", "蜜蜂", "馬術", "自転車", "登山道", "星空", "天文台", "音楽堂", "人形劇",
    "看護", "保育", "介護", "手話", "点字",
)  # fmt: skip
DOINGS = (
    "育成", "推進", "支援", "整備", "再生", "保全", "活用", "振興", "改修", "普及", "発信", "体験", "継承", "点検", "更新", "調査",
    "連携", "交流", "開発", "養成",
)  # fmt: skip
ENDS = ("事業", "推進事業", "支援事業", "促進事業", "モデル事業", "強化事業")
ITEM_ENDS = (
    "研修", "講座開催", "拠点づくり", "広報", "機器購入", "備品更新", "アドバイザー派遣", "教材作成", "標識設置", "施設修繕", "現地案内",
    "出前授業", "見学会", "動画制作", "相談窓口", "清掃委託", "苗木配布", "運搬委託", "地図作成", "展示会出展",
)  # fmt: skip
PREFECTURES = (
    "青山県", "若鮎県", "白浜県", "霞野県", "潮凪県", "花渡県", "雪代県", "碧湾県", "松風県", "月丘県", "鶴見野県", "紅葉県", "砂丘県",
    "朝霧県", "七瀬県",
)  # fmt: skip
CITIES = (
    "青葉市", "港北町", "朝日野村", "川端市", "三ツ池町", "星が浦市", "緑原町", "大鳥市", "白樺村", "汐入市", "藤里町", "東雲市",
)  # fmt: skip
OFFICES = (
    "北部振興局", "南部農林事務所", "西部県民局", "東京事務所", "教育委員会", "警察本部", "企業局", "病院局", "中央保健所", "土木事務所",
    "大阪事務所", "水産試験場",
)  # fmt: skip
DEPARTMENTS = (
    "農林部 森林課 山岳係", "商工部 観光課 企画係", "土木部 河川課 管理係", "福祉部 医療課 看護係", "文化部 振興課 工芸係",
    "水産部 漁港課 整備係", "教育部 社会課 図書係", "環境部 保全課 海岸係",
)  # fmt: skip
BODIES = (
    "社会福祉協議会", "観光連盟", "森林組合", "漁業協同組合", "商工会議所", "実行委員会", "指定管理者", "土地改良区", "民間事業者",
    "国の研究所", "財団法人", "広域連合",
)  # fmt: skip
_NUMERALS = "一二三四五六七八九"
_SLOT = re.compile(r"\{([a-z]+)\}")
_WIDE = str.maketrans("0123456789,", "０１２３４５６７８９，")


def wide(text: str) -> str:
    """The digits of a text as full-width letters."""
    return text.translate(_WIDE)


def project(rng: Random) -> str:
    """A name of a project that stands on no sheet."""
    return rng.choice(THINGS) + rng.choice(DOINGS) + rng.choice(ENDS)


def items(rng: Random, count: int) -> list[str]:
    """Different names of items."""
    found: list[str] = []
    while len(found) < count:
        name = rng.choice(THINGS) + rng.choice(ITEM_ENDS)
        found += [] if name in found else [name]
    return found


def era(year: int) -> int:
    """The year of 令和 of a Western year."""
    return year - 2018


def filled(rng: Random, template: str, year: int = 2026) -> str:
    """A template with its slots filled at random: {n}, {pref}, {project} …; {p} and {q} are the years before and after."""
    own = era(year)
    fixed = {
        "y": str(own), "p": str(own - 1), "pp": str(own - 2), "q": str(own + 1), "r": str(own + rng.randint(1, 3)),
        "n": str(rng.randint(2, 9)), "kan": rng.choice(_NUMERALS), "m": str(rng.randint(4, 12)),
        "amount": f"{rng.randint(11, 89) * 50:,}", "big": f"{rng.randint(11, 89) * 500:,}", "small": str(rng.randint(12, 98)),
        "bare": str(rng.randint(120, 980) * 1000), "code": str(rng.randint(10000, 99999)),
    }  # fmt: skip
    lists = {
        "pref": PREFECTURES, "city": CITIES, "office": OFFICES, "body": BODIES, "thing": THINGS, "doing": DOINGS, "dept": DEPARTMENTS,
    }  # fmt: skip

    def slot(match: re.Match[str]) -> str:
        name = match[1]
        if name == "project":
            return project(rng)
        if name not in lists:
            return fixed.get(name, match[0])
        return rng.choice(lists[name])

    return _SLOT.sub(slot, template)


def drawn(rng: Random, templates: tuple[str, ...], year: int = 2026) -> str:
    """One of some templates, filled."""
    return filled(rng, rng.choice(templates), year)
