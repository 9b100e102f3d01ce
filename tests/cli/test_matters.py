"""What people see of orders, petitions, adjustments and sessions: goldens of a year of them, in both languages."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from ltzplan.store.workspace import BLANK
from ltzplan.views.layout import columns
from tests.conftest import NOW, run

Ltz = Callable[..., Any]
See = Callable[..., str]
LANGS = ("zh", "en")
FACTS = Path(__file__).parents[1] / "facts" / "orders.yaml"
RULE = "  - {ground: overdue, rests_on: local}\n"


@pytest.fixture(scope="module")
def year(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example plan with key orders supervised and a year of orders, as three offices left it."""
    folder = tmp_path_factory.mktemp("year")
    (folder / "data").mkdir()
    plan = BLANK.read_text(encoding="utf-8").replace(RULE, RULE.replace("overdue", "key") + RULE, 1)
    (folder / "data" / "tasks.yaml").write_text(plan, encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("LTZ_NOW", NOW)
        patch.setenv("GIT_AUTHOR_NAME", "tester")
        patch.setenv("HOME", str(folder))
        done = run("--office", "secretariat", "--data", str(folder / "data"), "--lang", "en", "import", str(FACTS))
    assert (done.code, done.err) == (0, "34 imported, 0 already there\n")
    return folder


@pytest.fixture
def see(year: Path, ltz: Ltz, monkeypatch: pytest.MonkeyPatch) -> See:
    """Give a function that gives what a reading verb prints on 2026-10-31."""
    monkeypatch.chdir(year)

    def show(*words: str, columns: int | None = None) -> str:
        done = ltz(*words, "--as-of", "2026-10-31", columns=columns)
        assert (done.code, done.err) == (0, "")
        return str(done.out)

    return show


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("words", [("escalate",), ("status",)], ids=" ".join)
@pytest.mark.parametrize("width", [60, 80, 120, None], ids=["60", "80", "120", "pipe"])
def test_goldens(
    see: See, golden: Callable[[str, str], None], words: tuple[str, ...], lang: str, width: int | None
) -> None:
    golden(f"{'-'.join(words)}-{lang}-{width or 'pipe'}.txt", see(*words, "--lang", lang, columns=width))


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("verb", ["show", "why", "log"])
@pytest.mark.parametrize("number", [1, 3, 4])
def test_goldens_of_a_matter(
    see: See, golden: Callable[[str, str], None], verb: str, number: int, lang: str
) -> None:
    """An order's number stands for its problem: returned and late, waiting for the province, answered in time."""
    golden(f"{verb}-{number}-{lang}-80.txt", see(verb, f"〔2026〕{number}号", "--lang", lang, columns=80))


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("task", ["A1", "A2"])
def test_goldens_of_an_adjusted_task(see: See, golden: Callable[[str, str], None], task: str, lang: str) -> None:
    golden(f"show-{task}-{lang}-80.txt", see("show", task, "--lang", lang, columns=80))


@pytest.mark.parametrize("lang", LANGS)
def test_goldens_of_records(see: See, golden: Callable[[str, str], None], lang: str) -> None:
    """An order, the session that it came from, and a return with a new date, each by the digits in its id."""
    life = json.loads(see("show", "〔2026〕1号", "--format", "json"))
    order = json.loads(see("show", life["order"], "--format", "json"))
    back = next(one["record"] for one in life["moves"] if one["move"] == "return")
    for name, id in (("order", life["order"]), ("session", order["record"]["session"]), ("return", back)):
        golden(f"show-{name}-{lang}-80.txt", see("show", id.rpartition("-")[2], "--lang", lang, columns=80))


@pytest.mark.parametrize("lang", LANGS)
def test_nothing_is_wider_than_the_screen(see: See, lang: str) -> None:
    for words in (("escalate",), ("status",), ("show", "A1"), ("log",), *((v, "〔2026〕1号") for v in ("show", "why", "log"))):
        for width in (60, 80, 120):
            lines = see(*words, "--lang", lang, columns=width).splitlines()
            assert max(map(columns, lines)) <= width, (words, width)


def test_a_matter_is_found_by_the_number_of_its_order_or_the_id_of_a_move(see: See) -> None:
    life = json.loads(see("show", "〔2026〕1号", "--format", "json"))
    assert json.loads(see("show", life["order"][:9], "--format", "json"))["problems"] == [life["id"]]
    assert json.loads(see("why", life["moves"][-1]["record"], "--format", "json"))["id"] == life["id"]
    assert json.loads(see("log", "〔2026〕1号", "--format", "json"))["id"] == life["id"]


def test_a_unit_that_waits_is_not_blamed(see: See) -> None:
    """While a higher authority is asked, nothing is said of units or of days late."""
    [row] = [line for line in see("escalate", "--lang", "en").splitlines() if "Left out" in line]
    assert "waiting for the higher authority" in row
    assert "South Lands" not in row and "late" not in row


@pytest.mark.parametrize("level", ["vice_mayors", "mayors", "lead_unit"])
def test_one_level_sees_only_its_own(see: See, level: str) -> None:
    out = see("escalate", "--level", level, "--lang", "en")
    assert ("Papers for the land" in out) == (level != "lead_unit")
    assert ("to order" in out, "Left out" in out) == (False, level == "mayors")
