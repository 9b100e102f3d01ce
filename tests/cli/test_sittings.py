"""One sitting, one command: a verb without its object goes through what waits, and asks for what it needs."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from ltzplan.cli.question import MOST, Question
from tests.cli.terminal import Prose, keystrokes, on_a_terminal, shown, unix
from tests.cli.written import JSON, Ltz, fields_of, files
from tests.conftest import run_git

pytestmark = unix
OFFICER = {"LTZ_OFFICE": "secretariat", "LTZ_LANG": "en", "LANG": "C.UTF-8"}


@pytest.fixture
def office(blank: Path, repository: Any, ltz: Ltz) -> Path:
    """A workspace under git with four problems that nobody has sorted."""
    repository(blank)
    for city, text in (
        ("north", "No land for the ramp"), ("south", "Two maps of one road"),
        ("north", "Which card reader"), ("south", "Who pays for the bridge"),
    ):  # fmt: skip
        ltz("raise", "A1", "--city", city, "--text", text, "--needs", "bureaus", "--office", city)
    run_git(blank, "add", "data")
    run_git(blank, "commit", "--quiet", "-m", "Start")
    return blank


def test_a_monday_is_seven_commands_and_few_keys(office: Path, ltz: Ltz) -> None:
    """The queue, four sorts, two orders, the agenda, the session with its minutes, the bulletin: no file written by hand."""
    monday: list[tuple[str, tuple[str, ...]]] = [
        ("todo", ()),
        ("sort", (
            "1", "", Prose("Both bureaus"), Prose("Give the land"), "1", "30 Nov",
            "", "", Prose("Both bureaus"), Prose("One map"), "3", "eom",
            "2", "", Prose("Both bureaus"), Prose("One reader"), "2", "eom",
            "", "", Prose("Both bureaus"), Prose("Each pays half"), "1、3", "1 Dec",
        )),
        ("order", ("", "", "", "", "", "", "q")),
        ("paper agenda --level vice --draft s.yaml", ()),
        ("session s.yaml", ("y", "y", "y")),
        ("paper bulletin --issue", ("y",)),
    ]  # fmt: skip
    for words, answers in monday:
        code, received = on_a_terminal(office, words.split(), *answers, **OFFICER)
        assert code == 0, shown(received)
    typed = [line for words, answers in monday for line in (f"ltz {words}", *answers)]
    assert len(monday) <= 7
    assert keystrokes(*typed) <= 192
    papers = json.loads(ltz("list", "papers", *JSON).out)["papers"]
    assert [one["paper"] for one in papers] == ["minutes", "bulletin"]
    [left] = run_git(office, "status", "--porcelain", "data").splitlines()
    assert "bulletin" in left  # what waited went with the minutes
    orders = json.loads(ltz("list", "orders", *JSON).out)["orders"]
    assert sorted((one["units"], one["require"]) for one in orders) == [
        (["north_lands"], "Give the land"), (["north_lands", "south_lands"], "Each pays half"),
        (["north_roads"], "One reader"), (["south_lands"], "One map"),
    ]  # fmt: skip


def sit(folder: Path, words: str, *answers: str, office: str = "secretariat") -> str:
    """Run ltz with a person who types; what the screen showed."""
    code, received = on_a_terminal(folder, words.split(), *answers, width=200, **OFFICER | {"LTZ_OFFICE": office})
    assert code == 0, shown(received)
    return shown(received)


def said(folder: Path) -> list[dict[str, Any]]:
    """The records of a workspace in the order in which they were entered."""
    known = [one for path in files(folder) for one in newest_of(path)]
    return sorted(known, key=lambda one: one["entered"]["at"])


def newest_of(path: Path) -> list[dict[str, Any]]:
    return [fields_of(chunk) for chunk in path.read_text(encoding="utf-8").split("---\n")]


def test_a_clerk_reports_task_by_task_as_she_did_last_month(office: Path, wrote: Any) -> None:
    """What was reported last stands before her and is proposed; the month is the one that is owed."""
    wrote("update", "A1", "--stage", "under_way", "--percent", "40", "--measure", "works", "--text", "Half", "--date", "2026-08", "--office", "north")
    shown = sit(office, "update", "4", "s", "", "45%", "", "North", "Piers", "", office="north")
    assert "works 40%" in shown
    first, second = sorted(said(office)[-2:], key=lambda one: one["task"])
    assert {key: first[key] for key in ("task", "stage", "percent", "measure", "parts", "text")} == {
        "task": "A1", "stage": "under_way", "percent": "45", "measure": "works", "parts": ["north"], "text": "Piers",
    }  # fmt: skip
    assert (second["task"], second["nil"]) == ("B1", True)
    assert first["date"] == second["date"] == "2026-10"


def test_an_answer_is_given_for_each_unit_that_owes_one(office: Path, wrote: Any) -> None:
    raised = said(office)[0]
    id = wrote("raise", "A1", "--text", "Pipes", "--needs", "bureaus")
    wrote("order", id, "--unit", "north_lands", "--unit", "north_roads", "--due", "2026-12-31", "--require", "Move them")
    shown = sit(office, "reply", "1", "done", "Moved", office="north")
    assert "That was all" in shown
    replies = [(one["unit"], one["says"], one.get("text")) for one in said(office) if one["kind"] == "reply"]
    assert sorted(replies) == [("north_lands", "received", None), ("north_roads", "done", "Moved")]
    assert raised["kind"] == "problem"


def test_what_is_claimed_is_accepted_or_returned(office: Path, wrote: Any) -> None:
    wrote("claim", "B1", "--office", "north")
    wrote("claim", "A1", "--office", "north")
    sit(office, "accept", "return", "No photo", "", "1", "", "", "y")
    assert [(one["verdict"], one.get("because")) for one in said(office) if one["kind"] == "recheck"] == [
        ("return", "No photo"), ("accept", None),
    ]  # fmt: skip


def test_a_row_may_be_left_and_what_is_done_is_kept(office: Path) -> None:
    shown = sit(office, "sort", "s", "1", "", "Why", "", "q")
    assert ("1/4" in shown, "3/4" in shown) == (True, True)
    assert sum(one["kind"] == "sort" for one in said(office)) == 1
    assert sit(office, "sort").endswith("Stopped; 3 left\n")  # the input ended
    assert sum(one["kind"] == "sort" for one in said(office)) == 1


def test_within_a_row_one_goes_back_to_the_question_before(office: Path) -> None:
    """What was answered is proposed again; the counter shows the place of the row that was gone to."""
    screen = sit(office, "sort", "1", "2", "<", "1", "Why", "", "bridge", "<", "q")
    [sort] = [one for one in said(office) if one["kind"] == "sort"]
    assert (sort["sort"], sort["needs"], sort["because"]) == ("land", "own_unit", "Why")
    assert [line.split("  ")[0] for line in screen.splitlines() if "To sort" in line] == ["1/4", "2/4", "4/4", "2/4"]


def test_a_row_is_gone_to_by_its_id_or_name_and_the_one_before_is_gone_back_to(office: Path) -> None:
    """What was stored there is corrected; the first row has none before it."""
    screen = sit(office, "sort", "<", "bridge", "land", "", "Halves", "", "上一条", "", "2", "Shares", "", "back", *[""] * 4, "s", "q")
    assert screen.index("There is no row before") < screen.index("Who pays for the bridge")
    assert screen.count("already recorded") == 2
    assert "Nothing was changed" in screen
    assert "Stopped; 2 left" in screen
    first, second = (one for one in said(office) if one["kind"] == "sort")
    assert (first["because"], second["because"]) == ("Halves", "Shares")
    assert [id.split("-")[0] for id in second["replaces"]] == ["A1"]


def test_a_clerk_who_raises_a_problem_is_asked_what_each_city_says_and_whose_coordination_it_needs(office: Path) -> None:
    """Its own city first; each may stay without an answer, and nothing is sorted by it."""
    screen = sit(office, "raise A1", "Rain", "south", "", "Wait", "", "bureaus", "", office="north")
    assert screen.index("what North") < screen.index("what South") < screen.index("what was tried")
    last = said(office)[-1]
    assert {key: last.get(key) for key in ("kind", "positions", "tried", "needs")} == {
        "kind": "problem", "positions": {"south": "Wait"}, "tried": None, "needs": "bureaus",
    }  # fmt: skip


def test_a_row_that_was_gone_back_from_is_gone_to_again(office: Path) -> None:
    """Also one that was stored and waits no more: it is corrected."""
    screen = sit(office, "sort", "ramp", "land", "", "One", "", "two maps", "land", "", "Two", "", "<", "<", "two maps", "", "", "Three", "", "q")
    assert screen.count("already recorded") == 3
    assert [one["because"] for one in said(office) if one["kind"] == "sort"] == ["One", "Two", "Three"]


def test_a_row_is_gone_to_by_the_task_of_its_problem_where_it_is_the_only_one(office: Path, wrote: Any) -> None:
    wrote("raise", "B1", "--text", "No reader", "--needs", "bureaus", "--office", "north")
    screen = sit(office, "sort", "A1", "card", "q")
    assert "error[unknown_id]" in screen.partition("No reader")[0]  # of A1 there are four
    assert screen.rindex("Matter: No reader") > screen.rindex("> card")


def test_a_clerk_of_one_city_says_whether_a_percent_is_its_own(office: Path) -> None:
    """Of a task of several, where she names no part; nobody is told to type an option."""
    screen = sit(office, "update A1", "under way", "40", "works", "", "1", "", "", office="north")
    assert "only that of North" in screen and "--city north" not in screen
    assert (said(office)[-1]["city"], said(office)[-1]["percent"]) == ("north", "40")
    whole = sit(office, "update A1", "under way", "45", "", "", "", "", "", "y", office="north")
    assert "is taken for the whole" in whole.replace("\n", " ")
    assert said(office)[-1].get("city") is None


def test_a_correction_is_proposed_what_the_record_says(office: Path, wrote: Any) -> None:
    """What is answered with Enter is kept, a `-` takes off what was said, and the day may be corrected."""
    id = wrote("update", "A1", "--stage", "under_way", "--percent", "40", "--measure", "works", "--next", "Piers", "--text", "Half", "--date", "2026-09", "--office", "north")
    screen = sit(office, f"update --replaces {id}", "", "45%", "", "-", "", "2026-10", office="north")
    assert ("[Enter: 40; -: none]" in screen, "[Enter: 2026-09]" in screen) == (True, True)
    last = said(office)[-1]
    kept = {key: last.get(key) for key in ("stage", "percent", "measure", "text", "next", "date", "replaces")}
    assert kept == {"stage": "under_way", "percent": "45", "measure": "works", "text": "Half", "next": None, "date": "2026-10", "replaces": [id]}


def test_a_correction_that_changes_nothing_is_none(office: Path, wrote: Any) -> None:
    id, before = wrote("update", "A1", "--text", "Half", "--office", "north"), files(office)
    assert "Nothing was changed" in sit(office, f"update --replaces {id}", "", "", "", office="north")
    assert files(office) == before


def test_what_is_not_understood_or_refused_is_said_and_asked_again(office: Path) -> None:
    shown = sit(office, "order", office="secretariat")
    assert "Nothing waits for ltz order" in shown
    shown = sit(office, "sort", "9", "sea", "", "land", "bureaus", "Why", "Do it", "", "2020-01-01", "q")
    assert shown.count("error[unknown_id]") == 2
    assert "An answer is needed here" in shown
    assert "error[dates_backwards]" in shown
    assert not any(one["kind"] == "sort" for one in said(office))


@pytest.mark.parametrize(
    ("words", "answers", "told"),
    [
        ("sort ramp --as land", ("2", "Why", ""), {"kind": "sort", "needs": "bureaus", "because": "Why"}),
        ("raise", ("A1", "?", "Rain", "1", "Pump: first", "Dug", "", "1 Dec"), {
            "kind": "problem", "tasks": ["A1"], "text": "Rain", "concerns": ["north"], "positions": {"north": "Pump: first"}, "tried": "Dug",
            "wanted_by": "2026-12-01",
        }),
        ("claim", ("card", "", "", "y"), {"kind": "update", "task": "B1", "stage": "reported_complete"}),
        ("extend A1", ("2027-01-31", "Rain", "Mayor"), {"kind": "adjustment", "due": "2027-01-31", "approved_by": "Mayor"}),
        ("adjust A1 --target Less", ("Rain", "Mayor"), {"kind": "adjustment", "target": "Less", "because": "Rain"}),
        ("session", ("2", "1"), {"kind": "session", "level": "vice_mayors", "form": "meeting"}),
        ("update A1", ("not started", "", "", ""), {"kind": "update", "task": "A1", "stage": "not_started"}),
    ],
)  # fmt: skip
def test_what_is_missing_is_asked_for(office: Path, words: str, answers: tuple[str, ...], told: dict[str, Any]) -> None:
    sit(office, words, *answers)
    last = [one for one in said(office) if one["kind"] == told["kind"]][-1]
    assert {key: last.get(key) for key in told} == told


def test_a_report_that_is_asked_for_is_of_the_month_that_is_owed(office: Path) -> None:
    """As in a sitting, so of a task that was named; the question says so."""
    screen = sit(office, "update B1", "under way", "", "", "", office="north")
    assert "report on 2026-10" in screen
    [one] = [one for one in said(office) if one["kind"] == "update"]
    assert one["date"] == "2026-10"


def test_a_commit_takes_along_what_the_record_names(office: Path, ltz: Ltz, wrote: Any) -> None:
    """A correction of what no commit holds would say nothing to others."""
    first = wrote("update", "B1", "--text", "Wrong", "--office", "north")
    second = wrote("update", "B1", "--text", "Right", "--replaces", first, "--office", "north")
    done = ltz("update", "B1", "--text", "Best", "--replaces", second, "--office", "north", "--commit")
    assert done.code == 0, done.err
    committed = run_git(office, "ls-files", "data/records/north")
    assert all(id.rpartition("-")[2] in committed for id in (first, second, done.out.strip()))
    assert "Among them 2 files of earlier records" in done.err
    alone = ltz("update", "B1", "--text", "More", "--office", "north", "--commit")
    assert ("Committed" in alone.err, "Among them" in alone.err) == (True, False)


def test_a_commit_of_a_session_takes_along_what_brought_its_matters_before_it(office: Path, ltz: Ltz, wrote: Any) -> None:
    """A decision on what nobody sorted would decide nothing for others; what moved other matters stays."""
    [ramp, *_] = [one["id"] for one in json.loads(ltz("list", "problems", "--format", "json").out)["problems"]]
    sorted_ = wrote("sort", ramp, "--as", "land", "--needs", "bureaus", "--because", "Two bureaus")
    again = wrote("sort", ramp, "--as", "other", "--needs", "bureaus", "--because", "Not land alone")
    beside = wrote("update", "B1", "--text", "Beside")
    (office / "held.yaml").write_text(f"matters: [{{id: {ramp}, decision: Go on}}]", encoding="utf-8")
    done = ltz("session", "--level", "vice_mayors", "--form", "meeting", "--from", "held.yaml", "--commit")
    assert done.code == 0, done.err
    committed = run_git(office, "ls-files", "data/records")
    assert [id.rpartition("-")[2] in committed for id in (ramp, sorted_, again, beside)] == [True, True, True, False]


def test_of_what_an_office_wrote_last_one_is_withdrawn(office: Path, wrote: Any) -> None:
    """By its id, and not what took another back."""
    early = wrote("update", "A1", "--text", "Early", "--office", "north")
    last = wrote("update", "A1", "--text", "Late", "--office", "north")
    wrote("withdraw", early, "--because", "Twice", "--office", "north")
    assert f" 1  {last[:7]}  " in sit(office, "withdraw", "1", "Twice", office="north")
    assert {key: said(office)[-1][key] for key in ("withdraws", "because")} == {"withdraws": last, "because": "Twice"}


def test_nothing_is_asked_where_that_is_not_wanted(office: Path) -> None:
    before = files(office)
    code, received = on_a_terminal(office, ["sort", "ramp", "--no-input"], **OFFICER)
    assert (code, files(office)) == (2, before)
    assert shown(received).count("error[missing_argument]") == 3


def test_an_id_goes_where_the_output_goes(office: Path) -> None:
    """In `id=$(ltz sort ramp)` the person is asked beside it."""
    code, received = on_a_terminal(office, ["claim", "B1", "--text", "x", "--date", "2026-11"], "y", **OFFICER)
    assert code == 0
    assert "B1-" in shown(received)


def test_several_tasks_are_reported_on_at_once(office: Path, ltz: Ltz) -> None:
    done = ltz("update", "A1", "B1、A2", "--nil", "--office", "north")
    assert done.code == 0, done.err
    assert [line.rpartition("-")[0] for line in done.out.splitlines()] == ["A1", "B1", "A2"]
    assert [(one["task"], one["nil"]) for one in said(office)[-3:]] == [("A1", True), ("B1", True), ("A2", True)]


def test_a_clerk_of_a_unit_sees_her_own(office: Path, ltz: Ltz, wrote: Any) -> None:
    """`git config ltz.unit` leaves out what surely is another's."""
    id = wrote("raise", "A1", "--text", "Pipes", "--needs", "bureaus")
    wrote("order", id, "--unit", "north_lands", "--unit", "north_roads", "--due", "2026-12-31", "--require", "Move them")
    run_git(office, "config", "ltz.unit", "北样市自然资源局")
    found = json.loads(ltz("todo", "--office", "north", *JSON).out)
    assert found["unit"] == "north_lands"
    assert [one["unit"] for one in found["items"] if one["queue"] == "answer"] == ["north_lands"]
    assert [one["id"] for one in found["items"] if one["queue"] == "report"] == ["B1", "A2"]
    done = ltz("reply", "Pipes", "--received", "--office", "north")
    assert done.code == 0
    assert said(office)[-1]["unit"] == "north_lands"


