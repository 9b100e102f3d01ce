"""Markdown as a reader of GitHub's kind shows it: tables whole, and nothing of what was typed is markup."""

import csv
import io
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from markdown_it import MarkdownIt
from markdown_it.token import Token

from ltzplan.reports.listing import LISTS
from ltzplan.store.files import Disk
from ltzplan.views.blocks import Block, Heading, Para, Placed, Table
from ltzplan.views.markdown import as_markdown
from tests.build import problem, update, write
from tests.cli.half_year import PAPERS
from tests.cli.written import Ltz

GFM = MarkdownIt("commonmark").enable(["table", "strikethrough"])
PLAIN = {"text", "softbreak"}
"""What a text is made of that holds no markup."""
ALLOWED = {"heading", "paragraph", "table", "thead", "tbody", "tr", "th", "td", "inline", "html_block", "ordered_list", "bullet_list", "list_item"}
LIVE = ["# no heading", "- no item", "1. no item", "| no | cell |", "*no* _stress_ `code` ~~gone~~", "[no](link) ![no](picture)",
        "<b>no</b> <!-- no -->", "> no quote", "&amp; no &lt;sign&gt;", "http://example.org", "no \\ escape", "---", "===", "    no code", "+ no item",
        "1) no item", "no: | --- |", "\\| no \\| escape", "two\nlines", "``` no fence", "[a]: no reference"]  # fmt: skip


def shown(text: str) -> Iterator[tuple[str, str]]:
    """Give each piece that a reader sees with the kind of block that it stands in."""
    inner = ""
    for token in GFM.parse(text):
        kind = token.type.removesuffix("_open").removesuffix("_close")
        assert kind in ALLOWED, (token.type, token.content)
        if token.type == "html_block":
            assert token.content.startswith("<!-- ltz {") and token.content.count("-->") == 1
        if token.type == "list_item_open":
            yield kind, f"{token.info}{token.markup}"
        if token.type == "inline":
            yield inner, "".join(map(_plain, token.children or ()))
        inner = kind


def _plain(token: Token) -> str:
    assert token.type in PLAIN, (token.type, token.content)
    return token.content if token.type == "text" else "\n"


def bare(text: str) -> str:
    """Give what is read, without blanks."""
    return re.sub(r"\s+", "", text)


def cells(text: str) -> list[list[str]]:
    """Give the rows of all tables, titles too."""
    rows = list[list[str]]()
    kind = ""
    for token in GFM.parse(text):
        if token.type == "tr_open":
            rows.append([])
        elif token.type in ("th_open", "td_open"):
            kind = "cell"
        elif token.type == "inline" and kind == "cell":
            rows[-1].append("".join(map(_plain, token.children or ())))
            kind = ""
    return rows


@pytest.mark.parametrize("live", LIVE)
@pytest.mark.parametrize("where", ["paragraph", "cell", "heading", "title"])
def test_what_was_typed_is_shown_and_is_no_markup(live: str, where: str) -> None:
    blocks: dict[str, Block] = {
        "paragraph": Para(live),
        "cell": Table(titles=["a", "b"], rows=[[live, "x"], ["y", live]]),
        "heading": Heading(live),
        "title": Placed(live, "middle", 1),
    }
    text = as_markdown([blocks[where]])
    assert not [token.type for token in GFM.parse(text) if "list" in token.type]
    found = [one for kind, one in shown(text)] if where != "cell" else [one for row in cells(text)[1:] for one in row]
    assert " ".join(live.split()) in [" ".join(one.split()) for one in found], text


@pytest.mark.parametrize("name", PAPERS)
def test_a_reader_sees_every_paper_as_it_is_as_text(half: Path, ltz: Ltz, name: str) -> None:
    """Under one title, with its items as items under their numbers, and nothing else that is markup."""
    words = ("paper", *PAPERS[name], "--lang", "en")
    text = ltz(*words, "--format", "md").out
    assert [one.tag for one in GFM.parse(text) if one.type == "heading_open"].count("h1") == 1
    assert bare("".join(one for _, one in shown(text))) == bare(ltz(*words).out)


@pytest.mark.parametrize("kind", LISTS)
def test_every_list_is_one_table_of_its_rows(half: Path, ltz: Ltz, kind: str) -> None:
    found = cells(ltz("list", kind, "--format", "md").out)
    rows = list(csv.reader(io.StringIO(ltz("list", kind, "--format", "csv").out, newline="")))
    assert len(found) == (len(rows) if len(rows) > 1 else 0) and len({len(row) for row in found}) <= 1


def test_a_list_and_a_paper_of_hostile_texts(blank: Path, ltz: Ltz, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LTZ_NOW", "2026-05-04T09:00:00+08:00")
    write(blank / "data" / "records", [problem("A1", "2026-03-02", text=live) for live in LIVE], Disk())
    write(blank / "data" / "records", [update("A1", "2026-03-03", text=LIVE[0], office="north")], Disk())
    found = [cell for row in cells(ltz("list", "problems", "--format", "md").out) for cell in row]
    for live in LIVE:
        assert " ".join(live.split()) in found, live
    assert [*shown(ltz("log", "A1", "--format", "md").out)]
