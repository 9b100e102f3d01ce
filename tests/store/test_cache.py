"""The cache: what it remembers changes nothing but the time."""

import shutil
from pathlib import Path

import pytest

from ltzplan.store.workspace import load

DATA = Path(__file__).parents[2] / "data"


@pytest.fixture
def data(tmp_path):
    shutil.copytree(DATA, tmp_path / "data")
    return tmp_path / "data"


def both(data, cache):
    cold, issues = load(data, cache=cache)
    assert not issues
    warm, issues = load(data, cache=cache)
    assert not issues
    return cold, warm


def test_warm_equals_cold(data, tmp_path):
    """The plan and every record come back as they were checked."""
    cold, warm = both(data, tmp_path / "cache")
    assert warm.plan == cold.plan
    assert warm.entries == cold.entries


def test_a_warm_read_loads_neither_pydantic_nor_yaml(data, tmp_path):
    """That is what the cache is for."""
    import subprocess
    import sys

    code = (
        "import sys; from pathlib import Path; from ltzplan.store.workspace import load\n"
        "space, _ = load(Path(sys.argv[1]), cache=Path(sys.argv[2]))\n"
        "print(len(space.entries), 'pydantic' in sys.modules, 'yaml' in sys.modules)"
    )
    run = [sys.executable, "-c", code, str(data), str(tmp_path / "cache")]
    said = [subprocess.run(run, capture_output=True, text=True, check=True).stdout.split() for _ in range(2)]
    assert said == [["77", "True", "True"], ["77", "False", "False"]]


def test_a_changed_plan_is_read_anew(data, tmp_path):
    """The key is the plan file's content."""
    both(data, tmp_path / "cache")
    plan = data / "tasks.yaml"
    plan.write_bytes(plan.read_bytes().replace(b"id: czt-2019", b"id: czt-2020"))
    space, _ = load(data, cache=tmp_path / "cache")
    assert space.plan.header.id == "czt-2020"


def test_an_edited_record_is_found_all_the_same(data, tmp_path):
    """A digest that was sound says nothing of other bytes."""
    both(data, tmp_path / "cache")
    record = next((data / "records").rglob("*-T1-update-*.yaml"))
    record.write_bytes(record.read_bytes() + b" ")
    space, issues = load(data, cache=tmp_path / "cache")
    assert space is None
    assert [issue.code for issue in issues] == ["record_edited"]


@pytest.mark.parametrize("held", [b"", b"{", b"[]", b'{"key": 1}', b"\xff", b'{"key": "x", "plan": {}}'])
def test_a_spoilt_cache_is_no_cache(data, tmp_path, held):
    """It is derived, and may be lost at any time."""
    cold, _ = both(data, tmp_path / "cache")
    [file] = (tmp_path / "cache").iterdir()
    file.write_bytes(held)
    space, issues = load(data, cache=tmp_path / "cache")
    assert not issues
    assert space.plan == cold.plan


def test_where_nothing_can_be_kept_nothing_is_lost(data, tmp_path):
    """A cache folder that cannot be made is passed over."""
    (tmp_path / "cache").write_text("a file")
    space, issues = load(data, cache=tmp_path / "cache" / "below")
    assert space
    assert not issues
