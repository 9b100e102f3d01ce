"""The README is true: its blocks print what they show, its commands exist, its first screen is short.

Every ```console block runs: a line that starts with `$ ` is a command, what follows is what it prints,
both streams as on a screen. Each `## ` section starts in a copy of the shipped plan. A ```diff block is
applied to data/tasks.yaml. With --update-goldens the blocks are written anew.
"""

import difflib
import hashlib
import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from ltzplan.cli.main import GLOBALS, VERBS, build, main

ROOT = Path(__file__).parent.parent
README = ROOT / "README.md"
SAYING = ("README.md", "CONTRIBUTING.md", "CHANGELOG.md", "docs/decisions.md", "docs/performance.md")
FIRST_SCREEN = 40
HASH = re.compile(r"(?<=commit )[0-9a-f]{7}|(?<=版本 )[0-9a-f]{7}")
BLOCK = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


class Shell:
    """As much of a shell as a README needs, with `ltz` in this process."""

    def __init__(self, home: Path, patch: pytest.MonkeyPatch) -> None:
        self.home, self.patch = home, patch
        self.section = 0

    def start(self) -> None:
        """Begin a section: a committed copy of the shipped plan in a folder of its own, and git knows nobody."""
        self.section += 1
        (self.home / ".gitconfig").unlink(missing_ok=True)
        here = self.home / f"section-{self.section}" / "ltz"
        shutil.copytree(ROOT / "data", here / "data")
        self.patch.setenv("LTZ_LANG", "en")
        self.patch.setenv("LTZ_NOW", "2026-02-10T09:00:00+08:00")
        self.patch.chdir(here)
        they = "-c user.name=them -c user.email=them@example.org"
        for words in ("init --quiet", "add --all", f"{they} commit --quiet --message plan"):
            assert self.run(f"git {words}") == ""

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
            done = subprocess.run([name, *words], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8")
            assert done.returncode == 0, f"{line}\n{done.stdout}"
            said = done.stdout
        else:
            assert name == "ltz", f"the README's shell does not know {name}"
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


def rewritten(text: str, shell: Shell) -> str:
    """Give the README with what its commands print today."""

    def renewed(match: re.Match[str]) -> str:
        language, block = match[1], match[2]
        if language == "diff":
            shell.edit(block)
        if language != "console":
            return match[0]
        lines = ""
        for line, shown in commands(block):
            said = shell.run(line)
            lines += f"$ {line}\n" + (shown if HASH.sub("xxxxxxx", said) == HASH.sub("xxxxxxx", shown) else said)
        return f"```console\n{lines}```"

    parts = re.split(r"^(?=## )", text, flags=re.MULTILINE)
    for at, part in enumerate(parts):
        if "```console" in part:
            shell.start()
            parts[at] = BLOCK.sub(renewed, part)
    return "".join(parts)


@pytest.mark.skipif(os.name == "nt", reason="paths are printed with the other slash")
def test_every_block_prints_what_it_shows(
    world: Path, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest
) -> None:
    """In an empty home, where git knows nobody but whom the blocks tell it."""
    text = README.read_text(encoding="utf-8")
    today = rewritten(text, Shell(world, monkeypatch))
    if request.config.getoption("--update-goldens"):
        README.write_text(today, encoding="utf-8", newline="\n")
        return
    changed = "".join(difflib.unified_diff(text.splitlines(True), today.splitlines(True), "README.md", "as printed"))
    assert not changed, f"the README is not true; look, then pytest --update-goldens tests/test_readme.py\n{changed}"


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
    words = shlex.split(command)[1:]
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
    assert name not in ("README.md", "CONTRIBUTING.md") or found
    assert {command: unknown for command in found if (unknown := unknown_in(command))} == {}


@pytest.mark.parametrize("command", ["ltz stauts", "ltz status --asof 2020-10-31", "ltz --date x", "ltz list x --dry-run"])
def test_a_command_that_does_not_exist_is_found(command: str) -> None:
    assert unknown_in(command)


def test_the_first_screen_has_two_commands() -> None:
    screen = "\n".join(README.read_text(encoding="utf-8").splitlines()[:FIRST_SCREEN]) + "\n"
    assert [line for match in BLOCK.finditer(screen) for line in match[2].splitlines()] == ["make status", "make test"]
    assert screen.count("```") == 2, "a block is cut by the end of the first screen"
    spans = re.findall(r"`([^`\n]+)`", BLOCK.sub("", screen))
    assert [span for span in spans if " " in span] == []


def test_what_it_links_to_is_there() -> None:
    for name in SAYING:
        page = ROOT / name
        for link in re.findall(r"\]\(([^)#:]+)\)", page.read_text(encoding="utf-8")):
            assert (page.parent / link).exists(), f"{name}: {link}"


def test_every_verb_and_room_is_named() -> None:
    text = README.read_text(encoding="utf-8")
    rooms = [one.name for one in (ROOT / "ltzplan").iterdir() if (one / "__init__.py").exists()]
    assert [room for room in rooms if f"`ltzplan/{room}`" not in text] == []
    named = {shlex.split(command)[1] for command in mentioned(text) if len(shlex.split(command)) > 1}
    assert sorted(set(VERBS) - named - {"import"}) == []
