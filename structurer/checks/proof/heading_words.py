"""The words and marks that headings are made of, and those that no heading of the project's own has."""

from structurer.text import lazy_re as re

_WORDS = (
    "職員体制 目指す姿 めざす姿 交付の必要性 補助金等の内訳 構成事業 財源構成 財源の構成 実施した "
    "過去の決算額 過去の予算額 これまでの予算額 これまでの決算額 本事業が貢献する 総合5か年計画の 人件費を含む "
    "人件費を含めた 従事する職員 職員の配置 職員配置 人員配置 組織の新設、改廃及び増員 地方財政措置の状況 負担区分 "
    "財政課処理欄 財政課使用欄 財政課記入欄 総事業費 "
    "結果 点検 今後の方向性 目的 ねらい 狙い 背景 課題 趣旨 効果 必要性 対象 方法 期待 される 現状 主な 細々事業 細事業 事業別 事務事業 "
    "事業 予算 経費 所要 財源 特定 内訳 積算 根拠 基礎 内容 明細 一覧 概要 推移 経過 取組 実施 達成 目標 成果 "
    "活動 指標 コスト 職員数 職員 費用 資料 説明 詳細 区分 項目 施策 分野 考え方 (参考)人件費を含む 参考資料 "
    "参考事項 参考指標 年度別 区分別 費目別 表 欄 等 額 分 の 及び と ・ 、 を に ごと 係る 関する 総括 集計 "
    "状況 計画 当該 本 含む 名 所見 担当者 メニュー 制度 行政 レビュー 一般会計 歳出 歳入 計上 必要 見込まれる "
    "要する 要した 数値 当初 要求書 調書 見積書 説明書 編成過程 個票 経過表 シート 改善 マネジメント 評価 書 票 調 ( ) （ ） "
    "編成過程の公開 公表 公開 部局 年度 年次 比較 増減 理由 主要な 主要 事項 補助 単価 数量 配分 使途 支出 科目 費目 アウトカム "
    "アウトプット 新規事業調書 新規・拡充事業調書 あらまし "
    "投入 構成する 予算のポイント 事業のポイント 中身 収入 収支 収益的 資本的 使いみち 使い道 基本情報 スケジュール 進め方 実施体制 "
    "経緯 審査 協議 検討 要点 要旨 意義 位置付け 位置づけ "
    "事業点検シート 細目別 構成 事項別 取組別 部局別 課別 細事業別 節別 科目別 財源別 経費別 一般事業 公共事業 公共事業以外 人員 調整内容"
)
"""Words that headings of the project's own tables are made of. What is not here is not understood, and stops the chain."""
PHRASES = frozenset(
    {"予算額・執行額", "予算・執行額", "予算額及び執行額", "予算の執行状況", "予算執行状況", "執行状況"}
)
"""Headings of forms as they are, over tables that print what was spent as well."""
SPENT = re.compile(r"決算額|支出済額|執行率|不用額|(?<!・)(?<!及び)執行額")
HEADING_WORDS = re.compile(
    "|".join(
        (
            r"(?<=人件費)[(（]参考[)）]",
            r"(?<![A-Za-z])(?:PLAN|DO|CHECK|SEE|ACT(?:ION)?|Plan|Do|Check|See|Act(?:ion)?)(?![A-Za-z])",
            *map(re.escape, sorted(_WORDS.split(), key=len, reverse=True)),
            "見直し(?![額後前に分効])",
            "(?:路線|施設|箇所|地区|河川|団体|部門|経費|費目|節|項目|部|局|室)別",
            r"(?<=予算)案",
            "(?<=.)について$|規模",
            "(?<=予算)編成(?:に(?:向けた|係る|おける))?",
            r"(?<=予算[(（])案",
        )
    )
)
MARK = re.compile(
    r"^\s*(?P<mark>#+|[【〈《≪≫〔\[「『＜<■◆◇●○◎□▼▽▶▷※☆★]+|[(（]\d{1,2}[)）]|[(（][ア-ンa-z][)）]|[①-⑳]|第\d+"
    r"|[ⅠⅡⅢⅣⅤⅥ]+[.．、]?|(?:I{1,3}|IV|VI?)(?:[.．、]|(?=[\s　]|(?![期類型種号級度字線])[一-龠]))"
    r"|[ア-ン](?=[\s　.．、])[.．、]?|[一二三四五六七八九十](?=[\s　.．、])[.．、]?"
    r"|\d{1,2}(?:[.．、)）]|(?=[\s　]))|\d{1,2}(?=[^\d月年歳代人件回社校か箇%％]))[\s　]*"
)
NOTE = re.compile(
    r"[(\[【〔<〈]単位(?!費用|数)[^)\]】〕>〉]*[)\]】〕>〉]|単位[:はを].{1,8}$|[(\[](?:金額[:：])?(?:百万|千|万|億)?円(?:単位|表示)?(?:[、,・](?:(?:ただし)?職員数は)?\w{1,2})?[)\]]|\((?:続き|つづき)\)"
)
RATED = re.compile(
    r"[※*]*(?:\(?注\d?\)?:?)?(?:国庫(?:支出金|補助金|負担金)?|国費?)(?:は、?(?:国(?:庫|の)?)?補助率:?|の?補助率[は:]?)\d{1,2}/\d{1,2}"
    r"(?:による|で(?:算定|積算|算出)(?:した(?:額|もの))?(?:している)?|です|である)?。?"
)
"""A note of the rate of the national share, which `FND` checks compare with the amounts: it says nothing else of them."""
OFFICE = re.compile(r"[^\s()（）、。0-9]{1,12}(?:(?<!一)部門?|局|庁|課|室|班|係|担当|委員会)")
"""Offices beside a title or the project's name; anywhere else an office is a word like any other."""
PATH = re.compile(
    r"^(?:[^\s>›»\d]{0,12}(?:ホームページ|公式サイト)|ホーム|トップ(?:ページ)?|HOME|TOP)(?:\s*[>›»]\s*[^>›»\d]{1,12}?){0,6}\s*[>›»]\s*"
    r"|^[一-龠]{2,5}[都道府県市町村](?:\s*[>›»]\s*[^>›»\d]{1,12}?){1,6}\s*[>›»]\s*"
    r"|^(?:\[[^\[\]\d]{1,12}\]\([^()\s]{0,80}\)\s*\\?[>›»]\s*){1,6}",
    re.IGNORECASE,
)
"""The way to a page of a web site, up to the page itself."""
SITE = re.compile(
    r"本文へ(?:移動|スキップ)?|\S{0,12}(?:公式)?ホームページ|トップページ|ホーム|現在(?:の位置|位置|地)[:：]?"
)
"""Where the way to a page begins that is printed one name a line, down to the title."""
LINKS = re.compile(
    r"(?:\[\d{1,3}\])?(?:(?:\[\d{1,3}\])?(?:本文へ(?:移動|スキップ)?|サイトマップ|文字サイズ|背景色|検索|ホーム|(?:この)?ページの?(?:先頭|トップ|上部?)へ(?:戻る)?|トップページ|メニュー|お?問い?合わ?せ|English)[・|]?)+|記",
    re.IGNORECASE,
)
"""The links over a page, numbered or not as text browsers print them, and the word that parts a letter from its particulars."""
RISK = re.compile(
    r"年度|昨年|一昨年|前年|過去|将来|次年|来年|翌年|隣|他県|他都|他の|他[部局課室係班]|国の|県外|国外|全国|市町村|市の|町の|(?<![一-龠々])別の|類似|廃止|中止|取消|取り?下げ"
    r"|取りやめ|終了|見送|削除|除く|除外|含ま|(?<!おもて)なし|(?<!少)(?<!切れ目)(?<!切れ目の)(?<!取り残さ)ない|無し|記[載入].{0,2}例|(?<![条事判])例|仮(?!設)|参考(?!指標)|場合|見込|未(?!受診|経験|就[学業園]|利用(?!額)|来(?!額)|然|満|成年|婚|熟)|非(?!行|常|正規|営利|農)|不要|不採|債務|負担行為|限度|積立|先進(?!的|事例の?(?:調査|研究|視察|研修)(?:費|事業|等))|視察先|一部|うち(?!エコ診断)"
    r"|撤回|凍結|(?<!直接)執行(?!の(?:時期|方法|体制|管理|平準化))|実績"
)
"""Words of time, place, office, project, negation or condition: a heading with one of them is nobody's free heading."""
SPAN_ALONE = re.compile(r"[\d一二三四五数複]\S?[かカヵケヶ箇]?年(?:間|度?分|の?合計|の?累計|の?額)*")
"""Several years, alone on a line: 2か年."""
CLOSING = "〉>》】≫〕]」』＞ 　:："
"""What closes a heading."""
BRACKETS = "()（）[]【】〔〕<>《》≪≫〈〉*#■◆◇●○◎□"
VALUED = re.compile(r"[:：](?!\s*\d?[(（])(?=.)")
"""A colon with a value behind it."""
_SORTS = "専門 分野 年代 世代 地域 地区 圏域 流域 階層 職種 業種 部門 品目 目的 課題 季節 学年 男女 経験 習熟度 テーマ レベル"
SET_APART = r"(?<![種類齢区階型性特個])(?:別(?![のに])|" + "".join(rf"(?<!{sort})" for sort in _SORTS.split()) + "別)"
"""The letter of what is another's or kept apart; in 分野別の催事 and 地域別に it tells of what sorts something is."""
APART_FROM = re.compile(
    rf"{SET_APART}|計上|補正|調整(?!員)|(?<!納)税|支払|払う|支出|負担|二重|否決|却下|移管|移譲|返上|議会|寄[附付]|[▲△]"
    r"|(?:[都道府県市町村部局庁課室]|委員会|協会|財団)$"
)
"""Of words that tell what an amount is for: who else may pay, and what else the amount may be."""
VOID = re.compile(
    r"無効|失効|破棄|差し?[戻替]|旧版|訂正前|打ち?切|休止|[非不]採択|不(?:承認|認可|認定)|棄却|白紙|延期|返上"
    r"|下書き|暫定|試案|素案|たたき台|サンプル|ダミー|テスト$"
)
"""Of a stamp, a bracket or a field: the sheet, or what it asks for, is not in force or never was."""
ELSEWHERE = re.compile(
    rf"{VOID.pattern}|"
    r"次[期回]|来[期春夏秋冬]|[前後]期(?!高齢|基本|計画|実施|行動)|前回|昨|去年|旧|過年|翌|[\d一二三四五数複]\S?[かカヵケヶ箇]年|複数年|累計|通算"
    r"|民間が|国から|割を減|減じる|繰り延べ|返納|流用|繰越|明許|相殺|精算|戻入|返還|申請|内定|予備費|補正費|要求|査定前|ベース|(?:企業|特別)会計|県警|東京都|直轄|国庫|県債|起債|ドル|ユーロ|ウォン"
    r"|[一-龠]{2,3}[市町村](?:会計|チーム|債|負担金|事業|$)|市町|(?:企業|法人|団体|組合|基金|会計)(?:[がで]|側|から)|(?:財団|協会|警察|(?<![朝卸下農山漁都])[市町村])(?:[がでの]|側|から)"
)
"""Of a few words that stand alone: another period or state than what the sheet asks for, another payer, another coin."""
REMARK = re.compile(
    r"(?:取り?下げ|取消し?|廃止|中止|保留|凍結|見送り?|不採択|却下|削除|重複|再掲|参考|没)(?:済み?|中|予定)?"
    r"|[^\d%、。]{0,6}(?:[\d元]{1,2}年度)?[^\d%、。]{0,4}(?:(?:要求|予算|決算|執行|年度|[県都道府市町村])の?額|年度の?分|(?<=年度)の?分|会計|債務負担行為|円単位|円で示す|国費分)"
    r"|(?:[隣他]県|[^\d%、。]{1,4}[市町村]|国庫|県債)の?分"
    r"|[^、。]{0,4}[\d一二三四五数複]\S?[かカヵケヶ箇]?年(?:間|分|の合計|間の合計)"
)
"""All of a remark beside amounts: they are withdrawn, spent, another year's, another body's or in another unit."""
DONE = re.compile(
    r"(?:紹介|作成|制作|配置|取材|整理|開催|派遣|研修|講習|配布|整備|設置|調査|確保|相談|助成|補助|支援|運営|養成|受け?入れ|案内|購入|点検|修繕|改修|更新|委託|実施"
    r"|推進|促進|普及|啓発|広報|発信|育成|訓練|体験|交流|活用|導入|構築|検討|連携|見守り|巡回|訪問|指導|助言|募集|選定|印刷|貸出し?|除却|間伐|植栽|下刈り|検診|健診|勧奨|保守"
    r"|謝礼|謝金|周知|講座|教室|説明会|増設|増強|増速|引合せ|追加|対応|強化|拡大|拡充|運行|提供|開発|参加|出展"
    r"|配信|診断|視察|審査|(?:多言語|電子|デジタル|省力|効率|自動|長寿命|見える|耐震|緑)化|掲載|収集|把握|共有|試行|検証|策定|改善|改良|転換|維持|管理|撤去|処理|搬出|輸送|運搬|保全|再生|整正|補[塡填]|貸与)(?:等|など)?(?:[(（][^()（）円]{1,12}[)）])?[。]?$"
)
"""How words end that tell what is done, bought or held for an amount."""
