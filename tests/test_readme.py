"""README and docs are true: their blocks print what they show, their commands exist, the first screen is short.

Every ```console block of the pages below runs: a line that starts with `$ ` is a command, what follows is what it
prints, both streams as on a screen; a line `...` stands for the lines between that are left out. Each `## ` section
of a page begins at the start that the page has. A ```diff block is applied to data/tasks.yaml. With --update-goldens
the blocks are written anew.
"""

import difflib
import hashlib
import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from ltzplan.cli.app import build
from ltzplan.cli.main import main
from ltzplan.cli.words import GLOBALS, VERBS

ROOT = Path(__file__).parent.parent
README = ROOT / "README.md"
FIRST_SCREEN = 40
HASH = re.compile(r"(?<=commit )[0-9a-f]{7}|(?<=版本 )[0-9a-f]{7}")
BLOCK = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
LEFT_OUT = re.compile(r"^\.\.\.\n", re.MULTILINE)
MAKE = re.compile(r"(?:^|`)make ([a-z]+)", re.MULTILINE)
LINK = re.compile(r"\]\(([^)#:]*)(?:#([^)]+))?\)")


def in_a_clone(shell: "Shell") -> None:
    """The shipped plan, committed, as after `git clone`."""
    shutil.copytree(ROOT / "data", "data")
    they = "-c user.name=them -c user.email=them@example.org"
    for words in ("init --quiet", "add --all", f"{they} commit --quiet --message plan"):
        assert shell.run(f"git {words}") == ""


def in_an_empty_folder(_: "Shell") -> None:
    """No workspace and no git, as where the program alone is installed."""


PAGES: dict[str, Callable[["Shell"], None]] = {
    "README.md": in_a_clone,
    "README.zh.md": in_a_clone,
    "docs/tutorial.md": in_a_clone,
    "docs/tutorial.zh.md": in_a_clone,
    "docs/records.md": in_a_clone,
    "docs/data.md": in_a_clone,
    "docs/reference.md": in_an_empty_folder,
}
"""The pages whose blocks run, each with its start."""

SAYING = (*PAGES, "CONTRIBUTING.md", "CHANGELOG.md", "docs/decisions.md", "docs/performance.md")
"""The pages whose commands and links must exist."""


