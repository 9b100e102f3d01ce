"""`ltz page`: where it goes, of which moment, in which language first, and how it is opened."""

import webbrowser
from pathlib import Path

import pytest

from ltzplan.views.site import render
from tests.cli.written import Ltz


def test_one_file_that_stands_alone(shipped: Path, ltz: Ltz) -> None:
    done = ltz("page", "-o", "plan.html", "--as-of", "2020-10-31", "--lang", "en")
    assert (done.code, done.out) == (0, "")
    assert "plan.html" in done.err
    text = Path("plan.html").read_text(encoding="utf-8")
    assert '<html lang="en">' in text and "As of 2020-10-31" in text and "截至2020年10月31日" in text


def test_without_a_name_it_is_that_of_the_plan_and_the_day(shipped: Path, ltz: Ltz) -> None:
    """The language of the plan comes first, as in its papers."""
    assert ltz("page", "--as-of", "2020-10-31").code == 0
    assert '<html lang="zh">' in Path("czt-2019-2020-10-31.html").read_text(encoding="utf-8")


def test_no_file_is_written_over(shipped: Path, ltz: Ltz) -> None:
    Path("plan.html").write_text("Mine", encoding="utf-8")
    done = ltz("page", "-o", "plan.html")
    assert (done.code, Path("plan.html").read_text(encoding="utf-8")) == (2, "Mine")
    assert "file_there" in done.err


def test_the_same_twice_is_the_same(shipped: Path, ltz: Ltz) -> None:
    for name in ("one.html", "two.html"):
        ltz("page", "-o", name, "--as-of", "2020-10-31")
    assert Path("one.html").read_bytes() == Path("two.html").read_bytes()


def test_what_was_known_then(shipped: Path, ltz: Ltz) -> None:
    ltz("page", "-o", "then.html", "--as-of", "2020-10-31", "--known-on", "2019-11-30")
    assert "T1-update" not in Path("then.html").read_text(encoding="utf-8")


def test_of_a_commit_with_the_commit_of_each_record(shipped: Path, ltz: Ltz, git, repository) -> None:
    repository(shipped)
    git(shipped, "add", "data")
    git(shipped, "commit", "-qm", "All")
    (shipped / "data" / "tasks.yaml").unlink()
    done = ltz("page", "-o", "then.html", "--rev", "HEAD", "--as-of", "2020-10-31")
    assert done.code == 0, done.err
    assert f"git {git(shipped, 'rev-parse', 'HEAD').strip()}" in Path("then.html").read_text(encoding="utf-8")


def test_only_what_was_published(shipped: Path, ltz: Ltz) -> None:
    """No problem that nobody published, and not who typed what."""
    for name, *how in (("all.html",), ("public.html", "--public")):
        assert ltz("page", "-o", name, "--as-of", "2020-10-31", *how).code == 0
    whole, public = (Path(name).read_text(encoding="utf-8") for name in ("all.html", "public.html"))
    assert "仅依据公开材料" in public and "仅依据公开材料" not in whole
    assert len(public) < len(whole)


def test_it_is_opened_where_that_is_asked_for(shipped: Path, ltz: Ltz, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[str] = []
    monkeypatch.setattr(webbrowser, "open", lambda address: opened.append(address) or len(opened) == 1)
    ltz("page", "-o", "plan.html")
    assert opened == []
    assert "yourself" not in ltz("page", "-o", "again.html", "--open", "--lang", "en").err
    assert opened == [(shipped / "again.html").as_uri()]
    assert "open it yourself: third.html" in ltz("page", "-o", "third.html", "--open", "--lang", "en").err


def test_a_large_one_is_a_folder(shipped: Path, ltz: Ltz, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whose first file is opened; and no folder is written over."""
    opened: list[str] = []
    monkeypatch.setattr(webbrowser, "open", opened.append)
    monkeypatch.setattr(render, "LARGEST", 10_000)
    done = ltz("page", "-o", "plan.html", "--open", "--lang", "en")
    assert done.code == 0 and "plan/index.html" in done.err
    assert opened == [(shipped / "plan" / "index.html").as_uri()]
    assert len([*Path("plan").iterdir()]) > 30
    assert "file_there" in ltz("page", "-o", "plan.html").err


@pytest.mark.parametrize(("asked", "folder"), [("v1.2", "v1.2"), ("计划.htm", "计划")])
def test_the_folder_is_called_what_was_asked_for(
    shipped: Path, ltz: Ltz, monkeypatch: pytest.MonkeyPatch, asked: str, folder: str
) -> None:
    """Only the ending of a page is none of its name."""
    monkeypatch.setattr(render, "LARGEST", 10_000)
    assert ltz("page", "-o", asked).code == 0
    assert [one.name for one in shipped.iterdir() if one.name != "data"] == [folder]


def test_a_dash_is_the_standard_output_however_large(shipped: Path, ltz: Ltz, monkeypatch: pytest.MonkeyPatch) -> None:
    ltz("page", "-o", "plan.html")
    monkeypatch.setattr(render, "LARGEST", 10_000)
    done = ltz("page", "-o", "-")
    assert (done.code, done.out, done.err) == (0, Path("plan.html").read_text(encoding="utf-8"), "")
    assert "[contradict]" in ltz("page", "-o", "-", "--open").err