def test_a_session_is_decided_at_the_table(office: Path, ltz: Ltz) -> None:
    """What its file leaves open is asked for: the decision, to whom it goes, by when; what it comes to is shown before it is stored."""
    for text in ("ramp", "card"):
        ltz("sort", text, "--as", "land", "--needs", "bureaus", "--because", "Both")
    ltz("paper", "agenda", "--level", "vice_mayors", "--draft", "s.yaml")
    drafted = (office / "s.yaml").read_text(encoding="utf-8")
    assert "No land for the ramp" in drafted
    assert "require" not in drafted  # it is the decision, said once
    planned = sit(office, "session s.yaml", "Swap the land", "1", "normal", "", "y", "n").partition("Store it?")[0]
    assert "No land for the ramp: Swap the land" in planned
    assert "order 〔2026〕1号, North Lands Bureau, due 2026-12-24" in planned
    [held] = [one for one in said(office) if one["kind"] == "session"]
    assert [one.get("decision") for one in held["matters"]] == ["Swap the land", None]
    [order] = [one for one in said(office) if one["kind"] == "order"]
    assert (order["units"], order["urgency"], order["require"]) == (["north_lands"], "normal", "Swap the land")


def test_what_was_typed_wrong_is_refused_before_anything_is_asked(office: Path, ltz: Ltz) -> None:
    """A row that is refused without a question would be refused for ever."""
    ltz("sort", "ramp", "--as", "land", "--needs", "bureaus", "--because", "Both")
    for words in ("sort --as nonsense", "order --unit nosuch --due eom --require x", "order --replaces A1-ffff --require x"):
        code, received = on_a_terminal(office, words.split(), **OFFICER)
        assert (code, shown(received).count("To sort: "), shown(received).count("To order: ")) in {(2, 0, 0), (2, 1, 0), (2, 0, 1), (130, 0, 0)}
    code, _ = on_a_terminal(office, ["extend", "A1", "2020-01-01"], "Rain", "Mayor", "", "", **OFFICER)
    assert code == 2, "what no answer mends is not asked for ever"


