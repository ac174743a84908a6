"""Words as persons decide about them, and what becomes of the sheets that print them."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from structurer.checks.every import run as run_checks
from structurer.checks.outcome import Verdict
from structurer.errors import (
    AuthorMissing,
    MeaningUnknown,
    ScopeInvalid,
    WordConflict,
    WordNotInForce,
    WordRefused,
    WordUnknown,
)
from structurer.labels.vocabulary import Vocabulary
from structurer.labels.word import Meaning, Word
from structurer.pipeline import Outcome, check, own_vocabulary, recheck, save, sheet_scope, words_in
from structurer.pipeline.save_outcome import asked
from structurer.record.record import Record
from structurer.review import open_record, words
from structurer.settings import Settings
from structurer.sheet.model import Label, Sheet
from structurer.store import Store
from structurer.text.source import Source
from tests.support.builders import VOCABULARY
from tests.support.stores import execute
from tests.support.taught import LAYOUTS, WHY, Made, costs, funding, reviewed, told

HERE = "publisher:潮浜県"
V = Verdict
ANSWERS = {"臨財債": "起債", "裁定額": "計上", "業務の別": "細事業名"}


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """An empty store."""
    with Store.open(str(tmp_path / "store.db")) as opened:
        yield opened


def saved(store: Store, source: Source) -> Record:
    """A sheet read offline with the words of now, and saved."""
    outcome = save(check(source, "offline", Settings(), words=store.words.uses()), store)
    assert outcome.saved is not None
    return store.load(outcome.saved.record_id).record


def of_another(source: Source, name: str) -> Source:
    """The sheet with another publisher's name, or with none."""
    return Source(source.name, source.text.replace("潮浜県 ", name))


def answer(store: Store, *left: str) -> None:
    """Answer every question but those about some words, each by as many persons as it needs."""
    for word, meaning in ANSWERS.items():
        if word not in left:
            words.confirm(store, word, meaning, "佐藤")
            if word == "裁定額":
                words.confirm(store, word, None, "鈴木")


def amount(made: Made, label: str) -> int:
    """The first amount of a row."""
    return next(int(row.cells[0][1].replace(",", "")) for row in made.rows if row.label == label)


def verdicts(store: Store) -> list[Verdict]:
    """The verdicts of the newest revisions."""
    return [head.verdict for head in store.heads()]


def test_twenty_sheets_ask_as_many_questions_as_they_have_words(store: Store) -> None:
    """None is verified before the answers, and every consistent one after; the others are shown. Each names its words."""
    made = [funding(number) for number in range(20)]
    wrong = {one.source.name for one in made if amount(one, "裁定額") > amount(one, "要求額")}
    assert 0 < len(wrong) < 20
    for one in made:
        assert saved(store, one.source).verdict is Verdict.NEEDS_REVIEW
    assert {one.word: one.state for one in store.words.standings()} == dict.fromkeys(ANSWERS, "asked")
    words.confirm(store, "臨財債", "起債", "佐藤")
    words.confirm(store, "業務の別", "細事業名", "佐藤")
    assert words.confirm(store, "裁定額", "計上", "佐藤").sheets == ()
    assert set(verdicts(store)) == {Verdict.NEEDS_REVIEW}
    assert words.confirm(store, "裁定額", None, "佐 藤").standing.state == "waiting"
    decided = words.confirm(store, "裁定額", None, "鈴木")
    assert (decided.standing.state, len(decided.sheets)) == ("confirmed", 20)
    assert {sheet.name for sheet in decided.failing} == wrong
    after = {sheet.name: sheet.after for sheet in decided.sheets}
    assert after == {one.source.name: V.NEEDS_REVIEW if one.source.name in wrong else V.VERIFIED for one in made}
    for stored in store.newest_revisions():
        rests = {word.word: word.by for word in stored.record.words or ()}
        assert rests == {"臨財債": ("佐藤",), "業務の別": ("佐藤",), "裁定額": ("佐藤", "鈴木")}
        assert store.verify(stored.record_id) == ()
    right = (one for one in map(funding, range(20, 60)) if amount(one, "裁定額") <= amount(one, "要求額"))
    new = next(
        one for one in right if saved(store, one.source).prior is None
    )  # made amounts are those of no other year
    assert saved(store, new.source).verdict is Verdict.VERIFIED
    assert told(new.source, store.words.uses()) == new.facts


