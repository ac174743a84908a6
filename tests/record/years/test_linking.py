"""Which records are of one project: by their heads, and by what persons say."""

import pytest

from structurer.record.years.linking import LinkAct, LinkDeed, ProjectMember, projects
from structurer.record.years.project_key import ProjectHead, name_key, project_head
from structurer.sheet.given import Given
from structurer.sheet.model import Identity, Label


def head(name: str = "海浜清掃事業", year: int | None = 2026, code: str | None = None) -> ProjectHead:
    """The head of a record of one department."""
    return ProjectHead("汐見県", "環境部", code, name_key(name), year)


def member(record: str, own: ProjectHead | None = None) -> ProjectMember:
    """A record that was saved in the order of its name."""
    return ProjectMember(record, own or head(), record)


def act(record: str, other: str, deed: LinkDeed = "linked") -> LinkAct:
    """A person's act."""
    return LinkAct(record, other, deed, "佐藤", "2026-11-01")


def groups(*members: ProjectMember, acts: tuple[LinkAct, ...] = ()) -> list[str]:
    """The projects, each as the names of its records."""
    return ["".join(one.record for one in group) for group in projects(members, acts)]


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("海浜清掃事業", "海浜清掃事業費", True),
        ("海浜清掃事業", "海浜 清掃", True),
        ("ＩＴ 推進事業費", "IT推進事業", True),
        ("海浜清掃事業", "海浜清掃支援事業", False),
        ("事業費", "事業", False),
        ("会費", "会", False),
    ],
)
def test_names(one: str, other: str, same: bool) -> None:  # noqa: FBT001
    """Width, spaces and 事業 or 事業費 at the end make no other name; anything else does."""
    assert (name_key(one) == name_key(other)) is same


def test_the_head_of_a_record() -> None:
    """What is printed counts; what a person gave stands for what is not."""
    identity = Identity(project=Label(text="海浜 清掃事業"), department=Label(text="環境部"), code=Label(text="09 03"))
    given = Given(publisher="汐見 県", fiscal_year=2025, by="佐藤")
    assert project_head(identity, given) == ProjectHead("汐見県", "環境部", "0903", "海浜清掃", 2025)
    printed = identity.model_copy(update={"publisher": Label(text="内海県"), "fiscal_year": 2026})
    assert project_head(printed, given) == ProjectHead("内海県", "環境部", "0903", "海浜清掃", 2026)
    assert project_head(Identity()) == ProjectHead()


@pytest.mark.parametrize(
    ("one", "other", "linked"),
    [
        (head(year=2025), head(), True),
        (head(), head("河川清掃事業"), False),
        (head(code="12"), head("河川清掃事業", code="12"), True),
        (ProjectHead("汐見県", "環境部", None, "海浜清掃"), ProjectHead("内海県", "環境部", None, "海浜清掃"), False),
        (ProjectHead("汐見県", "環境部", None, "海浜清掃"), ProjectHead("汐見県", "総務部", None, "海浜清掃"), False),
        (ProjectHead("汐見県", "環境部", "12", "海浜"), ProjectHead("汐見県", "総務部", "12", "浜辺"), True),
        (ProjectHead("汐見県", "環境部", "12", "海浜"), ProjectHead("内海県", "環境部", "12", "浜辺"), False),
        (ProjectHead(None, "環境部", None, "海浜清掃"), ProjectHead(None, "環境部", None, "海浜清掃"), True),
        (ProjectHead(None, None, "12", "海浜清掃"), ProjectHead(None, None, "12", "海浜清掃"), False),
        (ProjectHead("汐見県", "環境部"), ProjectHead("汐見県", "環境部"), False),
    ],
)
def test_two_records(one: ProjectHead, other: ProjectHead, linked: bool) -> None:  # noqa: FBT001
    """A code links within a publisher, a name within publisher and department; unknown owners link nothing."""
    assert groups(member("a", one), member("b", other)) == (["ab"] if linked else ["a", "b"])


def test_a_name_with_two_codes_in_one_year() -> None:
    """It names two projects, and links neither of them to another year; a code still does."""
    members = (member("a", head(code="1")), member("b", head(code="2")), member("c", head(year=2025)))
    assert groups(*members) == ["a", "b", "c"]
    assert groups(*members, member("d", head("旧名", 2025, "2"))) == ["a", "bd", "c"]


def test_a_person_links_and_parts() -> None:
    """Of the acts about two records the newest holds."""
    other = member("b", head("河川清掃事業"))
    assert groups(member("a"), other, acts=(act("a", "b"),)) == ["ab"]
    assert groups(member("a"), other, acts=(act("a", "b"), act("b", "a", "apart"))) == ["a", "b"]
    assert groups(member("a"), other, acts=(act("a", "b", "apart"), act("b", "a"))) == ["ab"]


def test_the_record_that_is_taken_out() -> None:
    """It leaves alone, and takes along what a person linked to it; the others stay, later years too."""
    three = (member("a"), member("b"), member("c"))
    apart = act("a", "b", "apart")
    assert groups(*three, acts=(apart,)) == ["a", "bc"]
    assert groups(*three, acts=(act("b", "a", "apart"),)) == ["ac", "b"]
    assert groups(*three, member("d"), acts=(apart, act("d", "a"))) == ["ad", "bc"]


def test_no_way_round() -> None:
    """Two records that are held apart do not come together over a third."""
    three = (member("a", head("甲")), member("b", head("乙")), member("c", head("丙")))
    acts = (act("a", "b", "apart"), act("a", "c"), act("c", "b"))
    assert groups(*three, acts=acts) == ["a", "bc"]
    assert groups(*three, acts=(acts[0], acts[2], acts[1])) == ["ac", "b"]


def test_acts_about_other_records() -> None:
    """An act about a record that is not among them is no trouble."""
    assert groups(member("a"), acts=(act("a", "z"), act("y", "z", "apart"))) == ["a"]
