"""What a report may carry beside a percent: a count of what the target counts, and notes of kinds of the plan."""

import json

import pytest

PLAN = """\
plan: {format: 1, id: town, name: Town plan, signed: 2025-01-15, ends: 2027-12-31, time_zone: Europe/Oslo, language: en}
measures: {loans: {name: Loans, may_exceed: true}, works: {name: Works}}
note_kinds: {challenge: {name: {en: Challenge, zh: 困难}}, step: {name: {en: Next step, zh: 下一步}}}
tasks:
  - {id: C1, name: Street lights}
  - {id: C2, name: Schools, target: {en: Twelve schools, due: 2027-12-31, count: {of: 12, what: {en: schools, zh: 个}}}}
  - id: C3
    name: Wells
    target: {en: Forty wells, due: 2027-12-31, count: {of: 40, what: {en: wells, zh: 口}}}
    parts: {north: {en: North, target: {en: Ten wells, due: 2026-12-31, count: {of: 10, what: {en: wells, zh: 口}}}}, south: {en: South}}
"""


@pytest.fixture
def town(workspace_of, tmp_path):
    workspace_of(PLAN, "2026-11-20T09:00:00+01:00")
    return tmp_path


def test_a_count_is_shown_where_no_percent_is_and_makes_none(town, ltz):
    assert ltz("update", "C2", "--count", "5", "--date", "2026-11-01").code == 0
    for words, said in (("status", "5/12 schools (2026-11-01)"), ("show C2", "5/12 schools (2026-11-01)"), ("log C2", "5/12 schools")):
        assert said in ltz(*words.split(), "--lang", "en").out, words
    assert "5/12个" in ltz("log", "C2", "--lang", "zh").out
    row = json.loads(ltz("status", "--format", "json").out)["tasks"][0]
    assert (row["count"], row["counted_on"], row["percent"]) == ({"done": 5, "total": 12}, "2026-11-01", None)
    [file] = (town / "data" / "records").rglob("*.yaml")
    assert 'count: {"done": 5, "total": 12}\n' in file.read_text(encoding="utf-8")
    assert "5/12" in ltz("status", "--format", "csv").out
    assert ltz("validate").code == 0


def test_a_count_without_its_whole_is_of_as_many_as_the_last(town, ltz):
    counts = ("3", "3/7", "4")
    for count in counts:
        assert ltz("update", "C1", "--count", count).code == 0
    rows = json.loads(ltz("status", "--format", "json").out)["tasks"]
    assert [row["count"] for row in rows if row["id"] == "C1"] == [{"done": 4, "total": 7}]


def test_a_count_of_a_part_is_of_what_that_part_promises_and_stands_in_its_row(town, ltz):
    """What is counted of a part counts neither for the whole nor by as many as the whole promises."""
    for words in ("North --count 4", "South --count 3", "South --count 5/9", "South --count 6"):
        part, *said = words.split()
        assert ltz("update", "C3", "--part", part, *said).code == 0
    row = next(one for one in json.loads(ltz("status", "--format", "json").out)["tasks"] if one["id"] == "C3")
    assert row["count"] is None
    assert [(one["part"], one["count"]) for one in row["parts"]] == [("north", {"done": 4, "total": 10}), ("south", {"done": 6, "total": 9})]
    shown = ltz("show", "C3", "--lang", "en").out
    assert "4/10 wells (2026-11-20)" in shown and "6/9 (2026-11-20)" in shown


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("--count 13", 2), ("--count 13 --measure works", 2), ("--count 13 --measure loans", 0), ("--count 12", 0), ("--count 5/", 2),
        ("--percent 101 --measure works", 2), ("--percent 101 --measure loans", 0), ("--count 5 --nil", 2),
    ],
)  # fmt: skip
def test_only_what_may_exceed_the_whole_does(town, ltz, words, code):
    assert ltz("update", "C2", *words.split()).code == code


def test_notes_are_shown_by_their_kind_and_sought_by_it(town, ltz):
    notes = ("--note", "Challenge=No money", "--note", "step：Ask")
    assert ltz("update", "C2", *notes, "--nil").code == ltz("update", "C1", "--text", "Lit").code == 0
    for words in (("show", "C2"), ("log", "--note", "challenge")):
        assert "困难：No money；下一步：Ask" in ltz(*words, "--lang", "zh").out
    told = json.loads(ltz("log", "--note", "下一步", "--format", "json").out)["log"]
    assert [one["said"]["notes"] for one in told] == [{"challenge": "No money", "step": "Ask"}]
    assert "Challenge: No money; Next step: Ask" in ltz("log", "--format", "csv", "--lang", "en").out
    assert ltz("validate").code == 0


def test_a_correction_takes_notes_off_and_an_unknown_kind_is_told(town, ltz):
    id = ltz("update", "C2", "--note", "step=Ask", "--text", "Five").out.strip()
    assert ltz("update", "C2", "--replaces", id, "--note", "-").code == 0
    [kept] = [one for one in json.loads(ltz("log", "--format", "json").out)["log"] if one["effect"] == "in_force"]
    assert (kept["said"]["text"], kept["said"]["notes"]) == ("Five", {})
    for note in ("wish=Money", "step", "step="):
        assert ltz("update", "C2", "--note", note).code == 2
