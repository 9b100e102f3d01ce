"""The catalogue of bad input: reading its cases, and docs/errors.md made from them.

    python -m tests.errors_page > docs/errors.md

`ltzplan/text/errors/<code>.toml` holds the cases of a code. The keys at the top are those of the case that the page
shows in full, each table `[cases.<name>]` is a further one. A case starts from a workspace that is
ltzplan/store/blank.yaml. Its keys, all optional but `about`, `en` and `zh`; `ltz explain` shows the first six
and what is printed, the others are for the tests:

    about   what is wrong, in a few words
    before  command lines (what follows `ltz`) that must succeed first
    files   {path = text}: is laid over the workspace
    change  [{find, put, file}]: replaces a text that stands once in a file (default data/tasks.yaml)
    run     the command line; without it `ltz status` (exit 2) and `ltz validate` (exit 1) say the same
    env     further environment; LTZ_OFFICE is north
    make    [{how, path, ...}]: what cannot be kept in git, by a recipe of tests/errors_recipes.py
    exit    the exit code that is expected (default 2; 1 where `run` is a validate)
    code    the code that the message carries (default: the file's; "" where nothing is wrong)
    fails   "CALL N": the Nth time, this call of the disk fails
    without a module that is not installed
    stdout  "full": where the answer goes takes nothing; "screen": it is a terminal
    place   false: the command runs in a folder that is no workspace
    skip    "root", "windows": where the case cannot be made
    bug     why the case fails today: it is then expected to fail
    en, zh  what is printed, in each language; `pytest --update-goldens` writes them and nothing else
"""

import json
import re
import sys
import tomllib
from collections.abc import Iterator
from dataclasses import field
from pathlib import Path
from typing import Any

from ltzplan.dataclass import dataclass
from ltzplan.text.bad_input import FOLDER, BadInput
from ltzplan.text.speech import ERRORS, catalogue
from ltzplan.views.explain import input_lines, visible

CODES = tuple(code for code in catalogue("en", *ERRORS) if "." not in code)
"""Every code of an error, in the order of the catalogue."""
LANGS = ("zh", "en")


@dataclass(frozen=True, kw_only=True)
class Case(BadInput):
    """One bad input and what is expected of it."""

    file: Path
    name: str
    make: list[dict[str, Any]] = field(default_factory=list)
    exit: int | None = None
    code: str | None = None
    fails: str = ""
    without: str = ""
    stdout: str = ""
    place: bool = True
    skip: str = ""
    bug: str = ""

    @property
    def id(self) -> str:
        """Give the code of its file, and its name unless it stands at the top."""
        return f"{self.file_code}/{self.name}" if self.name else self.file_code

    @property
    def file_code(self) -> str:
        """Give the code whose file it stands in."""
        return self.file.stem

    @property
    def expected(self) -> str:
        """Give the code that its message carries; none where nothing is wrong."""
        return self.file_code if self.code is None else self.code


def cases_of(file: Path) -> Iterator[Case]:
    """Give the cases of a file, the one at its top first."""
    top = tomllib.loads(file.read_text(encoding="utf-8"))
    further = top.pop("cases", {})
    if top:
        yield Case(file=file, name="", **top)
    for name, table in further.items():
        yield Case(file=file, name=name, **table)


def cases() -> list[Case]:
    """Give every case of the catalogue."""
    return [case for file in sorted(FOLDER.glob("*.toml")) for case in cases_of(file)]


# -- new goldens in an old file

STRING = r"""(?:'{3}.*?'{3}|"{3}(?:\\.|.)*?"{3}|'[^'\n]*'|"(?:\\.|[^"\\\n])*")"""
LINE = re.compile(
    rf"""(?:\[+(?P<table>[\w.]+)\]+|(?P<key>\w+)\s*=\s*(?P<text>{STRING}))?(?>{STRING}|#[^\n]*|[^'"#\n])*\n""",
    re.DOTALL,
)
"""A line of TOML, with the further lines of a text that starts in it."""


