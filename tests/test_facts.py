"""What the facts claim: no more than their sources, and of each record what in it is ours."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

FACTS = Path(__file__).parent / "facts" / "replay.yaml"
OURS = ("parts", "city", "stage", "background", "milestone")
"""The fields that no report gives: they are our reading of it."""


def records() -> Iterator[tuple[str, dict[str, Any]]]:
    """Give each record with the line before it, which says what in it is ours."""
    _, _, listed = FACTS.read_text(encoding="utf-8").partition("records:\n")
    for told, text in re.findall(r"  # ours: (.+)\n((?:(?!  # ours:).*\n)+)", listed):
        yield told, yaml.load(text, yaml.BaseLoader)[0]  # noqa: S506 - texts only


RECORDS = [pytest.param(*one, id=f"{one[1].get('task', 'problem')}-{one[1]['date']}") for one in records()]


def test_every_record_says_what_in_it_is_ours() -> None:
    assert len(RECORDS) == FACTS.read_text(encoding="utf-8").count("- kind:")


@pytest.mark.parametrize(("told", "record"), RECORDS)
def test_what_is_ours_is_named_and_nothing_else(told: str, record: dict[str, Any]) -> None:
    named = [] if told == "-" else [one.split(" ")[0] for one in told.split(", ")]
    assert named == [one for one in OURS if one in record]


@pytest.mark.parametrize(("told", "record"), RECORDS)
def test_a_stage_stands_in_the_report(told: str, record: dict[str, Any]) -> None:
    """Its words are quoted, and they are in the text."""
    quoted = re.findall("stage “(.+)”", told)
    assert bool(quoted) == ("stage" in record)
    assert all(word in record["text"]["zh"] for one in quoted for word in one.split("、"))


@pytest.mark.parametrize(("told", "record"), RECORDS)
def test_R7_background_states_nothing_of_the_work(told: str, record: dict[str, Any]) -> None:
    """What a year's plan says of the work is an intention."""
    if "background" in record or len(record["date"]) == len("2020"):
        assert record["kind"] == "problem" or "background" in record
        assert not {"stage", "percent", "milestone", "annual_target"} & set(record)


def test_no_figure_is_without_its_measure() -> None:
    """8 of output, 81.55 of investment, 88 of works; eight annual targets."""
    of_all = [one for _, one in records()]
    assert [(one["percent"], one["measure"]) for one in of_all if "percent" in one] == [
        ("8", "output"), ("81.55", "investment"), ("88", "works"),
    ]  # fmt: skip
    met = [one["annual_target"] for one in of_all if "annual_target" in one]
    assert (met.count("met"), met.count("not_met")) == (6, 2)