def test_where_the_input_ends_a_single_verb_is_interrupted(office: Path) -> None:
    code, received = on_a_terminal(office, ["sort", "ramp"], **OFFICER)
    assert (code, "failed" in shown(received)) == (130, False)


def test_a_problem_is_dismissed_at_the_table(office: Path) -> None:
    sit(office, "sort ramp", "dismiss", "Not ours")
    sit(office, "sort reader", "3", "Nor this")
    assert [(one["dismissed"], one["because"]) for one in said(office) if one["kind"] == "sort"] == [(True, "Not ours"), (True, "Nor this")]


def test_what_is_neither_yes_nor_no_is_asked_again(office: Path, wrote: Any) -> None:
    id = wrote("raise", "A1", "--text", "Pipes", "--needs", "bureaus")
    wrote("order", id, "--unit", "north_lands", "--due", "2026-12-31", "--require", "Move them")
    wrote("reply", id, "--done", "--text", "Moved", "--unit", "north_lands", "--office", "north")
    screen = sit(office, f"accept {id}", "nosuch.jpg", "", "later", "y")
    assert "file_missing" in screen.partition("[y/N]")[0]  # as soon as it is typed
    assert screen.count("[y/N]") == 2
    assert "Moved" in screen.partition("[y/N]")[0]  # what is accepted is seen first
    assert said(office)[-1]["verdict"] == "accept"


