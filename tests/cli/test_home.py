"""Bare `ltz`: who I am, what waits, and the verbs of my role; outside of a workspace the help."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from ltzplan.cli.home import verbs_of
from ltzplan.model.method import Office
from tests.build import plan
from tests.cli.screen import LANGS, columns, joined
from tests.cli.written import Ltz, files


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("office", ["secretariat", "north", None])
def test_home_goldens(
    half: Path, ltz: Ltz, golden: Callable[[str, str], None], monkeypatch: pytest.MonkeyPatch, office: str | None, lang: str
) -> None:
    if office:
        monkeypatch.setenv("LTZ_OFFICE", office)
    done = ltz("--lang", lang, columns=80)
    assert (done.code, done.err) == (0, "")
    golden(f"home-{office or 'none'}-{lang}.txt", done.out)


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("width", [60, 80, 120, 200])
def test_home_fits_every_width(half: Path, ltz: Ltz, lang: str, width: int) -> None:
    asked = ("--lang", lang, "--office", "secretariat")
    out = ltz(*asked, columns=width).out
    assert all(columns(line) <= width for line in out.splitlines())
    assert sorted(joined(out)) == sorted(joined(ltz(*asked).out))


@pytest.mark.parametrize(("may", "verbs"), [
    ("all", "sort order session accept paper"),
    (("update", "problem", "reply", "withdrawal"), "update raise reply claim undo"),
    (("sort", "paper"), "sort paper status escalate show"),
    (("update",), "update claim status escalate show"),
    ((), "status escalate show why log"),
])  # fmt: skip
def test_the_verbs_of_a_role_follow_from_what_the_office_may_write(may: Any, verbs: str) -> None:
    lets = plan(offices={"x": Office(name="x", may=may)})
    assert verbs_of(lets, "x") == tuple(verbs.split())


def test_who_has_no_office_reads_and_is_told_how_to_set_one(blank: Path, ltz: Ltz, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("LTZ_OFFICE")
    done = ltz("--lang", "en")
    assert (done.code, done.err) == (0, "")
    assert "git config ltz.office OFFICE, one of secretariat, north, south" in done.out
    assert "ltz escalate" in done.out and "ltz sort" not in done.out


def test_where_the_office_is_set_is_said(blank: Path, ltz: Ltz, git: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "tester, Secretariat (LTZ_OFFICE)" in ltz("--lang", "en").out
    assert "tester, North Example (--office)" in ltz("--office", "north", "--lang", "en").out
    monkeypatch.delenv("LTZ_OFFICE")
    git(blank, "init", "--quiet")
    git(blank, "config", "ltz.office", "south")
    assert "tester, South Example (git config ltz.office)" in ltz("--lang", "en").out


def test_the_only_office_of_a_plan_is_mine(blank: Path, ltz: Ltz, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("LTZ_OFFICE")
    plan = blank / "data" / "tasks.yaml"
    kept = [line for line in plan.read_text(encoding="utf-8").splitlines(keepends=True) if "may: [update" not in line]
    plan.write_text("".join(kept), encoding="utf-8")
    assert "Secretariat (the plan's only office)" in ltz("--lang", "en").out


def test_a_unit_sees_its_part_of_the_office(blank: Path, ltz: Ltz, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LTZ_UNIT", "north_lands")
    assert "North Example (North Lands Bureau) (--office)" in ltz("--office", "north", "--lang", "en").out


def test_who_is_not_named_is_told(blank: Path, ltz: Ltz, world: Path) -> None:
    (world / ".gitconfig").unlink()
    done = ltz("--lang", "en")
    assert (done.code, done.out.startswith('Your name is not set (git config user.name "Your Name"), Secretariat')) == (0, True)


def test_an_office_with_nothing_to_do(empty: Path, ltz: Ltz, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "Nothing to do." in ltz("--office", "north", "--lang", "en").out


def test_it_writes_nothing_and_follows_what_is_written(blank: Path, ltz: Ltz, wrote: Any) -> None:
    assert "To sort" not in ltz("--lang", "en").out
    assert files(blank) == []
    wrote("raise", "A1", "--text", "x")
    assert "To sort" in (said := ltz("--lang", "en").out)
    assert "ltz sort\n" in said


def test_outside_of_a_workspace_it_is_the_help_and_how_to_begin(tmp_path: Path, ltz: Ltz, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    done, asked = ltz("--lang", "en"), ltz("--help", "--lang", "en")
    assert done.code == 0
    assert done.out.startswith(asked.out)
    assert done.out.removeprefix(asked.out) == "To begin: ltz init DIR makes a workspace of your own.\n"
    assert ltz("--data", "missing", "--lang", "en").err.startswith("missing: error[no_workspace]")


def test_what_others_do_not_see_yet_is_said(blank: Path, ltz: Ltz, wrote: Any, repository: Any, git: Any) -> None:
    repository(blank)
    git(blank, "add", "data")
    git(blank, "commit", "--quiet", "-m", "Start")
    assert "git push" not in ltz("--lang", "en").out
    wrote("update", "A1", "--nil")
    assert "1 file is in no commit yet" in ltz("--lang", "en").out
