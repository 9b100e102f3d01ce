"""Sessions as they are typed: what one took up and decided, in a file of its own."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from tests.cli.written import SLIP, Ltz, files, newest

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


def test_a_session_file_that_is_sent_again_is_told_by_its_record(
    blank: Path, ltz: Ltz, wrote: Any, raised: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also where what it decided could not be done again."""
    matter = f"{{id: {raised}, decision: Not ours, sort: {{dismissed: true, because: Twice}}}}"
    Path("held.yaml").write_text(f"date: 2026-11-24\nmatters: [{matter}]\n", encoding="utf-8")
    file = ("session", "--level", "vice_mayors", "--form", "meeting", "--from", "held.yaml", "--lang", "en")
    held = wrote(*file)
    monkeypatch.setenv("LTZ_NOW", "2026-11-25T09:00:00+08:00")
    again = ltz(*file)
    assert (again.code, again.out.strip(), f"stored already: {held}" in again.err) == (0, held, True)


def test_a_dispatch_is_put_off_with_a_reason(blank, ltz, wrote) -> None:
    assert "missing_key" in ltz("session", "--level", "mayors", "--put-off", "2026-11").err
    wrote("session", "--level", "mayors", "--put-off", "2026-11", "--because", "Flood")


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


def test_what_a_session_dismissed_waits_for_no_order_in_its_minutes(blank, ltz, wrote) -> None:
    raised = wrote("raise", "A1", "--text", "x", "--needs", "bureaus")
    Path("held.yaml").write_text(
        f"matters:\n  - {{id: {raised}, decision: Not ours, sort: {{dismissed: true, because: Twice}}}}\n", encoding="utf-8"
    )
    wrote("session", "--level", "vice_mayors", "--form", "meeting", "--from", "held.yaml")
    shown = ltz("paper", "minutes", "--lang", "en").out
    assert "Not for dispatch" in shown
    assert "with the order" not in shown


def test_code_B9_everything_wrong_in_a_session_file_at_once(blank: Path, ltz: Ltz) -> None:
    """Each at its own line, in the order of the file."""
    (blank / "s.yaml").write_text(
        "problems:\n  - {label: p, tasks: [A9], text: land}\n  - {label: q, tasks: [A1], text: land}\n"
        "matters:\n  - id: A1-ffff\n  - id: q\n    sort:\n      sort: lend\n      needs: burreaus\n      because: x\n"
        "    order: {units: [north_landz], due: 2020-01-01, require: x}\n",
        encoding="utf-8",
    )
    done = ltz("session", "--level", "mayors", "--form", "talk", "--from", "s.yaml", "--lang", "en")
    assert done.code == 2
    found = re.findall(r"(?m)^(\S+) error\[(\w+)\]", done.err)
    assert found == [
        ("--form:", "not_one_of"), ("s.yaml:2:24:", "unknown_id"), ("s.yaml:5:9:", "unknown_id"),
        ("s.yaml:8:13:", "unknown_id"), ("s.yaml:9:14:", "unknown_id"), ("s.yaml:11:21:", "unknown_id"),
        ("s.yaml:11:40:", "dates_backwards"),
    ]  # fmt: skip
    assert files(blank) == []