def test_what_is_not_stored_is_asked_again_with_the_answers(office: Path, wrote: Any) -> None:
    """A cross-region problem of one city: the other is asked for, and no is not the end of it."""
    plan = office / "data" / "tasks.yaml"
    plan.write_text(plan.read_text(encoding="utf-8").replace("area: transport\n", "area: transport\n    cross_region: true\n", 1), encoding="utf-8")
    screen = sit(office, "sort", "1", "", "Why", "Give it", "1", "urgent", "", "n", "", "", "", "", "", "", "1", "q")
    assert "--concerns" not in screen  # which `sort` does not have; who was asked is told in words
    assert "does it really concern no other?" in screen.replace("\n", " ")
    assert "A correction is recorded beside (on behalf of North Example): problem" in screen.replace("\n", " ")
    corrected, sort = said(office)[-1], said(office)[-2]
    assert (sort["because"], sort["recommends"]["text"], sort["recommends"]["due"]) == ("Why", "Give it", "2026-12-01")
    assert (corrected["concerns"], corrected["on_behalf_of"], corrected["text"]) == (["south"], "north", "No land for the ramp")


def test_a_number_is_a_place_only_in_a_list_that_is_shown() -> None:
    known = {f"t{at}": [f"Road {at}"] for at in range(MOST)}
    one = Question(about="which", known=known)
    assert one.understood("3") == ["t2"]
    assert replace(one, known={**known, "last": ["Road"]}).understood("3") == ["3"]


