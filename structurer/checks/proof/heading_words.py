"""The words and marks that headings are made of, and those that no heading of the project's own has."""

import re

_WORDS = (
    "過去の決算額 過去の予算額 これまでの予算額 これまでの決算額 本事業が貢献する 総合5か年計画の 人件費を含む "
    "人件費を含めた 従事する職員 組織の新設、改廃及び増員 地方財政措置の状況 負担区分 財政課処理欄 財政課使用欄 総事業費 "
    "結果 点検 今後の方向性 目的 ねらい 狙い 背景 課題 趣旨 効果 必要性 対象 方法 期待 される 現状 主な 細々事業 細事業 事業別 事務事業 "
    "事業 予算 経費 所要 財源 特定 内訳 積算 根拠 基礎 内容 明細 一覧 概要 推移 経過 取組 実施 達成 目標 成果 "
    "活動 指標 コスト 職員数 職員 費用 資料 説明 詳細 区分 項目 施策 分野 考え方 (参考)人件費を含む 参考資料 "
    "参考事項 参考指標 年度別 区分別 費目別 表 欄 等 額 分 の 及び と ・ 、 を に ごと 係る 関する 総括 集計 "
    "状況 計画 当該 本 含む 名 所見 担当者 メニュー 制度 行政 レビュー 一般会計 歳出 歳入 計上 必要 見込まれる "
    "要する 数値 案 当初 要求書 調書 見積書 説明書 編成過程 個票 経過表 シート 改善 マネジメント 評価 書 票 調 ( ) （ ） "
    "編成過程の公開 公表 公開 部局 年度 年次 比較 増減 理由 主要な 主要 事項 補助 単価 数量 配分 使途 支出 科目 費目 アウトカム "
    "アウトプット 新規事業調書 新規・拡充事業調書 あらまし (PLAN) (DO) (CHECK) (ACTION) "
    "事業点検シート 取組別 部局別 課別 細事業別 節別 科目別 財源別 経費別 一般事業 公共事業 公共事業以外 人員 調整内容"
)
"""Words that headings of the project's own tables are made of. What is not here is not understood, and stops the chain."""
HEADING_WORDS = re.compile("|".join(map(re.escape, sorted(_WORDS.split(), key=len, reverse=True))))
MARK = re.compile(
    r"^\s*(?P<mark>#+|[【〈《≪≫〔\[「『＜<■◆◇●○◎□▼▽▶▷※☆★]+|[(（]\d{1,2}[)）]|[(（][ア-ンa-z][)）]|[①-⑳]|第\d+"
    r"|[ⅠⅡⅢⅣⅤⅥ]+[.．、]?|[ア-ン](?=[\s　.．、])[.．、]?|[一二三四五六七八九十](?=[\s　.．、])[.．、]?"
    r"|\d{1,2}(?:[.．、)）]|(?=[\s　]))|\d{1,2}(?=[^\d月年歳代人件回社校か箇%％]))[\s　]*"
)
NOTE = re.compile(
    r"[(\[【〔<〈]単位(?!費用|数)[^)\]】〕>〉]*[)\]】〕>〉]|単位[:はを].{1,8}$|[(\[](?:百万|千|万|億)?円(?:単位|表示)?(?:[、,・]\w{1,2})?[)\]]|\(再掲\)"
)
OFFICE = re.compile(r"[^\s()（）、。0-9]{1,12}(?:部|局|庁|課|室|班|係|担当|委員会)")
"""Offices beside a title or the project's name; anywhere else an office is a word like any other."""
PATH = re.compile(
    r"^(?:ホーム|トップ(?:ページ)?|HOME|TOP)(?:\s*[>›»]\s*[^>›»\d]{1,12}?){0,6}\s*[>›»]\s*"
    r"|^(?:\[[^\[\]\d]{1,12}\]\([^()\s]{0,80}\)\s*\\?[>›»]\s*){1,6}",
    re.IGNORECASE,
)
"""The way to a page of a web site, up to the page itself."""
SITE = re.compile(
    r"本文へ(?:移動|スキップ)?|\S{0,12}(?:公式)?ホームページ|トップページ|ホーム|現在(?:の位置|位置|地)[:：]?"
)
"""Where the way to a page begins that is printed one name a line, down to the title."""
RISK = re.compile(
    r"年度|昨年|一昨年|前年|過去|将来|次年|来年|翌年|隣|他県|他都|他の|県外|国外|全国|市町村|市の|町の|(?<![一-龠々])別の|類似|廃止|中止|取消|取り?下げ"
    r"|取りやめ|終了|見送|削除|除く|除外|含ま|なし|ない|無し|(?<![条事判])例|仮(?!設)|参考|場合|見込|未(?!受診|経験|就[学業園]|利用|来|然|満|成年|婚|熟)|非(?!行|常|正規|営利|農)|不要|不採|債務|負担行為|限度|積立|先進(?!的)|視察先|一部|うち"
    r"|撤回|凍結|執行|実績"
)
"""Words of time, place, office, project, negation or condition: a heading with one of them is nobody's free heading."""
BRACKETS = "()（）[]【】〔〕<>《》≪≫〈〉*#■◆◇●○◎□"
VALUED = re.compile(r"[:：](?!\s*\d?[(（])(?=.)")
"""A colon with a value behind it."""
APART_FROM = re.compile(
    r"計上|補正|調整|税(?:[込抜引別]|$)|支払|負担|二重|(?<![種類齢区階型性])別|[▲△]"
    r"|(?:[都道府県市町村部局庁課室]|委員会|協会|財団)$"
)
"""Of words that tell what an amount is for: who else may pay, and what else the amount may be."""
