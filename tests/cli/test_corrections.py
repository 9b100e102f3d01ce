"""What is corrected: all that is not said anew stays, and a late date is not moved."""

from tests.cli.written import SLIP, newest


def test_a_corrected_slip_keeps_what_is_not_said_anew(blank, wrote, life, raised) -> None:
    first = wrote("order", raised, *SLIP, "--key", "--helper", "north_roads")
    again = wrote("order", raised, "--replaces", first, "--require", "See to it by the map")
    said = newest(blank, again)[0]
    assert said["require"] == "See to it by the map"
    assert (said["number"], said["units"], said["helpers"], said["key"], said["due"]) == (
        "〔2026〕1号", ["north_lands"], ["north_roads"], True, "2026-12-31",
    )  # fmt: skip
    assert life(raised)["state"] == "ordered"


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


def test_R21_a_correction_stays_with_its_matter(ltz, wrote, raised) -> None:
    other = wrote("raise", "A2", "--text", "Rail", "--needs", "bureaus")
    first = wrote("order", raised, *SLIP)
    assert "replaces_other_matter" in ltz("order", other, "--replaces", first).err


def test_R21_a_nil_report_is_corrected_to_one_with_news_and_back(blank, wrote) -> None:
    """What cannot stand together is not kept."""
    nil = wrote("update", "A1", "--nil", "--text", "Nothing", "--date", "2026-10-01")
    news = wrote("update", "A1", "--percent", "20", "--measure", "works", "--replaces", nil)
    said = newest(blank, news)[0]
    assert ("nil" in said, said["percent"], said["text"], said["date"]) == (False, "20", "Nothing", "2026-10-01")
    again = newest(blank, wrote("update", "A1", "--nil", "--replaces", news))[0]
    assert (again["nil"], "percent" in again, "measure" in again) == (True, False, False)


def test_a_correction_takes_off_what_is_typed_as_nothing(blank, wrote, no, raised) -> None:
    """Of any verb, by - or an empty value; what it is of is that of the record. In a record that corrects none - is a text."""
    first = wrote("update", "A1", "--percent", "20", "--measure", "works", "--source", "A paper", "--next", "Roof", "--text", "Walls")
    bare = newest(blank, wrote("update", "--replaces", first, "--percent", "-", "--source", "-", "--next", ""))[0]
    assert {key: bare.get(key) for key in ("task", "percent", "measure", "source", "next", "text")} == {
        "task": "A1", "percent": None, "measure": None, "source": None, "next": None, "text": "Walls",
    }  # fmt: skip
    asked = wrote("raise", "A1, B1", "--text", "x", "--concerns", "north", "--wanted-by", "2026-12-31", "--position", "north=No", "--follows", raised)
    bare = newest(blank, wrote("raise", "--replaces", asked, "--concerns", "-", "--wanted-by", "-", "--position", "-", "--follows", "-"))[0]
    assert {*bare} == {"kind", "tasks", "date", "text", "replaces", "entered"} and bare["tasks"] == ["A1", "B1"]
    sorted_ = wrote("sort", raised, "--as", "land", "--needs", "bureaus", "--because", "x", "--recommend", "y")
    assert "recommends" not in newest(blank, wrote("sort", "--replaces", sorted_, "--recommend", "-"))[0]
    given = wrote("order", raised, *SLIP, "--helper", "north_roads")
    assert "helpers" not in newest(blank, wrote("order", "--replaces", given, "--helper", "-"))[0]
    no("missing_key", "raise", "--replaces", asked, "--text", "-")
    assert newest(blank, wrote("update", "A1", "--text", "-"))[0]["text"] == "-"


def test_an_extension_by_whichever_form_comes_to_hand(blank, wrote, no) -> None:
    why = ("--because", "x", "--approved-by", "y")
    for words in (("A1", "2027-01-31"), ("2027-01-31", "A1"), ("A1", "--until", "2027-01-31"), ("--due", "2027-01-31", "A1")):
        assert newest(blank, wrote("extend", *words, *why, "--yes"))[0]["due"] == "2027-01-31"
    no("contradict", "extend", "A1", "2027-01-31", "--until", "2027-01-31", *why)
