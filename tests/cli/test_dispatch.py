"""Dispatch as it is typed: a problem from its slip to its end, a task that is extended or given up, and what is refused."""

import json
from typing import Any

import pytest

from tests.cli.written import DUE, SLIP


def test_a_problem_from_its_slip_to_its_end(blank, monkeypatch, wrote, life, raised) -> None:
    wrote("order", raised, *SLIP, "--unit", "south_lands")
    monkeypatch.setenv("LTZ_OFFICE", "north")
    wrote("reply", raised, "--received", "--text", "We have it")
    monkeypatch.setenv("LTZ_OFFICE", "south")
    wrote("reply", raised, "--done", "--text", "Done")
    assert life(raised)["units"] == {"north_lands": "received", "south_lands": "answered"}
    assert (life(raised)["state"], life(raised)["held_by"]) == ("received", "north_lands")
    monkeypatch.setenv("LTZ_OFFICE", "secretariat")
    wrote("reply", raised, "--unit", "north_lands", "--done", "--text", "Done")
    assert (life(raised)["state"], life(raised)["held_by"]) == ("answered", "secretariat")
    wrote("return", raised, "--because", "The map is missing", "--due", "2027-01-31")
    assert (life(raised)["state"], life(raised)["due"], life(raised)["first_due"], life(raised)["returns"]) == (
        "received", "2027-01-31", "2026-12-31", 1,
    )  # fmt: skip
    for unit in ("north_lands", "south_lands"):
        wrote("reply", raised, "--unit", unit, "--done", "--text", "Now it is")
    wrote("accept", raised, "--text", "Seen on site")
    assert life(raised)["state"] == "closed"


@pytest.mark.parametrize(
    ("lang", "level", "units", "now"),
    [
        ("zh", "待分管副市长决策，自2026-", "由北样市自然资源局、南样市自然资源局办理，自2026-", "现"),
        ("en", "to be decided by Vice mayors since 2026-", "with North Lands Bureau, South Lands Bureau since 2026-", "Now "),
    ],
)  # fmt: skip
def test_who_has_a_problem_is_named_in_its_tasks_list_too(blank, ltz, wrote, raised, lang, level, units, now) -> None:
    """A level decides, units handle it, each of them."""
    told = []
    for words in ((), ("order", raised, *SLIP, "--unit", "south_lands")):
        if words:
            wrote(*words)
        told.append([" ".join(ltz("show", id, "--lang", lang).out.split()).replace(", since", " since") for id in ("A1", raised)])
    for (listed, alone), who in zip(told, (level, units), strict=True):
        assert (who in listed, now + who in alone) == (True, True)


def test_a_task_is_extended_and_given_up_and_still_counted(blank, ltz, wrote) -> None:
    def summary() -> dict[str, Any]:
        return json.loads(ltz("status", "--format", "json").out)

    before = summary()
    wrote("extend", "A1", "2027-06-30", "--because", "Rain", "--approved-by", "The mayors")
    wrote("adjust", "A2", "--withdraw", "--because", "Done by the state", "--approved-by", "The mayors")
    wrote("adjust", "B1", "--target", "One card", "--because", "Told so", "--approved-by", "The mayors")
    now = summary()
    rows = {one["id"]: one for one in now["tasks"]}
    assert (rows["A1"]["due"], rows["A1"]["first_due"]) == ("2027-06-30", "2026-12-31")
    assert (rows["A2"]["unlit_because"], rows["A2"]["level"]) == ("ended", "mayors")
    assert now["summary"]["tasks"]["total"] == before["summary"]["tasks"]["total"]
    assert now["summary"]["tasks"]["adjusted"] == 3


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("order", "A1-", "--unit", "north_lakes", *DUE, "--require", "x"), "unknown_id"),
        (("order", "A1-", "--unit", "north_lands", "--due", "2026-01-01", "--require", "x"), "dates_backwards"),
        (("order", "A1-", "--unit", "north_lands", "--urgency", "urgnt", "--require", "x"), "unknown_id"),
        (("order", "A1-ff", *SLIP), "unknown_record"),
        (("reply", "A1-", "--unit", "north_lands", "--done", "--text", "x"), "impossible_move"),
        (("extend", "A1", "2027-01-01", "--approved-by", "x"), "missing_argument"),
        (("extend", "A1", "2027-01-01", "--because", "x"), "missing_argument"),
        (("extend", "A1-", "2027-01-01", "--because", "x", "--approved-by", "x"), "impossible_move"),
        (("adjust", "A1", "--because", "x", "--approved-by", "x"), "adjusts_nothing"),
        (("adjust", "A1", "--merge-into", "A1", "--because", "x", "--approved-by", "x"), "ends_twice"),
        (("session", "--level", "kings", "--form", "meeting"), "unknown_id"),
        (("session", "--form", "meeting"), "missing_argument"),
        (("session", "--level", "mayors"), "missing_argument"),
        (("session", "--level", "mayors", "--form", "meeting", "--ad-hoc"), "missing_key"),
        (("petition", "A1-", "--number", "5"), "missing_argument"),
    ],
)  # fmt: skip
def test_what_is_refused_says_why(raised, ltz, words, code) -> None:
    done = ltz(*words)
    assert (done.code, f"[{code}]" in done.err) == (2, True), done.err


def test_method_B1_what_the_bureaus_cannot_settle_goes_up(ltz, wrote, life, old) -> None:
    """Late in their hands: sorted up with a reason; its days late, its order and its first date stay."""
    raised = old
    late = ("--due", "2026-10-20", "--require", "See to it")
    wrote("order", raised, "--unit", "north_lands", *late, "--date", "2026-10-06")
    wrote("sort", raised, "--as", "land", "--needs", "province", "--because", "The bureaus cannot agree")
    one = life(raised)
    assert (one["state"], one["level"], one["overdue_days"], one["first_due"]) == ("sorted", "mayors", 34, "2026-10-20")
    assert [move["move"] for move in one["moves"]] == [None, "sort", "order", "sort"]
    assert "not for dispatch" not in ltz("show", raised, "--lang", "en").out


def test_a_screen_says_where_a_problem_waits_and_how_long_it_took(blank, ltz, wrote) -> None:
    """It is not in anybody's hands before it is sorted, and a closed one has no age but the days that it was open."""
    id = wrote("raise", "A1", "--text", "土地", "--date", "2026-11-20")
    assert "在秘书处待分类，自2026-11-20起" in ltz("show", id, "--lang", "zh").out
    assert "在秘书处待分类，自2026-11-20起" in ltz("show", "A1", "--lang", "zh").out
    wrote("accept", id, "--because", "已解决", "--date", "2026-11-22")
    assert ltz("show", id, "--lang", "zh").out.startswith(f"{id}  已销号  历时2天\n")
