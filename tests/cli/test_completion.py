"""What TAB offers in each of four shells: from the index alone, in silence, as Typer's own scripts ask for it."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from typer import _completion_classes
from typer._click.shell_completion import CompletionItem

from ltzplan.cli.completion import Offer, complete, typed_in, written
from ltzplan.cli.main import main
from ltzplan.cli.verbs import SHELLS
from tests.cli.written import SLIP
from tests.conftest import Stream

ODD = [Offer("A1", "样例大道"), Offer("it's", 'a: "b" `c` $d'), Offer("bare")]
CLASSES = dict(
    zip(SHELLS, ("BashComplete", "ZshComplete", "FishComplete", "PowerShellComplete"), strict=True)
)


@pytest.fixture
def tab(monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Callable[..., list[str]]:
    """Give a function that tells what fish offers at the end of a line; the part of an offer that is typed."""

    def ask(line: str, *, whole: bool = False, **more: str) -> list[str]:
        env = {**os.environ, "_TYPER_COMPLETE_FISH_ACTION": "get-args", "_TYPER_COMPLETE_ARGS": line, **more}
        assert complete("complete_fish", env) == 0
        out, err = capfd.readouterr()
        assert err == ""
        return [one if whole else one.partition("\t")[0] for one in out.splitlines() if one]

    return ask


@pytest.fixture
def yes(tmp_path: Path) -> Callable[..., str]:
    """Give a function that runs ltz as its first door does, so that it keeps what it reads; what it prints."""

    def act(*words: str) -> str:
        with pytest.MonkeyPatch.context() as patch:
            out, err = Stream(screen=False), Stream(screen=False)
            patch.setattr(sys, "stdout", out)
            patch.setattr(sys, "stderr", err)
            assert main(words, str(tmp_path / "answers" / "one")) == 0, err.getvalue()
        return out.getvalue()

    return act


# -- how it is said


@pytest.mark.parametrize("shell", SHELLS)
@pytest.mark.parametrize("offers", [ODD, []])
def test_offers_are_written_as_typers_own_completion_writes_them(
    shell: str, offers: list[Offer], monkeypatch: pytest.MonkeyPatch
) -> None:
    typers = getattr(_completion_classes, CLASSES[shell])(None, {}, "ltz", "_LTZ_COMPLETE")
    items = [CompletionItem(one.word, help=one.said or None) for one in offers]
    monkeypatch.setattr(typers, "get_completions", lambda *_: items)
    monkeypatch.setenv("_TYPER_COMPLETE_ARGS", "ltz ")
    monkeypatch.setenv("_TYPER_COMPLETE_FISH_ACTION", "get-args")
    monkeypatch.setenv("COMP_WORDS", "ltz")
    monkeypatch.setenv("COMP_CWORD", "1")
    assert written(shell, offers) == typers.complete()


@pytest.mark.parametrize("shell", SHELLS)
@pytest.mark.parametrize("line", ["ltz ", "ltz sh", "ltz show A", 'ltz raise A1 --text "two words" --need', "ltz raise A1 --text 'open"])
def test_lines_are_parted_as_typers_own_completion_parts_them(
    shell: str, line: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun = "" if line.endswith(" ") else line.rsplit(" ", maxsplit=1)[-1]
    words = line.split()
    for name, value in {
        "_TYPER_COMPLETE_ARGS": line, "_TYPER_COMPLETE_WORD_TO_COMPLETE": begun,
        "COMP_WORDS": "\n".join(words), "COMP_CWORD": str(len(words) - bool(begun)),
    }.items():  # fmt: skip
        monkeypatch.setenv(name, value)
    typers = getattr(_completion_classes, CLASSES[shell])(None, {}, "ltz", "_LTZ_COMPLETE")
    assert typed_in(shell, os.environ) == typers.get_completion_args()


# -- what is offered


def test_verbs_and_options_with_what_they_are_for(blank: Path, tab: Any) -> None:
    assert "show\teverything known of one task or problem, or of any record" in tab("ltz ", whole=True, LTZ_LANG="en")
    assert tab("ltz und") == ["undo"]
    assert tab("ltz update A1 --perc") == ["--percent"]
    assert {"--stage", "--lang", "--dry-run"} < {*tab("ltz update A1 --")}
    assert tab("ltz --la") == ["--lang"]
    assert "undo\t撤回一小时内最后写的" in tab("ltz u", whole=True, LTZ_LANG="zh")


@pytest.mark.parametrize(
    ("line", "offered"),
    [
        ("ltz paper a", ["agenda"]),
        ("ltz list prob", ["problems"]),
        ("ltz --lang ", ["zh", "en"]),
        ("ltz list problems --state=so", ["--state=sorted"]),
        ("ltz list --origin ", ["plan", "carried_over", "project"]),
        ("ltz session --form ", ["meeting", "on_site", "information"]),
        ("ltz status --format c", ["csv"]),
        ("ltz update A1 --annual-target ", ["met", "not_met"]),
        ("ltz completion ", [*SHELLS]),
        ("ltz help und", ["undo"]),
        ("ltz help update ", []),
        ("ltz explain which_", ["which_office", "which_unit"]),
        ("ltz update A1 --stage ", ["reported_complete"]),
        ("ltz update A1 --text ", []),
        ("ltz update A1 more", []),
        ("ltz show ", []),
        ("ltz nothing ", []),
    ],
)
def test_fixed_words_need_no_index(blank: Path, tab: Any, line: str, offered: list[str]) -> None:
    assert tab(line) == offered


@pytest.mark.parametrize(
    ("line", "offered"),
    [
        ("ltz show ", ["A1", "B1", "A2"]),
        ("ltz show a", ["A1", "A2"]),
        ("ltz raise A1 B", ["B1"]),
        ("ltz --office ", ["secretariat", "north", "south"]),
        ("ltz sort x --needs bur", ["bureaus"]),
        ("ltz sort x --as ", ["land", "other"]),
        ("ltz order x --unit north_l", ["north_lands"]),
        ("ltz order x --urgency ", ["normal", "urgent"]),
        ("ltz update A1 --stage u", ["under_way"]),
        ("ltz status --stage c", ["completed"]),
        ("ltz update A1 --part ", ["north", "south"]),
        ("ltz update B1 --part ", []),
        ("ltz update A1 --measure ", ["investment", "works"]),
        ("ltz status --city ", ["north", "south"]),
        ("ltz status --level m", ["mayors"]),
        ("ltz status --light d", ["done", "due_soon"]),
        ("ltz paper bulletin --month 2026-1", ["2026-10", "2026-11"]),
        ("ltz paper bulletin --quarter ", ["2026Q1", "2026Q2", "2026Q3", "2026Q4"]),
        ("ltz paper bulletin --half ", ["2026H1", "2026H2"]),
        ("ltz paper bulletin --year ", ["2026"]),
    ],
)
def test_words_of_the_plan_once_it_was_read(blank: Path, tab: Any, yes: Any, line: str, offered: list[str]) -> None:
    yes("status")
    assert tab(line) == offered


def test_names_stand_beside_ids_in_the_language(blank: Path, tab: Any, yes: Any) -> None:
    yes("status")
    assert tab("ltz show A1", whole=True, LTZ_LANG="zh") == ["A1\t样例大道"]
    assert tab("ltz --lang en show A1", whole=True, LTZ_LANG="zh") == ["A1\tExample Avenue"]
    assert tab("ltz show 样例", LTZ_LANG="zh") == ["A1", "A2"]
    assert tab("ltz show 一卡", LTZ_LANG="zh") == ["B1"]


def test_open_problems_by_short_ids_as_soon_as_they_are_raised(blank: Path, tab: Any, wrote: Any, yes: Any) -> None:
    yes("status")
    problem = wrote("raise", "A1", "--text", "征地\n未完", "--needs", "bureaus")
    assert tab("ltz sort ", whole=True) == [f"{problem[:7]}\t征地 未完"]
    assert tab(f"ltz show {problem[:9]}") == [problem[:9]]
    assert [one.partition("\t")[2] for one in tab("ltz show A1-", whole=True, LTZ_LANG="en")] == ["征地 未完", "2026-11-24 sort"]
    assert tab(f"ltz withdraw {problem}", whole=True, LTZ_LANG="zh") == [f"{problem}\t2026-11-24 问题 征地 未完"]
    order = wrote("order", problem, *SLIP)
    assert tab("ltz order x --replaces ")[0] == order
    assert order in tab("ltz show A1-")
    assert tab("ltz order x --session ") == []
    wrote("undo")
    assert tab("ltz sort ") == [problem[:7]]
    assert order not in tab("ltz withdraw ")
    wrote("sort", problem, "--dismiss", "--because", "x")
    assert tab("ltz sort ") == []


def test_another_plan_file_is_not_offered_from_an_old_index(blank: Path, tab: Any, yes: Any) -> None:
    yes("status")
    plan = blank / "data" / "tasks.yaml"
    plan.write_text(plan.read_text(encoding="utf-8") + "# more\n", encoding="utf-8")
    assert tab("ltz show ") == []
    assert tab("ltz show ", LTZ_DATA="nowhere") == []
    assert tab("ltz --data nowhere show ") == []


def test_neither_git_nor_a_record_is_asked(
    blank: Path, tab: Any, wrote: Any, yes: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    wrote("raise", "A1", "--text", "land")
    yes("status")
    shutil.rmtree(blank / "data" / "records")
    monkeypatch.setenv("PATH", "")
    assert len(tab("ltz sort ")) == 1


def test_without_a_home_all_is_made_each_time(
    blank: Path, tab: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("HOME", "XDG_CACHE_HOME", "LOCALAPPDATA"):
        monkeypatch.delenv(name, raising=False)
    assert tab("ltz und") == ["undo"]


def test_what_is_kept_of_verbs_is_of_this_very_program(
    blank: Path, tab: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    assert tab("ltz und", LTZ_LANG="en") == ["undo"]
    [kept] = (tmp_path / "cache" / "ltz").glob("verbs.*")
    text = kept.read_text(encoding="utf-8")
    kept.write_text(text.replace('"undo"', '"undone"'), encoding="utf-8")
    assert tab("ltz und", LTZ_LANG="en") == ["undone"]
    for bad in (text.replace('["', '["0', 1), "[", "{}", "[]"):
        kept.write_text(bad, encoding="utf-8")
        assert tab("ltz und", LTZ_LANG="en") == ["undo"]


def test_fish_asks_whether_there_is_anything(blank: Path) -> None:
    for line, code in (("ltz und", 0), ("ltz update A1 --text ", 1)):
        env = {**os.environ, "_TYPER_COMPLETE_FISH_ACTION": "is-args", "_TYPER_COMPLETE_ARGS": line}
        assert complete("complete_fish", env) == code


# -- the scripts


@pytest.mark.parametrize("shell", SHELLS)
def test_the_script_of_a_shell(blank: Path, yes: Any, shell: str) -> None:
    assert f"_LTZ_COMPLETE{'=' if shell != 'powershell' else ' ='}" in yes("completion", shell)
    assert yes("completion", "pwsh") == yes("completion", "PowerShell")


def test_a_shell_that_is_none_of_the_four(blank: Path, no: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "bash, zsh, fish, powershell" in no("not_one_of", "completion", "tcsh")
    for detected in (None, "fish"):
        monkeypatch.setattr("typer._completion_shared._get_shell_name", lambda one=detected: one)
        if detected:
            break
        assert "bash; zsh; fish; powershell" in no("missing_argument", "completion")


def test_the_shell_that_runs_it_is_found(blank: Path, yes: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("typer._completion_shared._get_shell_name", lambda: "fish")
    assert yes("completion") == yes("completion", "fish")


@pytest.mark.skipif(not shutil.which("bash"), reason="no bash here")
def test_bash_completes_by_the_script(blank: Path, wrote: Any, yes: Any) -> None:
    problem = wrote("raise", "A1", "--text", "land")
    yes("status")
    program = blank / "bin" / "ltz"
    program.parent.mkdir()
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m ltzplan "$@"\n', encoding="utf-8")
    program.chmod(0o755)
    script = """
    eval "$(ltz completion bash)"
    ask() { COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _ltz_completion ltz; echo "${COMPREPLY[*]}"; }
    complete -p ltz
    ask ltz und
    ask ltz show A1
    ask ltz sort A1-
    ask ltz --lang = z
    ask ltz update A1 --text ''
    """
    env = {
        **os.environ, "PATH": f"{program.parent}{os.pathsep}{os.environ['PATH']}",
        "PYTHONPATH": str(Path(__file__).parents[2]),
    }  # fmt: skip
    done = subprocess.run(["bash", "--norc", "-c", script], cwd=blank, env=env, capture_output=True, text=True, check=True)
    assert done.stderr == ""
    assert done.stdout.splitlines() == [
        "complete -o default -F _ltz_completion ltz", "undo", f"A1 {problem[:7]}", problem[:7], "zh", "",
    ]  # fmt: skip
