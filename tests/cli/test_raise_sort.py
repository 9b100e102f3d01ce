"""Problems raised and sorted."""

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest

from tests.cli.written import JSON, Ltz, files, newest


def test_a_city_raises_and_proposes(blank: Path, wrote: Any, yes: Any) -> None:
    id = wrote(
        "--office", "north", "raise", "A1", "B1", "--text", "过境段用地未批", "--concerns", "south", "--position",
        "south=愿意配合，要指标", "--position", "北样市=按规划=执行", "--tried", "两市部门谈过两次", "--wanted-by", "2026-12-31",
        "--part", "north", "--city", "north", "--needs", "bureaus", "--date", "2026-11-20",
    )  # fmt: skip
    [said] = newest(blank, id)
    assert said | {"entered": None} == {
        "kind": "problem",
        "tasks": ["A1", "B1"],
        "parts": ["north"],
        "city": "north",
        "concerns": ["south"],
        "positions": {"south": "愿意配合，要指标", "north": "按规划=执行"},
        "tried": "两市部门谈过两次",
        "wanted_by": "2026-12-31",
        "needs": "bureaus",
        "date": "2026-11-20",
        "text": "过境段用地未批",
        "entered": None,
    }
    report = json.loads(yes("escalate", *JSON))
    assert [(one["id"], one["task"], one["days"], one["proposed_need"]) for one in report["unsorted"]] == [
        (id, "A1", 4, "bureaus")
    ]
    assert all(one["standing"] for level in report["levels"] for one in level["matters"])


def test_the_secretariat_raises_and_sorts_in_one_file(blank: Path, wrote: Any, yes: Any) -> None:
    id = wrote(
        "raise", "A1", "--text", "征地未完", "--needs", "bureaus", "--as", "用地", "--because", "两市部门能定"
    )
    [path] = files(blank)
    data = path.read_bytes()
    assert data.count(b"---\n") == 1
    assert path.stem.endswith(hashlib.sha256(data).hexdigest()[:16])
    problem, sort = newest(blank, id)
    assert (problem["kind"], sort["kind"]) == ("problem", "sort")
    assert sort["answers"] == id
    assert (sort["sort"], sort["needs"], sort["because"]) == ("land", "bureaus", "两市部门能定")
    report = json.loads(yes("escalate", *JSON))
    assert report["unsorted"] == []
    [level] = [one for one in report["levels"] if one["level"] == "vice_mayors"]
    assert [one["id"] for one in level["matters"]] == [id]
    assert yes("validate", "--strict") == ""


def test_raising_without_a_need_waits_in_the_queue(blank: Path, wrote: Any, yes: Any) -> None:
    id = wrote("raise", "A1", "--text", "难")
    assert len(newest(blank, id)) == 1
    assert [one["id"] for one in json.loads(yes("escalate", *JSON))["unsorted"]] == [id]


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("sort_needs_need", ("A1", "--text", "x", "--as", "land")),
        ("sort_needs_need", ("A1", "--text", "x", "--as", "land", "--needs", "bureaus", "--office", "north")),
        ("bad_position", ("A1", "--text", "x", "--position", "south")),
        ("unknown_id", ("A1", "--text", "x", "--concerns", "west")),
        ("unknown_id", ("A1", "--text", "x", "--needs", "everybody")),
        ("unknown_id", ("A1", "Z9", "--text", "x")),
        ("missing_argument", ("--text", "x")),
        ("unknown_record", ("A1", "--text", "x", "--follows", "A1-ffff")),
    ],
)
def test_problems_that_are_refused(blank: Path, no: Any, code: str, words: tuple[str, ...]) -> None:
    no(code, "raise", *words)


def test_a_problem_must_say_something(blank: Path, ltz: Ltz) -> None:
    done = ltz("raise", "A1")
    assert (done.code, done.out, files(blank)) == (2, "", [])
    assert "error[" in done.err


