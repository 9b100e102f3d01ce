"""The verbs of the method as they are typed: slips, replies, petitions, sessions, adjustments."""

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.cli.written import newest

Ltz = Callable[..., Any]
DUE = ("--due", "2026-12-31")
SLIP = ("--unit", "north_lands", *DUE, "--require", "See to it")


@pytest.fixture
def life(ltz: Ltz) -> Callable[[str], dict[str, Any]]:
    """Give a function that shows a problem as data."""
    return lambda id: json.loads(ltz("show", id, "--format", "json").out)  # noqa: A006 - the field's own word


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
    other = wrote("raise", "A2", "--text", "Rail", "--needs", "province")
    wrote("sort", raised, "--as", "land", "--needs", "province", "--because", "The province grants it")
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


def test_a_session_file_says_units_and_cities_by_word(blank, wrote) -> None:
    """Of the problems too; what ltz fills in is not said."""
    text = SESSION.replace("tasks: [B1]", "tasks: [公交一卡通], city: 北样市").replace("north_roads", "North Roads Bureau")
    Path("held.yaml").write_text(text, encoding="utf-8")
    held = ("session", "--level", "vice_mayors", "--form", "meeting", "--from", "held.yaml")
    _, problem, _, order = newest(blank, wrote(*held))
    assert (problem["tasks"], problem["city"], order["units"]) == (["B1"], "north", ["north_roads"])


def test_what_ltz_fills_in_is_not_said_in_a_session_file(blank, ltz) -> None:
    text = SESSION.replace("key: true", "number: 5")
    Path("held.yaml").write_text(text, encoding="utf-8")
    done = ltz("session", "--level", "vice_mayors", "--form", "meeting", "--from", "held.yaml", "--lang", "en")
    assert (done.code, "held.yaml:10:76: error[given_by_the_tool]" in done.err) == (2, True), done.err


def findings(text: str) -> list[tuple[str, str]]:
    """The codes of what was said to be wrong, each with its line and column."""
    return re.findall(r"(?m)^held.yaml:(\d+:\d+): \w+\[(\w+)\]", text)


@pytest.mark.parametrize(
    ("old", "put", "said"),
    [
        ("urgency: normal", "dew: 2026-12-31", [("10:12", "no_due"), ("10:35", "unknown_key")]),
        ("urgency: normal", "urgency: norml", [("10:44", "unknown_id")]),
        ("[north_roads], urgency: normal", "[nonesuch], dew: 2026-12-31", [("10:12", "no_due"), ("10:21", "unknown_id"), ("10:32", "unknown_key")]),
        ("[north_roads], urgency: normal", "[nonesuch], due: 2026-13-01", [("10:21", "unknown_id"), ("10:37", "not_a_date")]),
        ("key: true", "key: maybe, number: 5", [("10:73", "not_true_or_false"), ("10:88", "given_by_the_tool")]),
        ("tasks: [B1], text:", "tasks: [nonesuch], tekst:", [("5:26", "unknown_id"), ("5:37", "unknown_key")]),
        ("label: new, ", "", [("5:5", "missing_key"), ("7:9", "unknown_id")]),
        ("label: new, ", "label: null, ", [("5:5", "missing_key"), ("7:9", "unknown_id")]),
        ("label: new, ", "label: new, follows: zzz, ", [("5:27", "unknown_record")]),
        ("tasks: [B1]", "tasks: [B1], positions: [a]", [("5:42", "wrong_type")]),
        ("tasks: [B1]", "tasks: [B1], positions: a", [("5:42", "wrong_type")]),
        ("tasks: [B1]", "tasks: [B1], positions: {east: no}", [("5:49", "unknown_id")]),
        ("tasks: [B1]", "tasks: [B1], positions: {north: yes, 北样市: no}", [("5:55", "duplicate_key")]),
        ("needs: bureaus, because: ", "needs: nonesuch, becaus: ", [("9:11", "missing_key"), ("9:32", "unknown_id"), ("9:42", "unknown_key")]),
    ],
)  # fmt: skip
def test_all_that_is_wrong_in_a_session_file_is_said_at_once(blank, ltz, old, put, said) -> None:
    Path("held.yaml").write_text(SESSION.replace(old, put, 1), encoding="utf-8")
    done = ltz("session", "--level", "vice_mayors", "--form", "meeting", "--from", "held.yaml", "--lang", "en")
    assert (done.code, findings(done.err)) == (2, said), done.err