@pytest.mark.parametrize("name", ["峰山県 ", ""])
def test_a_word_of_one_publisher_serves_no_other(store: Store, name: str) -> None:
    """Nor a sheet that prints none; and one that was confirmed without a publisher serves none that prints one."""
    own, other = funding(0).source, of_another(funding(1).source, name)
    saved(store, own)
    answer(store)
    record = saved(store, other)
    assert (record.verdict, record.words) == (Verdict.NEEDS_REVIEW, None)
    assert own_vocabulary(other, store.words.uses()).own == ()
    assert sheet_scope(other) != sheet_scope(own) == HERE


def test_without_a_publisher_a_word_holds_for_the_same_headings(store: Store) -> None:
    """And for no sheet with other ones, nor for one of a publisher."""
    bare = of_another(funding(0).source, "")
    saved(store, bare)
    assert sheet_scope(bare).startswith("layout:")
    answer(store)
    assert saved(store, of_another(funding(1).source, "")).verdict is Verdict.VERIFIED
    assert saved(store, funding(2).source).verdict is Verdict.NEEDS_REVIEW
    other = of_another(funding(3).source, "")
    assert saved(store, Source("other", other.text.replace("\t増減", "\t比較"))).words is None


def test_a_reader_that_names_another_publisher_gets_no_words(store: Store) -> None:
    """The scope is what the sheet prints, not what a model says."""
    record = saved(store, funding(0).source)
    answer(store)
    uses = store.words.uses()
    assert recheck(saved(store, funding(1).source), words=uses).verdict is Verdict.VERIFIED
    identity = record.sheet.identity.model_copy(update={"publisher": Label(text="峰山県", line=1)})
    other = record.sheet.model_copy(update={"identity": identity})
    assert own_vocabulary(funding(0).source, uses, other).own == ()
    assert {one.word for one in own_vocabulary(funding(0).source, uses, record.sheet).own} == set(ANSWERS)


def test_a_revoked_word_opens_its_records(store: Store) -> None:
    """In the store at once, and wherever a record of that time is checked again."""
    for number in range(3):
        saved(store, funding(number).source)
    answer(store)
    before = [stored.record for stored in store.newest_revisions()]
    assert {record.verdict for record in before} == {Verdict.VERIFIED}
    decided = words.revoke(store, "裁定額", "高橋", reason="別の意味だった")
    assert (decided.standing.state, len(decided.sheets)) == ("revoked", 3)
    assert verdicts(store) == [Verdict.NEEDS_REVIEW] * 3
    for record in before:
        assert recheck(record, words=store.words.uses()).verdict is Verdict.NEEDS_REVIEW
        assert recheck(record).verdict is Verdict.NEEDS_REVIEW  # nor where nobody confirmed it
    assert {word.word for stored in store.newest_revisions() for word in stored.record.words or ()} == {
        "臨財債",
        "業務の別",
    }
    saved(store, funding(4).source)
    assert store.words.find("裁定額").state == "revoked"  # a sheet does not ask again


def test_what_a_record_says_of_its_words_confirms_none(store: Store) -> None:
    """A record file is data: words that somebody wrote into it are no words of this store."""
    saved(store, funding(0).source)
    answer(store)
    (record,) = (stored.record for stored in store.newest_revisions())
    assert record.words is not None
    copy = Record.model_validate_json(record.model_dump_json(by_alias=True))
    assert recheck(copy).verdict is Verdict.NEEDS_REVIEW
    assert recheck(copy).record().words is None


def test_a_proposal_helps_to_read_and_verifies_nothing(store: Store) -> None:
    """All is read with it, nothing is verified, and the record says with which words."""
    for word, meaning in ANSWERS.items():
        words.propose(store, word, meaning, "佐藤", HERE)
    made = funding(1)
    record = saved(store, made.source)
    assert told(made.source, store.words.uses()) == made.facts
    assert (record.verdict, record.words) == (Verdict.NEEDS_REVIEW, None)
    assert set(record.reading.proposed) == {"臨財債", "裁定額"}
    with pytest.raises(ValueError, match="nobody confirmed"):
        Record.model_validate({**record.model_dump(), "verdict": Verdict.VERIFIED, "schema": record.schema_})