def test_sort_moves_a_problem_to_its_level(blank: Path, wrote: Any, yes: Any) -> None:
    problem = wrote("raise", "A1", "--text", "难", "--date", "2026-11-01")
    sort = wrote(
        "sort",
        problem[:7],
        "--as",
        "其他",
        "--needs",
        "省级部门",
        "--because",
        "要省里批",
        "--key",
        "--date",
        "2026-11-02",
    )
    [said] = newest(blank, sort)
    assert (said["answers"], said["sort"], said["needs"], said["key"]) == (problem, "other", "province", True)
    [matter] = [
        one
        for level in json.loads(yes("escalate", *JSON))["levels"]
        for one in level["matters"]
        if one["kind"] == "problem"
    ]
    assert (matter["id"], matter["days"], matter["needs"], matter["key"]) == (problem, 23, "province", True)
    again = wrote("sort", problem, "--as", "land", "--needs", "bureaus", "--because", "部门能定")
    assert newest(blank, again)[0]["answers"] == sort
    shown = json.loads(yes("show", problem, *JSON))
    assert (shown["state"], shown["level"]) == ("sorted", "vice_mayors")


def test_dismiss(blank: Path, wrote: Any, yes: Any, no: Any) -> None:
    problem = wrote("raise", "A1", "--text", "不涉及其他市")
    [said] = newest(blank, wrote("sort", problem, "--dismiss", "--because", "本市自己办"))
    assert said["dismissed"] is True
    assert "needs" not in said and "sort" not in said
    assert json.loads(yes("show", problem, *JSON))["state"] == "dismissed"
    assert json.loads(yes("escalate", *JSON))["unsorted"] == []
    no("impossible_move", "accept", problem)
    no("impossible_move", "sort", problem, "--as", "land", "--needs", "bureaus", "--because", "x")


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("missing_argument", ("--because", "x")),
        ("missing_argument", ("--as", "land", "--because", "x")),
        ("missing_argument", ("--needs", "bureaus", "--because", "x")),
        ("sorted_or_dismissed", ("--dismiss", "--needs", "bureaus", "--because", "x")),
        ("missing_argument", ("--as", "land", "--needs", "bureaus")),
        ("unknown_id", ("--as", "water", "--needs", "bureaus", "--because", "x")),
    ],
)
def test_sorts_that_are_refused(blank: Path, wrote: Any, no: Any, code: str, words: tuple[str, ...]) -> None:
    no(code, "sort", wrote("raise", "A1", "--text", "难"), *words)


def test_R15_a_matter_stands_with_the_vice_mayor_whose_it_is(ltz, wrote, blank) -> None:
    """Land of a road is for the vice mayor over services here, whatever the road's own field is."""
    id = wrote("raise", "A1", "--text", "Land")
    wrote("sort", id, "--as", "land", "--needs", "bureaus", "--portfolio", "民生", "--because", "Theirs")

    def field(portfolio: str) -> Any:
        return json.loads(ltz("escalate", "--level", "vice_mayors", "--portfolio", portfolio, "--format", "json").out)

    services, transport = field("services"), field("transport")
    assert [one["id"] for one in services["levels"][0]["matters"]] == [id]
    assert [one["id"] for one in services["tasks"]] == ["B1"]
    assert transport["levels"][0]["matters"] == []


def test_R16_the_sort_says_that_one_city_only_is_named(ltz, wrote, blank) -> None:
    plan = blank / "data" / "tasks.yaml"
    said = plan.read_text(encoding="utf-8").replace("area: services\n", "area: services\n    cross_region: true\n", 1)
    plan.write_text(said, encoding="utf-8")
    id = wrote("raise", "B1", "--text", "Cards", "--city", "north")
    how = ("--as", "other", "--needs", "bureaus", "--because", "Theirs", "--lang", "en")
    advice = ltz("sort", id, *how).err.partition("To add it: ltz ")[2].split("\n")[0]
    assert "one_city_above" in ltz("list", "doubts", "--format", "json").out
    assert ltz(*advice.replace("CITY", "south").split()).code == 0
    assert "one_city_above" not in ltz("list", "doubts", "--format", "json").out


def test_a_recommendation_is_due_by_an_urgency_or_by_the_end_of_a_month(ltz, wrote, blank, life) -> None:
    id = wrote("raise", "A1", "--text", "Land")
    how = ("--as", "land", "--needs", "bureaus", "--because", "Theirs", "--recommend", "Give it")
    for due, day in (("urgent", "2026-12-01"), ("next month", "2026-12-31")):
        told = ltz("sort", id, *how, "--due", due, "--lang", "en").err
        assert life(id)["recommended"]["due"] == day
    assert f"“next month” is read as its last day, {day}" in told


def test_two_words_alike_are_each_unknown(blank, ltz) -> None:
    done = ltz("raise", "A1", "--text", "x", "--concerns", "xx", "--part", "xx", "--lang", "en")
    assert [word in done.err for word in ("no city “xx”", "no part “xx”")] == [True, True], done.err
