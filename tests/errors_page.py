"""The catalogue of bad input: reading its cases, and docs/errors.md made from them.

    python -m tests.errors_page > docs/errors.md

A case is a folder with `case.toml`: `tests/errors/<code>/` holds the case that the page shows in full,
`tests/errors/<code>/<name>/` any further one. Every other file of the folder but the two goldens
`zh.txt` and `en.txt` is laid over a workspace made from ltzplan/store/blank.yaml, at the same path.
Keys of case.toml, all optional but `about`:

    about   what is wrong, in a few words
    before  command lines (what follows `ltz`) that must succeed first
    change  [{find, put, file}]: replaces a text that stands once in a file (default data/tasks.yaml)
    make    [{how, path, ...}]: what cannot be kept in git, by a recipe of tests/test_errors.py
    run     the command line; without it `ltz status` (exit 2) and `ltz validate` (exit 1) say the same
    exit    the exit code that is expected (default 2; 1 where `run` is a validate)
    code    the code that the message carries (default: the folder's; "" where nothing is wrong)
    fails   "CALL N": the Nth time, this call of the disk fails
    env     further environment; LTZ_OFFICE is north
    stdout  "full": where the answer goes takes nothing
    place   false: the command runs in a folder that is no workspace
    skip    "root", "windows": where the case cannot be made
    bug     why the case fails today: it is then expected to fail
"""

import sys
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ltzplan.text.errors import ERRORS

TESTS = Path(__file__).parent
FOLDER = TESTS / "errors"
OWN = ("case.toml", "zh.txt", "en.txt")
LANGS = ("zh", "en")


@dataclass(frozen=True, kw_only=True)
class Case:
    """One bad input and what is expected of it."""

    folder: Path
    about: str
    before: list[str] = field(default_factory=list)
    change: list[dict[str, str]] = field(default_factory=list)
    make: list[dict[str, Any]] = field(default_factory=list)
    run: str | None = None
    exit: int | None = None
    code: str | None = None
    env: dict[str, str] = field(default_factory=dict)
    fails: str = ""
    stdout: str = ""
    place: bool = True
    skip: str = ""
    bug: str = ""

    @property
    def id(self) -> str:
        """Give the folder below tests/errors."""
        return self.folder.relative_to(FOLDER).as_posix()

    @property
    def folder_code(self) -> str:
        """Give the code whose folder it lies in."""
        return self.id.split("/")[0]

    @property
    def expected(self) -> str:
        """Give the code that its message carries; none where nothing is wrong."""
        return self.folder_code if self.code is None else self.code

    @property
    def laid_over(self) -> list[Path]:
        """Give the files that are laid over the workspace, relative to the folder."""
        found = [one for one in self.folder.rglob("*") if one.is_file() and one.name not in OWN]
        inner = [one.parent for one in self.folder.rglob("case.toml") if one.parent != self.folder]
        kept = [one for one in found if not any(one.is_relative_to(folder) for folder in inner)]
        return sorted(one.relative_to(self.folder) for one in kept)

    def golden(self, lang: str) -> Path:
        """Give the path of the golden message in a language."""
        return self.folder / f"{lang}.txt"


def cases() -> list[Case]:
    """Give every case of the catalogue."""
    return [
        Case(folder=path.parent, **tomllib.loads(path.read_text(encoding="utf-8")))
        for path in sorted(FOLDER.rglob("case.toml"))
    ]


def visible(text: str) -> str:
    """Give a text with what cannot be seen written as U+XXXX."""

    def one(char: str) -> str:
        return char if char == "\n" or (char.isprintable() and char != "\u3000") else f"<U+{ord(char):04X}>"

    return "".join(map(one, text))


def input_lines(case: Case) -> Iterator[str]:
    """Show a case's bad input in a few lines."""
    for one in case.before:
        yield f"$ ltz {one}"
    for path in case.laid_over:
        yield f"# {path.as_posix()}"
        yield from visible((case.folder / path).read_text(encoding="utf-8")).splitlines()[:12]
    for change in case.change:
        yield f"# {change.get('file', 'data/tasks.yaml')}"
        yield from (f"-{line}" for line in visible(change["find"]).splitlines())
        yield from (f"+{line}" for line in visible(change["put"]).splitlines())
    for made in case.make:
        said = "  ".join(
            f"{key}: {visible(str(one))}" for key, one in made.items() if key not in ("how", "path")
        )
        yield f"# {made['path']}: {made['how']}" + (f"  {said}" if said else "")
    if case.fails:
        yield f"# the disk fails: {case.fails}"
    for name, value in case.env.items():
        if value:
            yield f"$ export {name}={value}"
    full = " > /dev/full" if case.stdout else ""
    yield f"$ ltz {visible(case.run)}{full}" if case.run else "$ ltz status"


def _block(lines: Iterator[str] | list[str], language: str = "text") -> Iterator[str]:
    yield from (f"```{language}", *lines, "```")


def page() -> Iterator[str]:
    """Give the lines of docs/errors.md."""
    yield from (
        "# 错误信息 Errors",
        "",
        "由 `python -m tests.errors_page` 根据 `tests/errors/` 生成，请勿手改。"
        " Generated from `tests/errors/`; do not edit.",
        "",
        "读法：`文件:行:列: 错误[代号] 说明`，原文和指示位置的`^`，下一步怎么办。"
        " Read it as `file:line:column: error[code] sentence`, the line with a caret, the next step."
        " `-` `+` 表示对样例计划的改动 (`-` and `+` show what was changed in the example plan);"
        " `<U+XXXX>` 表示看不见的字符 (stands for a character that cannot be seen).",
        "",
        "退出码 2：没有写入任何内容，除非信息说已经存下（`ltz validate` 下为 1）。"
        " Exit code 2, nothing written unless the message says that it is stored (1 under `ltz validate`).",
    )
    known = cases()
    for code in ERRORS:
        mine = [case for case in known if case.folder_code == code]
        first = next(case for case in mine if case.id == code)
        yield from ("", f'<a id="{code}"></a>', "", f"## {code}", "", f"{first.about}:", "")
        yield from _block(list(input_lines(first)))
        for lang in LANGS:
            yield ""
            yield from _block(visible(first.golden(lang).read_text(encoding="utf-8")).splitlines())
        rest = [case for case in mine if case.id != code]
        if rest:
            yield from ("", "Also:", "")
            yield from (f"- [{case.about}](../tests/errors/{case.id}/)" for case in rest)


if __name__ == "__main__":
    sys.stdout.reconfigure(encoding="utf-8", newline="\n")
    sys.stdout.write("\n".join(page()) + "\n")