def test_a_misspelt_due_date_is_named(blank, ltz) -> None:
    Path("held.yaml").write_text(SESSION.replace("urgency: normal", "dew: 2026-12-31"), encoding="utf-8")
    done = ltz("session", "--level", "vice_mayors", "--form", "meeting", "--from", "held.yaml", "--lang", "en")
    assert "unknown key “dew” (did you mean “due”?)" in done.err


def test_a_session_file_says_urgencies_and_the_cities_of_positions_by_word(blank, wrote) -> None:
    text = SESSION.replace("tasks: [B1]", "tasks: [B1], positions: {北样市: yes}").replace("urgency: normal", "urgency: 一般")
    Path("held.yaml").write_text(text, encoding="utf-8")
    held = ("session", "--level", "vice_mayors", "--form", "meeting", "--from", "held.yaml")
    _, problem, _, order = newest(blank, wrote(*held))
    assert (problem["positions"], order["urgency"], order["due"]) == ({"north": "yes"}, "normal", "2026-12-24")


def test_a_session_dismisses_a_problem(blank, wrote) -> None:
    """A dismissal has no sort; none is put in."""
    text = SESSION.replace("sort: other, needs: bureaus", "dismissed: true")
    text = "".join(line for line in text.splitlines(keepends=True) if "order:" not in line)
    Path("held.yaml").write_text(text, encoding="utf-8")
    held = ("session", "--level", "vice_mayors", "--form", "meeting", "--from", "held.yaml")
    sort = newest(blank, wrote(*held))[2]
    assert (sort["dismissed"], "sort" in sort) == (True, False)


def test_a_dispatch_is_put_off_with_a_reason(blank, ltz, wrote) -> None:
    assert "missing_key" in ltz("session", "--level", "mayors", "--put-off", "2026-11").err
    wrote("session", "--level", "mayors", "--put-off", "2026-11", "--because", "Flood")


def test_a_dry_run_writes_nothing(blank, ltz, raised) -> None:
    before = sorted(Path("data").rglob("*"))
    assert 'kind: "order"' in ltz("order", raised, *SLIP, "--dry-run").out
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


# ---- the ladder (R1), petitions (R3), corrections (R21), one day for reading and writing (R11)


@pytest.fixture
def old(blank: Path, wrote: Callable[..., str]) -> str:
    """A problem of A1, raised and sorted in October."""
    return wrote("raise", "A1", "--text", "Land", "--needs", "bureaus", "--date", "2026-10-05")


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


def test_R1_an_order_anew_says_why_and_keeps_who_is_named_again(ltz, wrote, life, raised) -> None:
    wrote("order", raised, *SLIP, "--unit", "south_lands", "--key")
    wrote("reply", raised, "--unit", "north_lands", "--received", "--text", "Here")
    anew = ("order", raised, *SLIP, "--unit", "north_roads")
    assert "reorder_without_reason" in ltz(*anew).err
    wrote(*anew, "--origin", "instruction", "--because", "By the leaders' word")
    one = life(raised)
    assert one["units"] == {"north_lands": "received", "north_roads": "ordered"}
    assert (one["number"], one["key"], one["holders"]) == ("〔2026〕2号", True, ["north_roads", "north_lands"])


def test_R1_a_withdrawn_order_stays_in_the_life_as_void(ltz, wrote, life, raised) -> None:
    first = wrote("order", raised, *SLIP)
    wrote("withdraw", first, "--because", "Wrong unit")
    assert [(one["move"], one["void"]) for one in life(raised)["moves"]] == [
        (None, False), ("sort", False), ("order", True),
    ]  # fmt: skip
    assert "(void)" in ltz("show", raised, "--lang", "en").out


def test_R3_a_petition_says_who_joins_and_by_when_it_expects_an_answer(ltz, wrote, life, raised) -> None:
    refused = ltz("petition", raised, "--to", "The province")
    assert "not_asked_above" in refused.err and "--needs province" in refused.err
    wrote("sort", raised, "--as", "land", "--needs", "province", "--because", "The province grants it")
    wrote("petition", raised, "--to", "The province", "--joined-by", "南样市", "--answer-by", "2026-12-20")
    asked = life(raised)["petition"]
    assert (asked["joined_by"], asked["answer_by"]) == (["south"], "2026-12-20")
    levels = json.loads(ltz("escalate", "--format", "json").out)["levels"]
    assert next((one["id"], one["turn"]) for one in levels[0]["matters"]) == (raised, "waiting")


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
    assert "names one city only" in ltz("sort", id, *how).err
    assert "one_city_above" in ltz("list", "doubts", "--format", "json").out


