"""Bad input: every case of ltzplan/text/errors says what is wrong, in both languages, and nothing is written."""

import errno
import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from ltzplan.store.files import Disk
from ltzplan.store.workspace import BLANK
from ltzplan.store.yaml import HIDDEN
from tests.build import ROOT
from tests.errors_page import CODES, FOLDER, LANGS, Case, cases, cases_of, page, renewed
from tests.errors_recipes import make

REAL = (
    "syntax", "hidden_character/escape_in_command", "unknown_verb", "not_a_file/fifo", "too_deep/hundred_thousand",
    "too_large",
)  # fmt: skip
"""The cases that are also run through a real process."""
CASES = cases()


def fail(patch: pytest.MonkeyPatch, call: str, at: int) -> None:
    """Make a call of the disk fail: the first that is made after so many others."""
    sound, done = getattr(Disk, call), []

    def once(self: Disk, *given: Any) -> Any:
        done.append(call)
        if len(done) == at:
            raise OSError(errno.EACCES, os.strerror(errno.EACCES))
        return sound(self, *given)

    patch.setattr(Disk, call, once)


def snapshot(space: Path) -> dict[str, str]:
    """Give everything below a folder: names, kinds and bytes."""
    found = {}
    for path in sorted(space.rglob("*")):
        stat = path.lstat()
        small = path.is_file() and not path.is_symlink() and stat.st_size < 2**20 and os.access(path, os.R_OK)
        told = sha256(path.read_bytes()).hexdigest() if small else ""
        found[path.relative_to(space).as_posix()] = f"{stat.st_mode:o} {stat.st_size} {told}"
    return found


def words(line: str) -> list[str]:
    """Split a command line as a shell does."""
    return shlex.split(line)


def told(text: str, space: Path) -> str:
    """Give an output without what differs by machine: the place of the workspace, system errors."""
    text = text.replace(f"{space}{os.sep}", "").replace(str(space), ".")
    if os.sep != "/":  # the place that a line starts with
        text = re.sub(r"(?m)^[^ :\n][^:\n]*", lambda found: found[0].replace(os.sep, "/"), text)
    for code in ("ENOSPC", "ENOTDIR", "ENAMETOOLONG", "EACCES", "ELOOP", "EPERM"):
        text = text.replace(os.strerror(getattr(errno, code)), f"({code})")
    return text


# -- every case


@pytest.fixture
def space(tmp_path: Path) -> Path:
    """Give a small sound workspace."""
    made = tmp_path / "workspace"
    (made / "data").mkdir(parents=True)
    shutil.copyfile(BLANK, made / "data" / "tasks.yaml")
    return made


