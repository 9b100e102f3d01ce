"""How ltz is learnt from the keyboard: what an error means, what a verb takes, where to start."""

import re
import shlex
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from ltzplan.cli.app import build
from ltzplan.cli.words import VERBS
from ltzplan.model.codec import KINDS, described
from ltzplan.store.planfile import read_plan
from ltzplan.store.workspace import BLANK
from ltzplan.views.help import SINGULAR, example
from tests.cli.screen import LANGS, columns
from tests.cli.written import Ltz, batch, files
from tests.conftest import run
from tests.errors_page import CODES

Golden = Callable[[str, str], None]


# ---- what an error means


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("code", ["which_office", "unknown_id", "not_a_condition"])
def test_explain_goldens(blank: Path, ltz: Ltz, golden: Golden, code: str, lang: str) -> None:
    done = ltz("explain", code, "--lang", lang, columns=80)
    assert (done.code, done.err) == (0, "")
    golden(f"explain-{code}-{lang}.txt", done.out)


@pytest.mark.parametrize("width", [60, 80, 120])
@pytest.mark.parametrize("lang", LANGS)
def test_every_error_is_explained_on_a_screen(blank: Path, ltz: Ltz, lang: str, width: int) -> None:
    for code in CODES:
        done = ltz("explain", code, "--lang", lang, columns=width)
        lines = done.out.splitlines()
        assert (done.code, done.err, lines[0]) == (0, "", code)
        assert sum(max(columns(line) - 1, 0) // width + 1 for line in lines) <= (24 if width > 60 else 32), done.out
        assert f"[{code}]" in done.out or code == "answers_nothing"  # met by a rule before
        assert lang == "zh" or not re.search("[一-鿿]", " ".join(lines[:4])), done.out


@pytest.mark.parametrize("lang", LANGS)
def test_explain_lists_every_error(blank: Path, ltz: Ltz, lang: str) -> None:
    lines = ltz("explain", "--lang", lang).out.splitlines()
    listed = [line.split() for line in lines if line.startswith("  ")]
    assert [words[0] for words in listed] == [*CODES]
    assert all(len(words) > 1 for words in listed)
    assert sum(line != "" and line[0] != " " for line in lines[1:-1]) == 8
    if lang == "zh":
        assert all(re.search("[一-鿿]", line) for line in lines)


@pytest.mark.parametrize("typed", [
    "which_office", "WHICH_OFFICE", "h_offic", "which office", "[which_office]", "error[which_office] your office is not set",
    "错误[which_office]", "没有指明本单位", "your office is not set",
])  # fmt: skip
def test_a_code_is_taken_as_it_is_pasted_or_by_a_piece(blank: Path, ltz: Ltz, typed: str) -> None:
    assert ltz("explain", typed).out.startswith("which_office\n")


def test_an_unknown_code_is_refused_with_the_nearest(blank: Path, ltz: Ltz, no: Callable[..., str]) -> None:
    assert "did you mean “which_office”" in no("unknown_id", "explain", "witch_office")
    several = no("ambiguous_name", "explain", "not_")
    assert several.splitlines()[0].count(";") == 8
    assert several.splitlines()[0].endswith("..")


# ---- what a verb takes


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("words", [(), ("update",), ("order",), ("status",)], ids=lambda words: "-".join(words) or "root")
def test_help_goldens(clone: Path, ltz: Ltz, golden: Golden, words: tuple[str, ...], lang: str) -> None:
    golden(f"help-{'-'.join(words) or 'root'}-{lang}.txt", ltz(*words, "-h", "--lang", lang).out)


@pytest.mark.parametrize("lang", LANGS)
def test_the_first_help_fits_on_sixty_lines_and_begins_with_where_to_start(clone: Path, ltz: Ltz, lang: str) -> None:
    lines = ltz("--help", "--lang", lang).out.splitlines()
    assert len(lines) <= 60
    start = next(at for at, line in enumerate(lines) if line.startswith("  ltz status"))
    assert [line.split()[1] for line in lines[start : start + 3]] == ["status", "help", "explain"]
    assert start < 5


def test_the_words_of_an_option_are_those_of_the_plan_at_hand(
    blank: Path, ltz: Ltz, monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory
) -> None:
    said = " ".join(ltz("update", "--help", "--lang", "zh").out.split())
    for words in ("investment（投资）", "north（北样市）", "under_way（推进）", "met（已完成）", "A1（样例大道）"):
        assert words in said
    assert said.count("north（北样市）") == 2  # as a city and as an office, and not once more for each of them
    plan = blank / "data" / "tasks.yaml"
    plan.write_text(plan.read_text(encoding="utf-8").replace("投资", "花钱"), encoding="utf-8")
    assert "investment（花钱）" in ltz("update", "--help", "--lang", "zh").out
    monkeypatch.chdir(tmp_path_factory.mktemp("elsewhere"))
    assert "investment（花钱）" in ltz("update", "--help", "--lang", "zh", "--data", str(blank / "data")).out


@pytest.mark.parametrize("broken", ["plan: [", "", None])
def test_help_comes_without_a_plan(blank: Path, ltz: Ltz, broken: str | None) -> None:
    plan = blank / "data" / "tasks.yaml"
    plan.unlink() if broken is None else plan.write_text(broken, encoding="utf-8")
    done = ltz("update", "--help", "--lang", "en", "--data", str(blank / "data"))
    assert (done.code, done.err) == (0, "")
    assert "ltz update TASK --stage STAGE" in done.out
    assert "--stage" in done.out and "investment" not in done.out


def test_many_entries_are_shown_as_eight_and_where_the_rest_is_listed(clone: Path, ltz: Ltz) -> None:
    said = " ".join(ltz("claim", "--help", "--lang", "en").out.split())
    assert "T4 (Road and rail links); ltz list tasks" in said
    assert "T5 (" not in said


def test_options_that_are_fields_of_a_record_show_the_list_that_the_field_names() -> None:
    """What stands for an entry in the help is an entry of the list that the record refers to."""
    named = {listed for _, listed in SINGULAR.items()}
    fields = {one.name: one.refers for kind in KINDS.values() for one in described(kind) if one.refers in named}
    shown = {}
    for verb, command in build(VERBS).commands.items():
        for one in command.params:
            word = str(one.metavar).strip("[].").partition("=")[0]
            if one.name in fields:
                shown[f"{verb} {one.name}"] = (SINGULAR.get(word), fields[one.name])
    assert len(shown) > 40
    assert [name for name, (said, meant) in shown.items() if said != meant] == []


# ---- an example of each


def state_for(verb: str, wrote: Any, blank: Path) -> str:
    """Make what the example of a verb speaks of; give the problem's id."""
    (blank / "trial.yaml").write_bytes((blank / "data" / "tasks.yaml").read_bytes())
    if verb == "check":
        for name in ("bulletin.docx", "通报.docx"):
            assert run("paper", "bulletin", "-o", name).code == 0
    (blank / "试行.yaml").write_bytes((blank / "data" / "tasks.yaml").read_bytes())
    batch(blank)
    problem = wrote("raise", "A2", "--text", "x", "--concerns", "south")
    if verb in ("order", "reply", "return", "petition", "extend"):
        need = "province" if verb == "petition" else "bureaus"
        wrote("sort", problem, "--as", "land", "--needs", need, "--because", "x")
    if verb in ("reply", "return", "extend"):
        wrote("order", problem, "--unit", "north_roads", "--due", "2027-01-31", "--require", "x")
    if verb == "return":
        wrote("reply", problem, "--unit", "north_roads", "--done", "--text", "x")
    if verb == "accept":
        return wrote("raise", "A1", "--text", "y")
    return problem


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("verb", VERBS)
def test_the_example_of_a_verb_works(blank: Path, ltz: Ltz, wrote: Any, verb: str, lang: str) -> None:
    problem = state_for(verb, wrote, blank)
    line = example(verb, lang, read_plan("", BLANK.read_bytes())[0], problem=problem)
    words = shlex.split(line.partition(" > ")[0])[1:]
    writes = "--dry-run" in {name for one in build([verb]).commands[verb].params for name in one.opts}
    before = files(blank)
    done = ltz(*words, *["--dry-run"] * (writes and "--dry-run" not in words), "--lang", "en")
    assert done.code == 0 or re.search(r"\[(archive_without_git|check_without_commit)\]", done.err), (line, done.err)
    assert files(blank) == before