def test_R17_an_acceptance_of_a_day_past_is_taken_where_the_claim_stood(ltz, wrote, blank) -> None:
    """The claim of 1 October was returned on the 20th: on the 10th it stood, on the 25th it did not."""
    wrote("update", "A1", "--stage", "reported_complete", "--date", "2026-10-01")
    wrote("return", "A1", "--because", "Not yet", "--date", "2026-10-20")
    assert "no_claim" in ltz("accept", "A1", "--text", "Seen", "--date", "2026-10-25").err
    assert "no_claim" in ltz("accept", "A1", "--text", "Seen").err
    wrote("accept", "A1", "--text", "Seen", "--date", "2026-10-10")
    rows = {one["id"]: one for one in json.loads(ltz("status", "--format", "json").out)["tasks"]}
    assert rows["A1"]["stage"] == "completed"


def test_R21_a_correction_keeps_what_is_not_said_anew(blank, ltz, wrote, old) -> None:
    """Of every verb: date and source too, and what it answers."""
    raised, said = old, {}
    report = ("--date", "2026-10-01", "--source", "A paper", "--next", "Roof", "--text", "Walls")
    said["update"] = wrote("update", "A1", "--percent", "20", "--measure", "works", *report)
    said["sort"] = wrote("sort", raised, "--as", "land", "--needs", "province", "--key", "--because", "x", "--date", "2026-10-06")
    said["order"] = wrote("order", raised, *SLIP, "--helper", "north_roads", "--date", "2026-11-20")
    said["reply"] = wrote("reply", raised, "--done", "--text", "Done", "--date", "2026-11-21")
    anew = {
        "update": ("A1", "--percent", "21"), "sort": (raised, "--because", "Better said"),
        "order": (raised, "--require", "See to all of it"), "reply": (raised, "--done", "--text", "All done"),
    }  # fmt: skip
    changed = {"update": "percent", "sort": "because", "order": "require", "reply": "text"}
    for verb, words in anew.items():
        before = newest(blank, said[verb])[0]
        after = newest(blank, wrote(verb, *words, "--replaces", said[verb]))[0]
        own = {changed[verb], "entered", "replaces"}
        assert {k: v for k, v in after.items() if k not in own} == {k: v for k, v in before.items() if k not in own}
        assert after[changed[verb]] != before[changed[verb]]


def test_code_B11_marks_and_helpers_are_taken_off(blank, wrote, raised) -> None:
    first = wrote("order", raised, *SLIP, "--key", "--helper", "north_roads", "--helper", "south_lands")
    second = newest(blank, wrote("order", raised, "--replaces", first, "--no-key", "--no-helper", "north_roads"))[0]
    assert ("key" in second, second["helpers"], second["date"]) == (False, ["south_lands"], "2026-11-24")
    last = newest(blank, wrote("order", raised, "--replaces", first, "--no-helper", "north_roads", "--no-helper", "south_lands"))[0]
    assert "helpers" not in last
    sorting = wrote("sort", raised, "--as", "land", "--needs", "bureaus", "--key", "--because", "x")
    assert "key" not in newest(blank, wrote("sort", raised, "--no-key", "--replaces", sorting))[0]
    dismissed = newest(blank, wrote("sort", raised, "--dismiss", "--because", "Not ours", "--replaces", sorting))[0]
    assert dismissed["dismissed"] and "needs" not in dismissed


def test_R21_a_correction_follows_on_the_one_that_stands(blank, wrote, raised) -> None:
    """Whoever names the first record again corrects what stands now; nothing corrected before is lost."""
    first = wrote("order", raised, *SLIP, "--key", "--helper", "north_roads")
    second = wrote("order", raised, "--replaces", first, "--no-key")
    third = newest(blank, wrote("order", raised, "--replaces", first, "--no-helper", "north_roads"))[0]
    assert ("key" in third, third.get("helpers", []), third["replaces"]) == (False, [], [second])


