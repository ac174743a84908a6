"""`--format html`: one file, whatever it holds."""

import re
from dataclasses import replace
from pathlib import Path

from structurer.report.page import file
from structurer.text import origin as origin_words
from structurer.text.origin import Notice
from tests.support.builders import FIXTURES, Command
from tests.support.records import reviewed

SHEETS = [str(FIXTURES / name / "source.txt") for name in ("error-cost-total", "library-million")]


def test_run(run: Command, tmp_path: Path) -> None:
    """The status is the verdict's; the file says what the report says, and is not on stdout."""
    made = tmp_path / "page.html"
    done = run("run", SHEETS[0], "--format", "html", "--output", str(made))
    assert (done.returncode, done.stdout) == (1, "")
    html = made.read_text(encoding="utf-8")
    assert "CST201" in html
    assert "needs review" in html
    assert html.count("<article") == html.count("</article>")


def test_several_sheets_are_one_file(run: Command) -> None:
    """With an index, and ids that do not meet."""
    html = run("run", *SHEETS, "--format", "html").stdout
    assert html.count("<!doctype html>") == 1
    assert html.count('class="record"') == 2
    ids = re.findall(r' id="([^"]+)"', html)
    assert len(ids) == len(set(ids))
    assert {"s1-top", "s2-top"} <= set(ids)


def test_show(run: Command) -> None:
    """A saved record, with its id and revision."""
    run("run", SHEETS[1], "--model", "offline")
    record_id = run("records").stdout.split()[0]
    done = run("show", record_id, "--format", "html")
    assert done.returncode == 0
    assert f"record {record_id} revision 1" in done.stdout
    assert "確認済み" in run("show", record_id, "--format", "html", STRUCTURER_LANG="ja").stdout


def test_it_allows_nothing(run: Command) -> None:
    """No source but its one style sheet, by its hash."""
    html = run("run", SHEETS[0], "--format", "html").stdout
    (policy,) = re.findall(r'Content-Security-Policy" content="([^"]+)"', html)
    assert re.fullmatch(r"default-src 'none'; style-src 'sha256-[^']+'; base-uri 'none'; form-action 'none'", policy)
    assert not re.search(r"<script|<link|<img|<form|https?://|url\(", html)


def test_what_is_not_in_the_text_is_said() -> None:
    """A remark on the document that a sheet was taken from stands above it: pictures that were not read, text made by OCR."""
    record = reviewed().record
    origin = record.source.document
    assert origin is not None
    noticed = replace(origin, notices=(Notice("image", "page=2", 3), Notice("ocr", "page=2")))
    source = record.source.model_copy(update={"document": noticed})
    html = file.render([record.model_copy(update={"source": source})], [None])
    above = html.partition("<ol")[0]
    assert all(sentence in above for sentence in map(origin_words.noticed, noticed.notices))
    assert 'class="notice' not in file.render([record], [None])