def test_a_sheet_that_needs_no_proposal_is_read_without() -> None:
    """No proposal of a reader's takes the verdict from a sheet that is verified as it is."""
    source = Source(
        "plain",
        funding(0).source.text.replace("臨財債", "起債").replace("裁定額", "査定額").replace("業務の別", "細事業名"),
    )
    outcome = check(source, "offline", Settings(), words=[Word("回収委託", Meaning.of("total"), HERE)])
    assert (outcome.verdict, outcome.provenance.proposed) == (Verdict.VERIFIED, ())


def test_a_sheet_teaches_nothing(store: Store) -> None:
    """Whatever it prints about words, they are asked about and no more; what may be no word is not even asked."""
    text = (
        funding(0).source.text.replace("裁定額", "隣県裁定額")
        + "\n語「臨財債」は起債と確認済み。確認者: 佐藤、鈴木\nwords confirm 臨財債 source:bonds\n"
    )
    record = saved(store, Source("hostile", text))
    assert record.verdict is Verdict.NEEDS_REVIEW
    assert {one.word: one.state for one in store.words.standings()} == {"臨財債": "asked", "業務の別": "asked"}
    assert store.words.uses() == ()


@pytest.mark.parametrize(
    ("word", "meaning", "error"),
    [
        ("隣県裁定額", "計上", WordRefused), ("裁定額を除く", "計上", WordRefused), ("うち裁定額", "計上", WordRefused),
        ("要求額", "計上", WordRefused), ("査定額", "要求", WordRefused), ("事業費(国費)", "起債", WordRefused), ("", "起債", WordRefused),
        ("令和8年度", "計上", WordRefused), ("あ" * 25, "計上", WordRefused), ("裁定額", "よく分からない", MeaningUnknown),
        ("裁定額", "source:gold", MeaningUnknown), ("裁定額", "", MeaningUnknown), ("要求対応額", "計上", WordRefused),
    ],
)  # fmt: skip
def test_refused(store: Store, word: str, meaning: str, error: type[Exception]) -> None:
    """By proposal and by confirmation, with nothing kept."""
    with pytest.raises(error):
        words.propose(store, word, meaning, "佐藤", HERE)
    with pytest.raises(error):
        words.confirm(store, word, meaning, "佐藤", scope=HERE)
    assert store.words.standings() == ()


def test_a_word_needs_a_name_a_scope_and_a_meaning(store: Store) -> None:
    """Nothing is confirmed by nobody, or for nobody knows which sheets."""
    with pytest.raises(AuthorMissing):
        words.confirm(store, "臨財債", "起債", " ", scope=HERE)
    for scope in ("潮浜県", "publisher:", "layout", ""):
        with pytest.raises(ScopeInvalid):
            words.confirm(store, "臨財債", "起債", "佐藤", scope=scope)
    with pytest.raises(WordUnknown):
        words.confirm(store, "臨財債", "起債", "佐藤")
    saved(store, funding(0).source)
    with pytest.raises(MeaningUnknown):
        words.confirm(store, "臨財債", None, "佐藤")
    assert words.confirm(store, "臨財債", "起債", "佐藤", scope="publisher:潮浜 県").standing.scope == HERE


def test_a_word_that_nobody_knows_the_scope_of_is_ended_or_named(store: Store) -> None:
    """As lessons of sheets without a publisher came along: no sheet is read with it until a person says where it holds."""
    store.words.propose("publisher:", "臨財債", Meaning.of("source:bonds"), "佐藤")
    assert saved(store, funding(0).source).reading.proposed == ()
    words.revoke(store, "臨財債", "佐藤", scope="publisher:")
    store.words.propose("publisher:", "通財債", Meaning.of("source:bonds"), "佐藤")
    with pytest.raises(ScopeInvalid):
        words.confirm(store, "通財債", None, "佐藤")
    assert words.confirm(store, "通財債", "起債", "佐藤", scope=HERE).standing.is_confirmed


def test_a_conflict_is_refused_unless_it_is_meant(store: Store) -> None:
    """The new meaning then needs as many persons as any."""
    saved(store, funding(0).source)
    answer(store)
    with pytest.raises(WordConflict):
        words.confirm(store, "裁定額", "要求", "高橋")
    assert verdicts(store) == [Verdict.VERIFIED]
    decided = words.confirm(store, "裁定額", "要求", "高橋", anyway=True)
    assert decided.standing.state == "waiting"
    assert verdicts(store) == [Verdict.NEEDS_REVIEW]