@pytest.fixture
def told_by(
    space: Path, ltz: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> Iterator[Callable[..., tuple[int, str, str]]]:
    """Give a function that runs a command line in the workspace: exit code, stdout, stderr."""

    def run(
        line: str,
        lang: str = "en",
        env: dict[str, str] | None = None,
        cwd: Path = space,
        **where: Any,
    ) -> tuple[int, str, str]:
        for name, value in ({"LTZ_LANG": lang, "LTZ_OFFICE": "north"} | (env or {})).items():
            monkeypatch.setenv(name, value)
        monkeypatch.chdir(cwd)
        done = ltz(*words(line), **where)
        return done.code, told(done.out, space), told(done.err, space)

    yield run
    for path in (space, *space.rglob("*")):
        if path.is_dir() and not path.is_symlink() and not os.access(path, os.W_OK):
            path.chmod(0o700)


def permissions_hold(folder: Path) -> bool:
    """Tell whether taking a right away stops us; root it does not."""
    probe = folder / "probe"
    probe.touch()
    probe.chmod(0)
    held = not os.access(probe, os.R_OK)
    probe.unlink()
    return held


def sound(out: str) -> None:
    """Check what holds for every message: no traceback, nothing that a terminal would obey."""
    assert "Traceback" not in out
    assert not re.search(r"\{\w*\}", out.replace("{}", "")), "a parameter was not filled in"
    odd = re.search(HIDDEN, out)
    assert odd is None, f"U+{ord(odd[0]):04X} is printed raw"


@pytest.mark.parametrize("case", [pytest.param(case, id=case.id) for case in CASES])
def test_case(
    case: Case, space: Path, told_by: Callable[..., tuple[int, str, str]], request: pytest.FixtureRequest
) -> None:
    """A bad input gives its code, its words in both languages and its exit code, and nothing is written."""
    if "root" in case.skip and not permissions_hold(space.parent):
        pytest.skip("permissions do not stop root")
    if "windows" in case.skip and os.name == "nt":
        pytest.skip("no such thing on Windows")
    if case.bug:
        request.applymarker(pytest.mark.xfail(reason=case.bug, strict=True))
    for line in case.before:
        code, _, err = told_by(line, env=case.env)
        assert code == 0, err
    make(case, space)
    elsewhere = space.parent / "elsewhere"
    elsewhere.mkdir()
    cwd = space if case.place else elsewhere
    held = snapshot(space.parent)
    given = {}
    for lang in LANGS:
        with pytest.MonkeyPatch.context() as patch:
            if case.fails:
                call, at = case.fails.split()
                fail(patch, call, int(at))
            if case.without:
                patch.setitem(sys.modules, case.without, None)
            where = {"full": {"full": True}, "screen": {"columns": 80}, "": {}}[case.stdout]
            given[lang] = told_by(case.run or "status", lang=lang, env=case.env, cwd=cwd, **where)
        for path in space.rglob("*.yaml") if case.fails or case.stdout else ():  # what was stored all the same
            if path.relative_to(space.parent).as_posix() not in held:
                path.unlink()
    if request.config.getoption("--update-goldens"):
        new = {lang: out + err for lang, (code, out, err) in given.items() if code != 70}
        text = renewed(case.file.read_text(encoding="utf-8"), case.name, new)
        case.file.write_text(text, encoding="utf-8", newline="\n")
        case = next(one for one in cases_of(case.file) if one.name == case.name)
    said = {}
    for lang, (code, out, err) in given.items():
        assert code != 70, err
        checks = (case.run or "").startswith("validate")
        expected = case.exit if case.exit is not None else 1 if checks else 2
        assert code == expected, out + err
        assert checks or expected == 0 or case.fails or out == ""
        said[lang] = out + err
        if case.expected:
            assert f"[{case.expected}]" in said[lang], said[lang]
        if case.run is None and lang == "zh":
            assert told_by("validate", lang=lang, env=case.env)[:2] == (1, err)
    if case.run is None and case.id == case.file_code:
        assert told_by('update A1 --text "x"', env=case.env)[::2] == (2, said["en"])
    assert snapshot(space.parent) == held, "something was written"
    for lang, text in said.items():
        golden = case.golden(lang)
        assert golden is not None, f"no golden; pytest --update-goldens writes it:\n{text}"
        assert text == golden
        sound(text)


# -- the catalogue as a whole


def test_every_code_has_a_file_and_every_file_a_code() -> None:
    """No message without a case, no case without a message; nothing else lies there."""
    assert {case.id for case in CASES if not case.name} == set(CODES)
    assert {one.name for one in FOLDER.iterdir()} == {f"{code}.toml" for code in CODES}


@pytest.mark.parametrize("file", sorted(FOLDER.glob("*.toml")), ids=lambda file: file.stem)
def test_the_same_goldens_leave_a_file_as_it_is(file: Path) -> None:
    """Where no message changed, --update-goldens changes no byte."""
    text = file.read_bytes().decode("utf-8")
    for case in cases_of(file):
        known = {lang: case.golden(lang) for lang in LANGS}
        assert None not in known.values(), f"{case.id} has no golden"
        assert renewed(text, case.name, known) == text


def test_the_page_is_up_to_date() -> None:
    """docs/errors.md is what `python -m tests.errors_page` prints."""
    assert (ROOT / "docs" / "errors.md").read_text(encoding="utf-8") == "\n".join(page()) + "\n"


FILE = r"""# every message of it
about = "none"  # no more
put = <<<
[cases.other]
en = "not mine"
<<<
en = "old"  # one line
before = [
    "a # \"",  # an array
]
# of the change
[[change]]
en = "not mine"

[cases.other]
zh = <<<
old
en = "not mine"
<<<  # with an end
en = <<<
old
<<<

[cases.other.files]
en = "not mine"
""".replace("<<<", "'''")


def test_new_goldens_change_nothing_else_in_a_file() -> None:
    """Comments, order, texts that look like keys and tables of the same keys stay."""
    new = renewed(FILE, "other", {"zh": "new\n", "en": ""})
    assert new == FILE.replace('old\nen = "not mine"\n', "new\n").replace("'''\nold\n'''\n", "'''\n'''\n")
    new = renewed(FILE, "", {"en": "new\n", "zh": "新\n"})
    assert new == FILE.replace('"old"', "'''\nnew\n'''").replace("\n]\n", "\n]\nzh = '''\n新\n'''\n")


@pytest.mark.parametrize("text", ["a'''b\n", "a'", "a\r\n", '\x1b\x7f\\"', '\n\na""" \\ \n', "", "\n"])
def test_any_text_can_be_a_golden(text: str) -> None:
    """What TOML does not take as it stands is escaped, and can be written over again."""
    new = renewed(FILE, "other", {"en": text})
    assert renewed(new, "other", {"en": "old\n"}) == FILE


# -- through a real process


@pytest.mark.parametrize("id", REAL)
def test_a_real_process_says_the_same(id: str, space: Path) -> None:
    """The program itself leaves with the same code and words, and with no traceback."""
    case = next(one for one in CASES if one.id == id)
    if "windows" in case.skip and os.name == "nt":
        pytest.skip("no such thing on Windows")
    make(case, space)
    env = dict(os.environ) | {"LTZ_LANG": "zh", "LTZ_OFFICE": "north", "PYTHONUTF8": "1"} | case.env
    env["PYTHONPATH"] = os.pathsep.join(filter(None, (str(ROOT), os.environ.get("PYTHONPATH"))))
    held = snapshot(space)
    done = subprocess.run(
        [sys.executable, "-m", "ltzplan", *words(case.run or "status")],
        cwd=space, env=env, capture_output=True, encoding="utf-8", check=False, timeout=60, stdin=subprocess.DEVNULL,
    )  # fmt: skip
    assert (done.returncode, done.stdout) == (2, "")
    assert told(done.stderr, space) == case.golden("zh")
    assert snapshot(space) == held


@pytest.mark.skipif(os.name == "nt", reason="Windows gives text, not bytes")
@pytest.mark.parametrize(
    "line",
    [
        ("show", b"A\xff"),
        pytest.param(("update", "A1", "--text", b"\xff\xfe")),
        (b"\xff",),
        ("--data", b"\xff", "status"),
    ],
)
def test_bytes_that_are_no_text_on_the_command_line(line: tuple[str | bytes, ...], space: Path) -> None:
    """What the terminal sends in another encoding is refused in words."""
    env = dict(os.environ) | {"LTZ_LANG": "zh", "LTZ_OFFICE": "north", "PYTHONUTF8": "1"}
    env["PYTHONPATH"] = os.pathsep.join(filter(None, (str(ROOT), os.environ.get("PYTHONPATH"))))
    held = snapshot(space)
    command = [sys.executable, "-m", "ltzplan", *line]
    done = subprocess.run(command, cwd=space, env=env, capture_output=True, check=False, timeout=60)
    assert (done.returncode, done.stdout) == (2, b"")
    said = done.stderr.decode("utf-8")
    assert "错误[" in said
    sound(said)
    assert snapshot(space) == held