def test_R1_a_correction_typed_when_the_order_is_late_moves_no_date(ltz, wrote, old) -> None:
    """It keeps the order's day, on which the order was not late yet."""
    late = ("--due", "2026-10-20", "--require", "See to it", "--date", "2026-10-06")
    slip = wrote("order", old, "--unit", "north_lands", *late)
    assert "error[redates_late_order]" in ltz("order", old, "--replaces", slip, "--due", "2026-12-20", "--lang", "en").err
    assert "error[withdraws_late_order]" in ltz("withdraw", slip, "--because", "x", "--date", "2026-10-07", "--lang", "en").err


def test_R3_a_petition_is_possible_where_the_need_asks_above(ltz, wrote, life, old) -> None:
    """What would be refused is not named as possible."""
    assert "petition" not in json.loads(ltz("show", old, "--format", "json").out)["possible"]
    wrote("sort", old, "--as", "land", "--needs", "province", "--because", "Up")
    assert "petition" in json.loads(ltz("show", old, "--format", "json").out)["possible"]


def test_R21_a_correction_stays_with_its_matter(ltz, wrote, raised) -> None:
    other = wrote("raise", "A2", "--text", "Rail", "--needs", "bureaus")
    first = wrote("order", raised, *SLIP)
    assert "replaces_other_matter" in ltz("order", other, "--replaces", first).err


def test_R11_writing_sees_the_day_that_reading_sees(blank, ltz, wrote, monkeypatch) -> None:
    """A claim of the exercise's day can be accepted on it, whatever records of later days there are."""
    wrote("update", "A1", "--stage", "under_way", "--date", "2026-11-20")
    monkeypatch.setenv("LTZ_NOW", "2026-03-02T09:00:00+08:00")
    wrote("update", "A1", "--stage", "reported_complete")
    wrote("accept", "A1", "--text", "Seen")
    assert json.loads(ltz("show", "A1", "--format", "json").out)["row"]["stage"] == "completed"


def test_R11_what_is_not_there_yet_is_not_answered(blank, ltz, wrote, raised, monkeypatch) -> None:
    order = wrote("order", raised, *SLIP)
    monkeypatch.setenv("LTZ_NOW", "2026-03-02T09:00:00+08:00")
    assert "unknown_record" in ltz("withdraw", order, "--because", "x").err


def test_R2_a_session_decides_and_the_order_comes_later(ltz, wrote, life, raised) -> None:
    """Its decision stands in show, escalate, todo; then it is ordered, and asked of nobody any more."""
    Path("held.yaml").write_text(f"matters:\n  - {{id: {raised}, decision: 'One map'}}\n", encoding="utf-8")
    held = wrote("session", "--level", "vice_mayors", "--form", "meeting", "--from", "held.yaml")
    for words in (("show", raised), ("escalate",), ("todo",)):
        assert "One map" in ltz(*words, "--lang", "en").out
    levels = json.loads(ltz("escalate", "--format", "json").out)["levels"]
    [matter] = [one for level in levels for one in level["matters"] if one["id"] == raised]
    assert (matter["turn"], matter["decided"]) == ("to_order", {"session": held, "date": "2026-11-24", "text": "One map"})
    wrote("order", raised, *SLIP, "--session", held)
    assert (life(raised)["decided"], life(raised)["holders"]) == (None, ["north_lands"])


def test_R21_a_nil_report_is_corrected_to_one_with_news_and_back(blank, wrote) -> None:
    """What cannot stand together is not kept."""
    nil = wrote("update", "A1", "--nil", "--text", "Nothing", "--date", "2026-10-01")
    news = wrote("update", "A1", "--percent", "20", "--measure", "works", "--replaces", nil)
    said = newest(blank, news)[0]
    assert ("nil" in said, said["percent"], said["text"], said["date"]) == (False, "20", "Nothing", "2026-10-01")
    again = newest(blank, wrote("update", "A1", "--nil", "--replaces", news))[0]
    assert (again["nil"], "percent" in again, "measure" in again) == (True, False, False)


def test_R21_what_is_typed_is_never_dropped(blank, ltz) -> None:
    """A nil report with a percent is refused, and not stored without the percent."""
    said = ltz("update", "A1", "--nil", "--percent", "20", "--measure", "works", "--text", "Nothing", "--lang", "en")
    assert (said.code, "nil_with_news" in said.err, list(blank.rglob("*update*.yaml"))) == (2, True, [])


