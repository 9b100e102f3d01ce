"""The verbs of the method as they are typed: slips, replies, petitions, sessions, adjustments."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.cli.test_verbs import newest

Ltz = Callable[..., Any]
DUE = ("--due", "2026-12-31")
SLIP = ("--unit", "north_lands", *DUE, "--require", "See to it")


@pytest.fixture
def wrote(ltz: Ltz) -> Callable[..., str]:
    """Give a function that runs a writing verb, expects exit 0 and gives the id that it prints."""

    def act(*words: str) -> str:
        done = ltz(*words)
        assert done.code == 0, done.err
        return done.out.strip()

    return act


@pytest.fixture
def life(ltz: Ltz) -> Callable[[str], dict[str, Any]]:
    """Give a function that shows a problem as data."""
    return lambda id: json.loads(ltz("show", id, "--format", "json").out)


@pytest.fixture
def raised(blank: Path, wrote: Callable[..., str]) -> str:
    """A sorted problem of A1."""
    return wrote("raise", "A1", "--text", "Land", "--needs", "bureaus")


def test_slips_are_numbered_in_the_year_and_a_withdrawn_number_stays(blank, wrote, raised) -> None:
    first = wrote("order", raised, *SLIP)
    assert newest(blank, first)[0]["number"] == "〔2026〕1号"
    wrote("withdraw", first, "--because", "Wrong unit")
    second = wrote("order", raised, *SLIP)
    assert newest(blank, second)[0]["number"] == "〔2026〕2号"


def test_a_corrected_slip_keeps_what_is_not_said_anew(blank, wrote, life, raised) -> None:
    first = wrote("order", raised, *SLIP, "--key", "--helper", "north_roads")
    again = wrote("order", raised, "--replaces", first, "--require", "See to it by the map")
    said = newest(blank, again)[0]
    assert said["require"] == "See to it by the map"
    assert (said["number"], said["units"], said["helpers"], said["key"], said["due"]) == (
        "〔2026〕1号", ["north_lands"], ["north_roads"], True, "2026-12-31",
    )  # fmt: skip
    assert life(raised)["state"] == "ordered"


def test_a_double_number_is_settled_by_correcting_one_of_them(blank, wrote, raised) -> None:
    other = wrote("raise", "A2", "--text", "Rail", "--needs", "bureaus")
    first = wrote("order", raised, *SLIP)
    slip = next((blank / "data" / "records").rglob(f"*order-{first.rpartition('-')[2]}.yaml"))
    bytes_, name = slip.read_bytes(), slip
    slip.unlink()
    second = wrote("order", other, *SLIP)
    name.write_bytes(bytes_)
    settled = wrote("order", other, "--replaces", second)
    assert newest(blank, settled)[0]["number"] == "〔2026〕2号"


def test_a_renamed_unit_is_found_by_its_old_name_and_keeps_its_order(blank, wrote, life, raised) -> None:
    wrote("order", raised, "--unit", "North Highways Office", *DUE, "--require", "x")
    assert life(raised)["units"] == {"north_roads": "ordered"}


def test_an_urgency_gives_the_date_that_is_stored_for_ever(blank, wrote, raised) -> None:
    id = wrote("order", raised, "--unit", "north_lands", "--urgency", "normal", "--require", "x")
    assert newest(blank, id)[0]["due"] == "2026-12-24"


def test_what_the_sorting_proposed_as_key_is_ordered_as_key(blank, ltz, wrote, raised) -> None:
    wrote("sort", raised, "--as", "other", "--needs", "bureaus", "--key", "--because", "Much hangs on it")
    wrote("order", raised, *SLIP)
    assert [one["grounds"] for one in json.loads(ltz("escalate", "--format", "json").out)["supervision"]] == []
    assert json.loads(ltz("show", raised, "--format", "json").out)["key"] is True


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


def test_a_city_does_not_speak_for_another(blank, ltz, monkeypatch, wrote, raised) -> None:
    wrote("order", raised, *SLIP)
    monkeypatch.setenv("LTZ_OFFICE", "south")
    assert "not_your_unit" in ltz("reply", raised, "--unit", "north_lands", "--done", "--text", "x").err
    assert "not_permitted" in ltz("order", raised, *SLIP).err


def test_a_petition_of_two_problems_is_answered_one_by_one(blank, wrote, life, raised) -> None:
    other = wrote("raise", "A2", "--text", "Rail", "--needs", "bureaus")
    wrote("order", raised, *SLIP)
    wrote("petition", raised, other, "--to", "The province", "--number", "5")
    assert [life(one)["state"] for one in (raised, other)] == ["waiting", "waiting"]
    wrote("reply", raised, "--answer", "--text", "Granted")
    assert [life(one)["state"] for one in (raised, other)] == ["ordered", "waiting"]
    wrote("reply", other, "--answer", "--text", "Not now")
    assert life(other)["state"] == "sorted"


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


SESSION = """
text: "A good meeting"
attended: ["The deputies"]
problems:
  - {label: new, tasks: [B1], text: "No card readers", needs: bureaus}