def test_an_order_says_which_it_takes_the_place_of(office: Path, wrote: Any) -> None:
    id = wrote("raise", "A1", "--text", "Pipes", "--needs", "bureaus")
    wrote("order", id, "--unit", "north_lands", "--due", "2026-12-31", "--require", "Move them")
    screen = sit(office, "order Pipes", "Too slow", "?", "2", "2027-01", "Move them now")
    assert "takes the place of order 〔2026〕1号" in screen
    assert "in place of 〔2026〕1号" in screen
    assert "1  normal  30 days: 2026-12-24" in screen
    assert "“2027-01” is read as its last day, 2027-01-31" in screen
    assert said(office)[-1]["due"] == "2027-01-31"


def test_of_several_units_it_is_asked_which_replies(office: Path, wrote: Any) -> None:
    id = wrote("raise", "A1", "--text", "Pipes", "--needs", "bureaus")
    wrote("order", id, "--unit", "north_lands", "--unit", "south_lands", "--due", "2026-12-31", "--require", "Move them")
    sit(office, "reply Pipes --received", "2")
    assert [one["unit"] for one in said(office) if one["kind"] == "reply"] == ["south_lands"]


def test_where_no_row_is_gone_through_a_step_back_is_never_an_answer(office: Path) -> None:
    screen = sit(office, "paper", "<", "返回", "bulletin")
    assert screen.count("There is no row before") == 2 and "bulletin" in screen.casefold()
