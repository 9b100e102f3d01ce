"""Orders and replies as they are typed: numbers, units, dates, and who may say what."""

import json
import re
from pathlib import Path

from tests.cli.written import DUE, SLIP, Ltz, newest


def test_slips_are_numbered_in_the_year_and_a_withdrawn_number_stays(blank, wrote, raised) -> None:
    first = wrote("order", raised, *SLIP)
    assert newest(blank, first)[0]["number"] == "〔2026〕1号"
    wrote("withdraw", first, "--because", "Wrong unit")
    second = wrote("order", raised, *SLIP)
    assert newest(blank, second)[0]["number"] == "〔2026〕2号"


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


def test_a_city_does_not_speak_for_another(blank, ltz, monkeypatch, wrote, raised) -> None:
    wrote("order", raised, *SLIP)
    monkeypatch.setenv("LTZ_OFFICE", "south")
    assert "not_your_unit" in ltz("reply", raised, "--unit", "north_lands", "--done", "--text", "x").err
    assert "not_permitted" in ltz("order", raised, *SLIP).err


def test_a_dry_run_writes_nothing(blank, ltz, raised) -> None:
    before = sorted(Path("data").rglob("*"))
    assert 'kind: "order"' in ltz("order", raised, *SLIP, "--dry-run").out
    assert sorted(Path("data").rglob("*")) == before


def test_a_reply_is_not_older_than_its_order(raised, ltz, wrote) -> None:
    wrote("order", raised, *SLIP)
    done = ltz("reply", raised, "--unit", "north_lands", "--done", "--text", "x", "--date", "2026-10-01")
    assert "dates_backwards" in done.err


def test_R1_an_order_anew_says_why_and_keeps_who_is_named_again(ltz, wrote, life, raised) -> None:
    wrote("order", raised, *SLIP, "--unit", "south_lands", "--key")
    wrote("reply", raised, "--unit", "north_lands", "--received", "--text", "Here")
    anew = ("order", raised, *SLIP, "--unit", "north_roads")
    assert "reorder_without_reason" in ltz(*anew).err
    wrote(*anew, "--origin", "instruction", "--because", "By the leaders' word")
    one = life(raised)
    assert one["units"] == {"north_lands": "received", "north_roads": "ordered"}
    assert (one["number"], one["key"], one["holders"]) == ("〔2026〕2号", True, ["north_roads", "north_lands"])
    assert one["kept"] == ["north_lands"]
    assert "named again, state as before: North Lands Bureau" in ltz("show", raised, "--lang", "en").out
    wrote("reply", raised, "--unit", "north_lands", "--progress", "--text", "Seen")
    assert life(raised)["kept"] == []


def test_R1_a_withdrawn_order_stays_in_the_life_as_void(ltz, wrote, life, raised) -> None:
    first = wrote("order", raised, *SLIP)
    wrote("withdraw", first, "--because", "Wrong unit")
    assert [(one["move"], one["void"]) for one in life(raised)["moves"]] == [
        (None, False), ("sort", False), ("order", True),
    ]  # fmt: skip
    assert "(void)" in ltz("show", raised, "--lang", "en").out


def test_the_slip_of_an_order_anew_says_why(blank, wrote, ltz) -> None:
    raised = wrote("raise", "A1", "--text", "land", "--needs", "bureaus", "--because", "x", "--date", "2026-11-01")
    wrote("order", raised, "--unit", "north_lands", "--due", "2026-12-01", "--require", "agree", "--date", "2026-11-02")
    assert "Reason for the new order" not in ltz("paper", "order", raised, "--lang", "en").out
    again = ("--unit", "south_lands", "--due", "2026-12-10", "--require", "agree", "--date", "2026-11-10")
    wrote("order", raised, *again, "--because", "the other bank is South's")
    assert re.search(r"Reason for the new order +the other bank is South's", ltz("paper", "order", raised, "--lang", "en").out)
    assert re.search(r"改派理由 +the other bank is South's", ltz("paper", "order", raised, "--lang", "zh").out)


def test_an_order_says_at_once_that_its_date_is_missing_and_its_unit_unknown(blank, ltz, wrote) -> None:
    raised = wrote("raise", "A1", "--text", "x", "--needs", "bureaus")
    done = ltz("order", raised, "--unit", "nonesuch", "--require", "x", "--lang", "en")
    assert (done.code, re.findall(r"error\[(\w+)\]", done.err)) == (2, ["missing_argument", "unknown_id"])


def test_method_small_to_sign_needs_no_words(ordered: dict[str, str], ltz: Ltz) -> None:
    assert ltz("reply", ordered["problem"], "--received").code == 0
    assert "error[missing_argument]" in ltz("reply", ordered["problem"], "--done", "--lang", "en").err