matters:
  - id: new
    decision: "Buy them"
    sort: {sort: other, needs: bureaus, because: "Bureaus can"}
    order: {units: [north_roads], urgency: normal, require: "Buy", key: true}
  - {id: A2, decision: "Go on", review: true}
"""


def test_a_session_and_what_it_decided_is_one_file(blank, ltz, wrote) -> None:
    Path("held.yaml").write_text(SESSION, encoding="utf-8")
    held = wrote("session", "--level", "vice_mayors", "--portfolio", "transport", "--form", "meeting", "--from", "held.yaml")
    assert held.startswith("vice_mayors-")
    kinds = newest(blank, held)
    assert [one["kind"] for one in kinds] == ["session", "problem", "sort", "order"]
    assert kinds[0]["matters"][1] == {"id": "A2", "decision": "Go on", "review": True}
    assert (kinds[3]["session"], kinds[3]["origin"]) == (held, "session")
    assert json.loads(ltz("list", "problems", "--format", "json").out)["problems"][0]["state"] == "ordered"
    assert ltz("validate").code == 0


def test_a_dispatch_is_put_off_with_a_reason(blank, ltz, wrote) -> None:
    assert "missing_key" in ltz("session", "--level", "mayors", "--put-off", "2026-11").err
    wrote("session", "--level", "mayors", "--put-off", "2026-11", "--because", "Flood")


def test_a_dry_run_writes_nothing(blank, ltz, raised) -> None:
    before = sorted(Path("data").rglob("*"))
    assert "kind: \"order\"" in ltz("order", raised, *SLIP, "--dry-run").out
    assert sorted(Path("data").rglob("*")) == before


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("order", "A1-", "--unit", "north_land", *DUE, "--require", "x"), "unknown_id"),
        (("order", "A1-", "--unit", "north_lands", "--due", "2026-01-01", "--require", "x"), "dates_backwards"),
        (("order", "A1-", "--unit", "north_lands", "--urgency", "urgen", "--require", "x"), "unknown_id"),
        (("order", "A1-ff", *SLIP), "unknown_record"),
        (("reply", "A1-", "--unit", "north_lands", "--done", "--text", "x"), "impossible_move"),
        (("extend", "A1", "2027-01-01", "--approved-by", "x"), "missing_key"),
        (("extend", "A1", "2027-01-01", "--because", "x"), "missing_key"),
        (("extend", "A1-", "2027-01-01", "--because", "x", "--approved-by", "x"), "impossible_move"),
        (("adjust", "A1", "--because", "x", "--approved-by", "x"), "adjusts_nothing"),
        (("adjust", "A1", "--merge-into", "A1", "--because", "x", "--approved-by", "x"), "ends_twice"),
        (("session", "--level", "kings", "--form", "meeting"), "unknown_id"),
        (("session", "--form", "meeting"), "missing_argument"),
        (("session", "--level", "mayors"), "missing_key"),
        (("session", "--level", "mayors", "--form", "meeting", "--ad-hoc"), "missing_key"),
        (("petition", "A1-", "--number", "5"), "missing_key"),
    ],
)  # fmt: skip
def test_what_is_refused_says_why(raised, ltz, words, code) -> None:
    done = ltz(*words)
    assert (done.code, f"[{code}]" in done.err) == (2, True), done.err


def test_a_reply_is_not_older_than_its_order(raised, ltz, wrote) -> None:
    wrote("order", raised, *SLIP)
    done = ltz("reply", raised, "--unit", "north_lands", "--done", "--text", "x", "--date", "2026-10-01")
    assert "dates_backwards" in done.err
