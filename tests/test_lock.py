"""The lock is whole: whatever is asked for by what it installs stands in it, so nothing need be looked up.

What a distribution asks for is read from its own metadata, with the extras asked of it, for every system and
Python that the CI has. What the lock holds for other systems only is not installed here; what that asks for
cannot be told.
"""

import re
import tomllib
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from importlib.metadata import PackageNotFoundError, distribution
from importlib.util import find_spec
from itertools import product
from pathlib import Path

import pytest
from packaging.markers import default_environment
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parent.parent
LOCKS = {"requirements.txt": "build", "requirements-dev.txt": "dev", "requirements-browser.txt": "browser"}
KNOWN = [one for one in LOCKS if one != "requirements-browser.txt" or find_spec("playwright")]
"""Those of which all is installed: what is not tells nothing of what it asks for."""
SYSTEMS = {
    "linux": {"sys_platform": "linux", "platform_system": "Linux", "os_name": "posix"},
    "darwin": {"sys_platform": "darwin", "platform_system": "Darwin", "os_name": "posix"},
    "win32": {"sys_platform": "win32", "platform_system": "Windows", "os_name": "nt"},
}
MACHINES = [
    pytest.param(SYSTEMS[system] | {"python_version": python, "python_full_version": f"{python}.0"}, id=f"{system}-{python}")
    for system, python in product(SYSTEMS, ("3.11", "3.12", "3.13", "3.14"))
]


def locked(text: str) -> dict[str, Requirement]:
    """Give the requirements of a lock by name, without their hashes."""
    lines = re.findall(r"^[a-z][^\\\n]*", text, re.MULTILINE)
    return {canonicalize_name(one.name): one for one in map(Requirement, lines)}


def asked_for(group: str) -> list[Requirement]:
    """Give what the project itself asks for: its dependencies and those of a group."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    groups = project["dependency-groups"]

    def of(name: str) -> Iterator[str]:
        for one in groups[name]:
            yield from of(one["include-group"]) if isinstance(one, dict) else [one]

    return [Requirement(one) for one in (*project["project"]["dependencies"], *of(group))]


@cache
def installed(name: str) -> list[Requirement]:
    """Give what an installed distribution asks for; nothing where it is not installed here."""
    try:
        return [Requirement(one) for one in distribution(name).requires or ()]
    except PackageNotFoundError:
        return []


def missing(
    lock: Mapping[str, Requirement], roots: list[Requirement], machine: Mapping[str, str],
    asks: Callable[[str], list[Requirement]] = installed,
) -> set[str]:
    """Give what is asked for, directly or by what is, and does not stand in the lock for that machine."""
    here = default_environment() | machine
    def holds(one, extra=""):
        return one.marker is None or one.marker.evaluate(here | {"extra": extra})
    found, seen, todo = set(), set(), [one for one in roots if holds(one)]
    while todo:
        one = todo.pop()
        name = canonicalize_name(one.name)
        pin = lock.get(name)
        version = next(iter(pin.specifier)).version if pin and holds(pin) else None
        if version is None or not one.specifier.contains(version, prereleases=True):
            found.add(name)
        for extra in {"", *one.extras} - {known for at, known in seen if at == name}:
            seen.add((name, extra))
            todo += [more for more in asks(name) if holds(more, extra)]
    return found


@pytest.fixture(autouse=True)
def as_locked() -> None:
    """Where something else is installed, its metadata say nothing about the lock."""
    other = []
    for name, pin in locked((ROOT / "requirements-dev.txt").read_text()).items():
        try:
            if not pin.specifier.contains(distribution(name).version):
                other.append(name)
        except PackageNotFoundError:
            pass
    if other:
        pytest.skip(f"not installed from the lock: {', '.join(other)}")


@pytest.mark.parametrize("machine", MACHINES)
@pytest.mark.parametrize("name", LOCKS)
def test_whatever_is_asked_for_is_locked(name: str, machine: dict[str, str]) -> None:
    lock = locked((ROOT / name).read_text(encoding="utf-8"))
    assert missing(lock, asked_for(LOCKS[name]), machine) == set()


@pytest.mark.parametrize("name", KNOWN)
def test_a_line_that_is_taken_out_of_the_lock_is_missed(name: str) -> None:
    """So every line is asked for by something, on one machine or another."""
    text = (ROOT / name).read_text(encoding="utf-8")
    blocks = re.split(r"^(?=[a-z])", text, flags=re.MULTILINE)
    assert len(blocks) > 20
    for block in blocks:
        rest = locked(text.replace(block, ""))
        taken = set(locked(text)) - set(rest)
        said = [missing(rest, asked_for(LOCKS[name]), one.values[0]) for one in MACHINES]
        assert set().union(*said) == taken, block.splitlines()[0]


def test_an_extra_is_followed_and_a_version_compared() -> None:
    asks = {"top": ["base[toml]>=2"], "base": ["tomli>=1; extra == 'toml'", "docs; extra == 'doc'"]}
    lock = locked("top==1 \\\n    --hash=sha256:0\nbase==2.1\n")
    def known(name):
        return [Requirement(one) for one in asks.get(name, ())]
    assert missing(lock, [Requirement("top")], {}, known) == {"tomli"}
    assert missing(locked("top==1\nbase==1.9\ntomli==1\n"), [Requirement("top")], {}, known) == {"base"}


@pytest.mark.parametrize("path", ["Makefile", ".github/workflows/ci.yml", ".ci/run", "CONTRIBUTING.md"])
def test_the_lock_is_installed_in_one_way(path: str) -> None:
    """With `--no-deps`: else pip looks a requirement with an extra up anew, and finds what is newest that day."""
    for line in (ROOT / path).read_text(encoding="utf-8").splitlines():
        if "--require-hashes" in line or re.search(r"pip.* -r ", line):
            assert path == "Makefile" and line.startswith("LOCKED := $(INSTALL) "), line
    assert path != "Makefile" or "INSTALL := $(PIP) install --quiet --no-deps\n" in (ROOT / path).read_text()