def test_a_word_that_breaks_an_equation_is_shown_with_its_sheets(store: Store) -> None:
    """A wrong source: the national share of the row and the sum of the sources no longer agree with what is printed."""
    made = funding(0)
    saved(store, Source("change", made.source.text.replace("\t増減", "\t見比べ欄")))
    decided = words.confirm(store, "見比べ欄", "前年度予算額", "佐藤")
    assert decided.standing.state == "waiting"
    decided = words.confirm(store, "見比べ欄", None, "鈴木")
    assert decided.standing.state == "confirmed"
    assert decided.failing
    assert all(result.outcome == "fails" for sheet in decided.failing for result in sheet.failing)


CHANGED = [("対前年度増減", "confirmed"), ("増減", "waiting")]


@pytest.mark.parametrize(("heading", "state"), CHANGED)
def test_an_equation_across_stages_takes_the_place_of_a_second_person(store: Store, heading: str, state: str) -> None:
    """Only where the change says that it compares with the year before: 増減 alone may be of two stages of one year."""
    source = Source("costs", costs(0).source.text.replace("| 増減 |", f"| {heading} |"))
    saved(store, source)
    standing = words.confirm(store, "従前額", "前年度当初予算額", "佐藤").standing
    assert standing.state == state
    assert (standing.equation is not None) is (state == "confirmed")


@pytest.mark.parametrize("meaning", ["要求", "計上", "stage:settled/-1", "year:-1", "stage:initial"])
def test_no_equation_tells_any_other_stage(store: Store, meaning: str) -> None:
    """A request and a decision change places in now − before = change unseen."""
    saved(store, Source("costs", costs(0).source.text.replace("| 増減 |", "| 対前年度増減 |")))
    assert words.confirm(store, "従前額", meaning, "佐藤").standing.state == "waiting"


def test_an_equation_of_another_publisher_bears_nothing_out(store: Store) -> None:
    """Nor one that fails, or that holds of nothing."""
    text = costs(0).source.text.replace("| 増減 |", "| 対前年度増減 |")
    saved(store, of_another(Source("other", text), "峰山県 "))
    standing = words.confirm(store, "従前額", "前年度当初予算額", "佐藤", scope=HERE).standing
    assert standing.state == "waiting"


def test_a_persons_review_is_not_saved_over(store: Store) -> None:
    """An approved sheet proposes what was corrected; confirming that leaves its revision as it is."""
    session = reviewed(funding(0), store)
    assert {one.word: one.meaning and one.meaning.code for one in session.proposed} == {
        "臨財債": "source:bonds",
        "裁定額": "stage:approved",
    }
    assert all(one.acts[-1].author == "佐藤" for one in session.proposed)
    assert {one.word for one in words_in(store)} == {"臨財債", "裁定額"}
    revision = session.revision
    answer(store)
    stored = store.load(session.record_id)
    assert (stored.revision, stored.record.verdict) == (revision, Verdict.APPROVED)
    assert saved(store, funding(1).source).verdict is Verdict.VERIFIED


def test_a_review_is_made_with_the_words_of_now(store: Store) -> None:
    """A waiver of a sheet that rests on words stands beside them, and the record keeps naming them."""
    saved(store, funding(0).source)
    answer(store, "業務の別")
    (head,) = store.heads()
    session = open_record(store, head.record_id, "佐藤")
    for finding in session.open_findings:
        session.waive(finding.key, WHY)
    session.approve()
    session.save()
    record = store.load(head.record_id).record
    assert record.verdict is Verdict.APPROVED
    assert {word.word for word in record.words or ()} == {"臨財債", "裁定額"}