def quoted(text: str) -> str:
    """Write a text in TOML: as it stands, or escaped in one line where TOML does not take it so."""
    if "'''" in text or text.endswith("'") or re.search(r"[\x00-\x08\x0b-\x1f\x7f]", text):
        return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
    return f"'''\n{text}'''"


def renewed(text: str, name: str, goldens: dict[str, str]) -> str:
    """Give the text of a file with other goldens for one of its cases, and every other line as it was."""
    wanted = tomllib.loads(text)
    (wanted["cases"][name] if name else wanted).update(goldens)
    for lang, golden in sorted(goldens.items()):
        text = _with(text, f"cases.{name}" if name else "", lang, quoted(golden))
    assert tomllib.loads(text) == wanted, f"{name}: write its goldens by hand"
    return text


def _with(text: str, table: str, key: str, put: str) -> str:
    """Put a text in place of that of a table's key, or the key after its last one."""
    here, end = "", 0
    for found in LINE.finditer(text):
        if found["table"]:
            here = found["table"]
        if here != table:
            continue
        if found["key"] == key:
            return text[: found.start("text")] + put + text[found.end("text") :]
        if not found[0].startswith(("#", "\n")):
            end = found.end()
    return f"{text[:end]}{key} = {put}\n{text[end:]}"


def beside(case: Case) -> Iterator[str]:
    """Show what is wrong in a case beside its files and changes."""
    for made in case.make:
        said = "  ".join(
            f"{key}: {visible(str(one))}" for key, one in made.items() if key not in ("how", "path")
        )
        yield f"# {made['path']}: {made['how']}" + (f"  {said}" if said else "")
    if case.without:
        yield f"# not installed: {case.without}"
    if case.fails:
        yield f"# the disk fails: {case.fails}"


def _block(lines: Iterator[str] | list[str], language: str = "text") -> Iterator[str]:
    yield from (f"```{language}", *lines, "```")


def page() -> Iterator[str]:
    """Give the lines of docs/errors.md."""
    yield from (
        "# 错误信息 Errors",
        "",
        ("由 `python -m tests.errors_page` 根据 `ltzplan/text/errors/` 生成，请勿手改。"
        " Generated from `ltzplan/text/errors/`; do not edit. `ltz explain CODE` 显示其中一节 (shows one of them)."),
        "",
        ("读法：`文件:行:列: 错误[代号] 说明`，原文和指示位置的`^`，下一步怎么办。"
        " Read it as `file:line:column: error[code] sentence`, the line with a caret, the next step."
        " `-` `+` 表示对样例计划的改动 (`-` and `+` show what was changed in the example plan);"
        " `<U+XXXX>` 表示看不见的字符 (stands for a character that cannot be seen)."),
        "",
        ("退出码 2：没有写入任何内容，除非信息说已经存下（`ltz validate` 下为 1）。"
        " Exit code 2, nothing written unless the message says that it is stored (1 under `ltz validate`)."),
    )
    known = cases()
    for code in CODES:
        mine = [case for case in known if case.file_code == code]
        first = next(case for case in mine if case.id == code)
        yield from ("", f'<a id="{code}"></a>', "", f"## {code}", "", f"{first.about}:", "")
        yield from _block(list(input_lines(first, beside(first), first.stdout and " > /dev/full")))
        for lang in LANGS:
            yield ""
            yield from _block(visible(first.golden(lang) or "").splitlines())
        rest = [case for case in mine if case.id != code]
        if rest:
            yield from ("", f"Also in [{code}.toml](../ltzplan/text/errors/{code}.toml):", "")
            yield from (f"- {case.about}" for case in rest)


if __name__ == "__main__":
    sys.stdout.reconfigure(encoding="utf-8", newline="\n")
    sys.stdout.write("\n".join(page()) + "\n")
