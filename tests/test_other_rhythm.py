"""A plan whose periods are no months or quarters: two months to a dispatch, half years of its own to a report."""

import pytest

from ltzplan.views.names import Names
from tests.build import plan
from tests.test_bare_plan import PLAN

EVERY = "rhythm: {work: {dispatch: 2 months}, reports: {every: {on: [03-31, 09-30]}, of: next_month, due_day: 10}}"
LEVELS = "levels: [{id: low, name: Low}, {id: high, name: High}]"


@pytest.fixture
def town(tmp_path, monkeypatch, ltz):
    (tmp_path / "data").mkdir()
    said = PLAN.replace("rhythm: null", EVERY).replace("levels: []", LEVELS)
    (tmp_path / "data" / "tasks.yaml").write_text(said, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LTZ_NOW", "2026-11-20T09:00:00+01:00")
    return tmp_path / "data" / "tasks.yaml"


@pytest.mark.parametrize(
    ("lang", "report", "dispatch"),
    [
        ("en", "2026-04-01 to 2026-09-30", "Jan-Feb 2025"),
        ("zh", "2026年4月1日至2026年9月30日", "2025年1-2月"),
    ],
)
def test_periods_are_named_as_the_language_says_them(town, ltz, lang, report, dispatch):
    for words in (("status",), ("show", "C1")):
        assert report in ltz(*words, "--lang", lang).out
    assert dispatch in ltz("todo", "--lang", lang).out
    assert ltz("validate").code == 0


def test_a_period_is_typed_by_the_name_that_the_calendar_gives_it(town, ltz):
    assert "2026-09--2026-10" in ltz("calendar").out
    assert "Sep-Oct 2026" in ltz("paper", "summary", "--period", "2026-09--2026-10", "--lang", "en").out
    assert ltz("paper", "summary", "--period", "2026-09--2026-11").code == 2
    held = ("session", "--level", "high", "--form", "meeting", "--because", "Ill", "--text", "Held", "--merges")
    assert [ltz(*held, one).code for one in ("2026-09", "2026-09--2026-10")] == [2, 0]


def test_what_is_no_cycle_is_told(town, ltz):
    town.write_text(town.read_text(encoding="utf-8").replace("2 months", "5 months"), encoding="utf-8")
    done = ltz("validate", "--lang", "en")
    assert done.code == 1
    assert "{on: [03-31, 09-30]}" in done.err + done.out


@pytest.mark.parametrize(
    ("label", "en", "zh"),
    [
        ("2023-02", "2023-02", "2023-02"), ("2023Q2", "Q2 2023", "2023年二季度"), ("2023H2", "H2 2023", "2023年下半年"), ("2023", "2023", "2023年"),
        ("2023-01--2023-02", "Jan-Feb 2023", "2023年1-2月"), ("2022-01--2023-12", "2022-2023", "2022-2023年"),
    ],
)  # fmt: skip
def test_every_period_has_a_name_in_a_sentence(label, en, zh):
    assert [Names(plan(), lang).period(label) for lang in ("en", "zh")] == [en, zh]