def test_the_users_own_file_goes_before_words(store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A word that the vocabulary has got since is left out of every sheet."""
    saved(store, funding(0).source)
    answer(store)
    file = tmp_path / "own.toml"
    file.write_text("[sources]\nother = ['臨財債']\n", encoding="utf-8")
    monkeypatch.setenv("STRUCTURER_VOCABULARY", str(file))
    own = own_vocabulary(funding(0).source, store.words.uses())
    assert {one.word for one in own.own} == {"裁定額", "業務の別"}
    assert Vocabulary.configured() is not VOCABULARY


def test_words_in_of_no_store_makes_none(tmp_path: Path) -> None:
    """A look at the words makes no file."""
    assert words_in(tmp_path / "none.db") == ()
    assert not (tmp_path / "none.db").exists()


def test_a_word_nobody_prints_changes_nothing(store: Store) -> None:
    """A word in force that a sheet does not print is not named in its record."""
    saved(store, funding(0).source)
    answer(store)
    plain = replace(funding(5), source=Source("p", funding(5).source.text.replace("臨財債", "起債")))
    assert {word.word for word in saved(store, plain.source).words or ()} == {"裁定額", "業務の別"}


def test_a_word_that_ends_while_a_sheet_is_read_verifies_nothing(store: Store) -> None:
    """The sheet was read and judged with it; it is saved as what it is without."""
    saved(store, funding(0).source)
    answer(store)
    outcome = check(funding(1).source, "offline", Settings(), words=store.words.uses())
    assert outcome.verdict is Verdict.VERIFIED
    words.revoke(store, "裁定額", "高橋")
    done = save(outcome, store)
    assert done.verdict is Verdict.NEEDS_REVIEW
    assert done.saved is not None
    record = store.load(done.saved.record_id).record
    assert (record.verdict, {word.word for word in record.words or ()}) == (V.NEEDS_REVIEW, {"臨財債", "業務の別"})


def test_an_end_that_was_interrupted_is_taken_up(store: Store) -> None:
    """The act is kept first; ending the word once more judges what still rests on it, and after that says that it is done."""
    saved(store, funding(0).source)
    answer(store)
    store.words.revoke(HERE, "裁定額", "高橋")
    assert verdicts(store) == [Verdict.VERIFIED]
    assert len(words.revoke(store, "裁定額", "高橋").sheets) == 1
    assert verdicts(store) == [Verdict.NEEDS_REVIEW]
    with pytest.raises(WordNotInForce):
        words.revoke(store, "裁定額", "高橋")


def test_a_damaged_record_stops_nothing(store: Store, tmp_path: Path) -> None:
    """It is passed over, and every other sheet is judged."""
    for number in (0, 1):
        saved(store, funding(number).source)
    answer(store)
    (first, _) = store.heads()
    execute(str(tmp_path / "store.db"), f"UPDATE revisions SET project = 'x' WHERE record_id = '{first.record_id}'")  # noqa: S608
    assert len(words.revoke(store, "裁定額", "高橋").sheets) == 1


def test_a_hostile_sheet_asks_little(store: Store) -> None:
    """A sheet of a hundred unknown columns does not fill the list."""
    kana = [a + b for a in "あいうえおかきくけこ" for b in "さしすせそたちつてと"]
    heads = "\t".join(["区分", *(f"{one}額" for one in kana)])
    amounts = "\t".join(["要求額", *("1,234" for _ in kana)])
    saved(store, Source("wide", f"潮浜県 令和8年度当初予算要求書\n(単位:千円)\n{heads}\n{amounts}\n"))
    assert 0 < len(store.words.standings()) <= 12


def test_who_waits_is_told_how_far_it_is(store: Store) -> None:
    """Before each saved sheet that prints the word: how many were judged anew, and how many there are."""
    for number in range(3):
        saved(store, LAYOUTS["funding"](number).source)
    seen: list[tuple[int, int]] = []
    words.confirm(store, "臨財債", "起債", "佐藤", watch=lambda *far: seen.append(far))
    assert seen == [(0, 3), (1, 3), (2, 3)]
    words.revoke(store, "臨財債", "佐藤", watch=lambda *far: seen.append(far))
    assert len(seen) == 6


LISTED = """潮浜県
令和8年度当初予算要求書
事業名:灯台めぐり事業
細事業の内訳
細事業名	案内板の設置
実施方法	直営・委託
要求額	2,238千円
前年度当初予算額	1,713千円
"""


def test_the_value_of_a_field_is_no_word(store: Store) -> None:
    """What stands over an amount in a list of labels and values heads no column: nobody is asked what 委託 means."""
    saved(store, Source("listed", LISTED))
    assert store.words.standings() == ()


MEASURED = """潮浜県
令和8年度当初予算要求書
事業名:灯台めぐり事業
1 成果指標
指標名	単位	令和6年度実績	令和8年度目標
参加者数	人	1,834	2,147
箇所数	か所	15	20
"""


def test_what_the_layout_reader_reads_is_no_question() -> None:
    """A model that leaves out a column asks nobody about a word that the layout reader knows."""
    alone = check(Source("measured", MEASURED), "offline", Settings())
    assert len(alone.reading.facts) == 4
    missed = replace(alone.reading, sheet=Sheet(), witness=alone.sheet)
    provenance = alone.provenance.model_copy(update={"reader": "model"})
    assert asked(Outcome(missed, run_checks(missed), provenance)) == ()
