"""Petitions as they are typed: who asks, for what, by when, and what comes back."""

import json

from tests.cli.written import SLIP


def test_a_petition_of_two_problems_is_answered_one_by_one(blank, wrote, life, raised) -> None:
    other = wrote("raise", "A2", "--text", "Rail", "--needs", "province")
    wrote("sort", raised, "--as", "land", "--needs", "province", "--because", "The province grants it")
    wrote("order", raised, *SLIP)
    wrote("petition", raised, other, "--to", "The province", "--number", "5")
    assert [life(one)["state"] for one in (raised, other)] == ["waiting", "waiting"]
    wrote("reply", raised, "--answer", "--text", "Granted")
    assert [life(one)["state"] for one in (raised, other)] == ["ordered", "waiting"]
    wrote("reply", other, "--answer", "--text", "Not now")
    assert life(other)["state"] == "sorted"


def test_R3_a_petition_says_who_joins_and_by_when_it_expects_an_answer(ltz, wrote, life, raised) -> None:
    refused = ltz("petition", raised, "--to", "The province")
    assert "not_asked_above" in refused.err and "--needs province" in refused.err
    wrote("sort", raised, "--as", "land", "--needs", "province", "--because", "The province grants it")
    wrote("petition", raised, "--to", "The province", "--joined-by", "南样市", "--answer-by", "2026-12-20")
    asked = life(raised)["petition"]
    assert (asked["joined_by"], asked["answer_by"]) == (["south"], "2026-12-20")
    levels = json.loads(ltz("escalate", "--format", "json").out)["levels"]
    assert next((one["id"], one["turn"]) for one in levels[0]["matters"]) == (raised, "waiting")


def test_R3_a_petition_is_possible_where_the_need_asks_above(ltz, wrote, life, old) -> None:
    """What would be refused is not named as possible."""
    assert "petition" not in json.loads(ltz("show", old, "--format", "json").out)["possible"]
    wrote("sort", old, "--as", "land", "--needs", "province", "--because", "Up")
    assert "petition" in json.loads(ltz("show", old, "--format", "json").out)["possible"]


def test_what_is_asked_above_is_with_the_one_that_is_asked(blank, wrote, ltz) -> None:
    """Who enters the answer is said beside it."""
    raised = wrote("raise", "A1", "--text", "land", "--needs", "province", "--because", "x", "--date", "2026-11-01")
    wrote("petition", raised, "--to", "the province", "--date", "2026-11-02")
    assert "With the province, since 2026-11-02; Secretariat enters the answer" in ltz("show", raised, "--lang", "en").out
    assert "待the province答复" in ltz("show", raised, "--lang", "zh").out
