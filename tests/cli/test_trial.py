"""`ltz diff` and `ltz why --under` as they are typed."""

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jsonschema
import pytest

Ltz = Callable[..., Any]
AS_OF = ("--as-of", "2021-04-10")
JSON = ("--format", "json")


@pytest.fixture
def trial(shipped: Path) -> Path:
    """The shipped plan, its percents never too old, and one with a stricter light beside it."""
    text = (shipped / "data" / "tasks.yaml").read_text(encoding="utf-8")
    assert text.count("percent_fresh_for: 1, ") == 1
    text = "".join(line for line in text.replace("percent_fresh_for: 1, ", "").splitlines(keepends=True) if "percent_date" not in line)
    (shipped / "data" / "tasks.yaml").write_text(text, encoding="utf-8")
    assert text.count("{points_behind: 10}") == 1
    (shipped / "trial.yaml").write_text(text.replace("{points_behind: 10}", "{points_behind: 3}"), encoding="utf-8")
    return shipped


def yes(ltz: Ltz, *words: str) -> str:
    done = ltz(*words)
    assert (done.code, done.err) == (0, "")
    return str(done.out)


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("width", [80, None], ids=["80", "pipe"])
def test_goldens(trial: Path, ltz: Ltz, golden: Callable[[str, str], None], lang: str, width: int | None) -> None:
    done = ltz("diff", "trial.yaml", "--over", "2020", *AS_OF, "--lang", lang, columns=width)
    assert (done.code, done.err) == (0, "")
    golden(f"diff-{lang}-{width or 'pipe'}.txt", done.out)


def test_against_itself_nothing(trial: Path, ltz: Ltz) -> None:
    found = json.loads(yes(ltz, "diff", "data/tasks.yaml", *AS_OF, *JSON))
    assert (found["over"], found["changes"]) == ("2019-11-10..2020-12-31", [])
    assert "No difference" in yes(ltz, "diff", "data/tasks.yaml", *AS_OF)


def test_a_row_reproduces_with_why(trial: Path, ltz: Ltz) -> None:
    """The day of a row, asked under the one plan and the other."""
    found = json.loads(yes(ltz, "diff", "trial.yaml", "--over", "2020-10", *AS_OF, *JSON))
    [row] = found["changes"]
    assert (row["id"], row["what"]) == ("T1", "light")
    asked = ("why", row["id"], "--as-of", row["since"], *JSON)
    assert json.loads(yes(ltz, *asked))["light"] == row["ours"]
    assert json.loads(yes(ltz, *asked, "--under", "trial.yaml"))["light"] == row["other"]


def test_json_is_as_its_schema_says_and_csv_has_the_same(trial: Path, ltz: Ltz) -> None:
    schema = json.loads(yes(ltz, "validate", "--schema", "diff"))
    found = json.loads(yes(ltz, "diff", "trial.yaml", *AS_OF, *JSON))
    jsonschema.validate(found, schema, jsonschema.Draft202012Validator)
    rows = list(csv.DictReader(io.StringIO(yes(ltz, "diff", "trial.yaml", *AS_OF, "--format", "csv", "--raw"))))
    assert [(row["id"], row["since"], row["earlier"], row["later"]) for row in rows] == [
        (one["id"], one["since"], str(one["earlier"]), "") for one in found["changes"]
    ]
    assert yes(ltz, "diff", "trial.yaml", *AS_OF, "--format", "md").count("| T1 |") == len(rows)


def test_later_and_never(trial: Path, ltz: Ltz) -> None:
    """The stricter plan in force, the other on trial; and a light that does not come at all."""
    (trial / "data" / "tasks.yaml").rename(trial / "old.yaml")
    (trial / "trial.yaml").rename(trial / "data" / "tasks.yaml")
    words = ("old.yaml", "--over", "2020", *AS_OF)
    assert "29d later" in yes(ltz, "diff", *words)
    assert "晚29天" in yes(ltz, "diff", *words, "--lang", "zh")


def test_a_plan_that_is_none(trial: Path, ltz: Ltz) -> None:
    """The other plan goes through the same door; its errors name its own file."""
    (trial / "trial.yaml").write_text("plan: {}", encoding="utf-8")
    for words in (("diff", "trial.yaml"), ("why", "T1", "--under", "trial.yaml")):
        done = ltz(*words)
        assert (done.code, done.out) == (2, "")
        assert "trial.yaml:1" in done.err
    assert "[bad_date]" in ltz("diff", "data/tasks.yaml", "--over", "2020-13").err
    assert "[file_missing]" in ltz("diff", "nowhere.yaml").err


def test_a_plan_whose_levels_are_wrong(trial: Path, ltz: Ltz) -> None:
    """What the checks find in the plan on trial is said with its place, and nothing of the records."""
    text = (trial / "trial.yaml").read_text(encoding="utf-8")
    (trial / "trial.yaml").write_text(text.replace("needs: own_unit\n", "needs: own\n", 1), encoding="utf-8")
    err = ltz("diff", "trial.yaml").err
    assert "error[unknown_id]" in err
    assert "[not_on_trial]" not in err