class Shell:
    """As much of a shell as a page needs, with `ltz` in this process."""

    def __init__(self, home: Path, patch: pytest.MonkeyPatch, begin: Callable[["Shell"], None]) -> None:
        self.home, self.patch, self.begin = home, patch, begin
        self.section = 0

    def start(self) -> None:
        """Begin a section: a folder of its own, a fixed language and clock, and git knows nobody."""
        self.section += 1
        (self.home / ".gitconfig").unlink(missing_ok=True)
        here = self.home / f"section-{self.section}" / "ltz"
        here.mkdir(parents=True)
        self.patch.setenv("LTZ_LANG", "en")
        self.patch.setenv("LTZ_NOW", "2026-02-10T09:00:00+08:00")
        self.patch.chdir(here)
        self.begin(self)

    def run(self, line: str) -> str:
        """Run one line; give what it prints, with the section's folder shown as a person's own."""
        name, *words = shlex.split(line)
        if name == "cd":
            self.patch.chdir(words[0])
            said = ""
        elif name == "export":
            variable, _, value = words[0].partition("=")
            self.patch.setenv(variable, value)
            said = ""
        elif name == "cat":
            said = Path(words[0]).read_text(encoding="utf-8")
        elif name == "sha256sum":
            said = f"{hashlib.sha256(Path(words[0]).read_bytes()).hexdigest()}  {words[0]}\n"
        elif name == "git":
            done = subprocess.run([name, *words], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8", check=False)
            assert done.returncode == 0, f"{line}\n{done.stdout}"
            said = done.stdout
        else:
            assert name == "ltz", f"the shell of the pages does not know {name}"
            said = self.ltz(words)
        return said.replace(str(self.home / f"section-{self.section}"), "/home/you")

    def ltz(self, words: list[str]) -> str:
        from tests.conftest import Stream

        screen = Stream(screen=False)
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(sys, "stdout", screen)
            patch.setattr(sys, "stderr", screen)
            code = main(words)
        assert code == 0, f"ltz {shlex.join(words)}: exit code {code}\n{screen.getvalue()}"
        return screen.getvalue()

    def edit(self, diff: str) -> None:
        """Apply a diff of whole lines, each old one found once."""
        plan = Path("data", "tasks.yaml")
        text = plan.read_text(encoding="utf-8")
        old, new = ("".join(f"{line[1:]}\n" for line in diff.splitlines() if line[0] == sign) for sign in "-+")
        assert text.count(old) == 1, f"data/tasks.yaml does not hold, once:\n{old}"
        plan.write_text(text.replace(old, new), encoding="utf-8", newline="\n")


def commands(block: str) -> Iterator[tuple[str, str]]:
    """Give the commands of a console block, each with what it is shown to print."""
    line, shown = "", ""
    for one in block.splitlines(keepends=True):
        if one.startswith("$ "):
            if line:
                yield line, shown
            line, shown = one[2:].rstrip("\n"), ""
        else:
            shown += one
    yield line, shown


def cut(said: str, shown: str) -> str:
    """Leave out of an output what is left out where it is shown: the lines between the first and the last ones."""
    head, *tail = LEFT_OUT.split(shown)
    lines = said.splitlines(keepends=True)
    first, last = head.count("\n"), sum(one.count("\n") for one in tail)
    if not tail or first + last >= len(lines):
        return said
    return "".join([*lines[:first], "...\n", *lines[len(lines) - last :]])


def rewritten(text: str, shell: Shell) -> str:
    """Give a page with what its commands print today."""

    def renewed(match: re.Match[str]) -> str:
        language, block = match[1], match[2]
        if language == "diff":
            shell.edit(block)
        if language != "console":
            return match[0]
        lines = ""
        for line, shown in commands(block):
            said = cut(shell.run(line), shown)
            lines += f"$ {line}\n" + (shown if HASH.sub("xxxxxxx", said) == HASH.sub("xxxxxxx", shown) else said)
        return f"```console\n{lines}```"

    parts = re.split(r"^(?=## )", text, flags=re.MULTILINE)
    for at, part in enumerate(parts):
        if "```console" in part:
            shell.start()
            parts[at] = BLOCK.sub(renewed, part)
    return "".join(parts)


@pytest.mark.skipif(os.name == "nt", reason="paths are printed with the other slash")
@pytest.mark.parametrize("name", PAGES)
def test_every_block_prints_what_it_shows(
    name: str, world: Path, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest
) -> None:
    """In an empty home, where git knows nobody but whom the blocks tell it."""
    page = ROOT / name
    text = page.read_text(encoding="utf-8")
    today = rewritten(text, Shell(world, monkeypatch, PAGES[name]))
    if request.config.getoption("--update-goldens"):
        page.write_text(today, encoding="utf-8", newline="\n")
        return
    changed = "".join(difflib.unified_diff(text.splitlines(True), today.splitlines(True), name, "as printed"))
    assert not changed, f"{name} is not true; look, then pytest --update-goldens tests/test_readme.py\n{changed}"


def test_no_page_with_a_block_is_left_out() -> None:
    pages = (*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md"))
    shows = {one.relative_to(ROOT).as_posix() for one in pages if "```console\n" in one.read_text(encoding="utf-8")}
    assert shows == set(PAGES)


@pytest.mark.parametrize(
    ("shown", "today"),
    [
        ("a\n...\nd\n", "a\n...\nd\n"),
        ("a\nb\n...\n", "a\nb\n...\n"),
        ("a\nc\n...\n", "a\nb\n...\n"),
        ("a\n...\nc\n", "a\n...\nd\n"),
        ("a\n...\nx\n...\nd\n", "a\n...\nc\nd\n"),
        ("a\nb\n...\nc\nd\n", "a\nb\nc\nd\n"),
        ("a\nb\n", "a\nb\nc\nd\n"),
    ],
)
def test_what_is_left_out_stands_between_what_is_shown(shown: str, today: str) -> None:
    """And something is left out: `...` in place of nothing would be untrue."""
    assert cut("a\nb\nc\nd\n", shown) == today


def mentioned(text: str) -> Iterator[str]:
    """Give every `ltz ..` of a document: in its blocks and in its sentences."""
    for match in BLOCK.finditer(text):
        for line in match[2].splitlines():
            command = line.removeprefix("$ ")
            if match[1] in ("sh", "console") and command.startswith("ltz ") and (line != command or match[1] == "sh"):
                yield command
    for match in re.finditer(r"`([^`\n]+)`", BLOCK.sub("", text)):
        command = match[1].removeprefix("uv run ").removeprefix(".venv/bin/")
        if command.startswith("ltz ") and not command.startswith("ltz .."):
            yield command


def unknown_in(command: str) -> str | None:
    """Say what of a command does not exist; None where all of it does."""
    words = shlex.split(command.removeprefix("ltz help ").removeprefix("ltz "))
    known = {*GLOBALS, "--version", "--verbose", "--help"}
    takes_value = set(GLOBALS)
    verb = None
    at = 0
    while at < len(words):
        word = words[at].partition("=")[0]
        at += 1
        if verb is None and not word.startswith("-"):
            if word not in VERBS:
                return word
            verb = word
            for parameter in build([verb]).commands[verb].params:
                known.update(one for one in parameter.opts if one.startswith("-"))
                if parameter.param_type_name == "option" and not parameter.is_flag:
                    takes_value.update(parameter.opts)
        elif word.startswith("--"):
            if word not in known:
                return word
            at += word in takes_value and "=" not in words[at - 1]
    return None


@pytest.mark.parametrize("name", SAYING)
def test_every_command_that_is_mentioned_exists(name: str) -> None:
    found = list(mentioned((ROOT / name).read_text(encoding="utf-8")))
    assert found or name not in (*PAGES, "CONTRIBUTING.md")
    assert {command: unknown for command in found if (unknown := unknown_in(command))} == {}


@pytest.mark.parametrize("command", ["ltz stauts", "ltz status --asof 2020-10-31", "ltz --date x", "ltz list x --dry-run"])
def test_a_command_that_does_not_exist_is_found(command: str) -> None:
    assert unknown_in(command)


def test_every_target_that_is_mentioned_is_made() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    known = set(re.findall(r"^([a-z]+):", makefile, re.MULTILINE))
    for name in SAYING:
        assert set(MAKE.findall((ROOT / name).read_text(encoding="utf-8"))) <= known, name


def test_the_first_screen_has_two_commands() -> None:
    screen = "\n".join(README.read_text(encoding="utf-8").splitlines()[:FIRST_SCREEN]) + "\n"
    assert [line for match in BLOCK.finditer(screen) for line in match[2].splitlines()] == ["make status", "make test"]
    assert screen.count("```") == 2, "a block is cut by the end of the first screen"


def anchors(page: Path) -> set[str]:
    """Give what of a page can be linked to: its headings, as GitHub names them, and its marks."""
    text = page.read_text(encoding="utf-8")
    headings = re.findall(r"^#+ (.+)$", BLOCK.sub("", text), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", one.lower()).replace(" ", "-") for one in headings} | set(
        re.findall(r'<a id="([^"]+)"', text)
    )


@pytest.mark.parametrize("name", SAYING)
def test_what_it_links_to_is_there(name: str) -> None:
    page = ROOT / name
    for link, anchor in LINK.findall(page.read_text(encoding="utf-8")):
        there = page.parent / link if link else page
        assert there.exists(), f"{name}: {link}"
        assert not anchor or anchor in anchors(there), f"{name}: {link}#{anchor}"


def test_every_verb_and_room_is_named() -> None:
    """The layers in the README, the verbs there or on one of the pages."""
    text = README.read_text(encoding="utf-8")
    rooms = [one.name for one in (ROOT / "ltzplan").iterdir() if (one / "__init__.py").exists()]
    assert [room for room in rooms if f"`ltzplan/{room}`" not in text] == []
    commands_of = (mentioned((ROOT / name).read_text(encoding="utf-8")) for name in PAGES)
    named = {words[1] for found in commands_of for words in map(shlex.split, found) if len(words) > 1}
    assert sorted(set(VERBS) - named - {"import"}) == []