def test_a_screen_says_where_a_problem_waits_and_how_long_it_took(blank, ltz, wrote) -> None:
    """It is not in anybody's hands before it is sorted, and a closed one has no age but the days that it was open."""
    id = wrote("raise", "A1", "--text", "土地", "--date", "2026-11-20")
    assert "在秘书处待分类，自2026-11-20起" in ltz("show", id, "--lang", "zh").out
    assert "在秘书处待分类，自2026-11-20起" in ltz("show", "A1", "--lang", "zh").out
    wrote("accept", id, "--because", "已解决", "--date", "2026-11-22")
    assert ltz("show", id, "--lang", "zh").out.startswith(f"{id}  销号  历时2天\n")


def test_what_is_asked_above_is_with_the_one_that_is_asked(blank, wrote, ltz) -> None:
    """Who enters the answer is said beside it."""
    raised = wrote("raise", "A1", "--text", "land", "--needs", "province", "--because", "x", "--date", "2026-11-01")
    wrote("petition", raised, "--to", "the province", "--date", "2026-11-02")
    assert "With the province, since 2026-11-02; Secretariat enters the answer" in ltz("show", raised, "--lang", "en").out
    assert "待the province答复" in ltz("show", raised, "--lang", "zh").out


def test_a_reopening_without_a_reason_names_the_option(blank, ltz) -> None:
    done = ltz("update", "A1", "--reopen", "--lang", "en")
    assert (done.code, done.err.splitlines()[0]) == (2, "error[missing_argument] “--because” is missing")


def test_the_slip_of_an_order_anew_says_why(blank, wrote, ltz) -> None:
    raised = wrote("raise", "A1", "--text", "land", "--needs", "bureaus", "--because", "x", "--date", "2026-11-01")
    wrote("order", raised, "--unit", "north_lands", "--due", "2026-12-01", "--require", "agree", "--date", "2026-11-02")
    assert "Reason for the new order" not in ltz("paper", "order", raised, "--lang", "en").out
    again = ("--unit", "south_lands", "--due", "2026-12-10", "--require", "agree", "--date", "2026-11-10")
    wrote("order", raised, *again, "--because", "the other bank is South's")
    assert re.search(r"Reason for the new order +the other bank is South's", ltz("paper", "order", raised, "--lang", "en").out)
    assert re.search(r"改派理由 +the other bank is South's", ltz("paper", "order", raised, "--lang", "zh").out)


def test_a_label_is_meant_only_where_records_are_named(blank, ltz) -> None:
    """A city that is called like a label stays the city."""
    Path("b.yaml").write_text(
        "records:\n  - {kind: problem, label: south, tasks: [B1], date: 2026-02-01, text: x}\n"
        "  - {kind: problem, tasks: [A1], date: 2026-02-01, text: y, concerns: [south]}\n",
        encoding="utf-8",
    )
    done = ltz("import", "b.yaml", "--dry-run")
    assert done.code == 0, done.err


def test_an_order_says_at_once_that_its_date_is_missing_and_its_unit_unknown(blank, ltz, wrote) -> None:
    raised = wrote("raise", "A1", "--text", "x", "--needs", "bureaus")
    done = ltz("order", raised, "--unit", "nonesuch", "--require", "x", "--lang", "en")
    assert (done.code, re.findall(r"error\[(\w+)\]", done.err)) == (2, ["no_due", "unknown_id"])


def test_two_words_alike_are_each_unknown(blank, ltz) -> None:
    done = ltz("raise", "A1", "--text", "x", "--concerns", "xx", "--part", "xx", "--lang", "en")
    assert [word in done.err for word in ("no city “xx”", "no part “xx”")] == [True, True], done.err


def test_what_a_session_dismissed_waits_for_no_order_in_its_minutes(blank, ltz, wrote) -> None:
    raised = wrote("raise", "A1", "--text", "x", "--needs", "bureaus")
    Path("held.yaml").write_text(
        f"matters:\n  - {{id: {raised}, decision: Not ours, sort: {{dismissed: true, because: Twice}}}}\n", encoding="utf-8"
    )
    wrote("session", "--level", "vice_mayors", "--form", "meeting", "--from", "held.yaml")
    shown = ltz("paper", "minutes", "--lang", "en").out
    assert "Not for dispatch" in shown
    assert "with the order" not in shown
