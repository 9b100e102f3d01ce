"""One task, or one problem, with everything that is known of it."""

from dataclasses import replace

from ltzplan.model.records import AgendaItem
from ltzplan.reports.record_line import said
from ltzplan.reports.show import show_problem, show_task
from tests.build import (
    claim,
    entries,
    extension,
    name_of,
    on,
    order,
    petition,
    plan,
    problem,
    recheck,
    reply,
    session,
    sort,
    state,
    task,
    update,
)  # fmt: skip


def a_task(*records, day="2020-12-31", **given):
    the_plan = plan(task(**given))
    return show_task(the_plan, state(the_plan, *records, day=day), "T1")


def a_problem(*records, day="2020-06-30", **given):
    the_plan = plan(**given)
    return show_problem(the_plan, state(the_plan, *records, day=day), name_of(records[0]))


def test_a_task_that_nobody_reported_on():
    """Nothing known, everything owed."""
    found = a_task(day="2020-02-29")
    assert (found.curves, found.problems, found.reports, found.milestones) == ((), (), (), ())
    assert (found.months_owed, found.row.id, found.task.id) == (("2020-01", "2020-02"), "T1", "T1")


def test_a_curve_for_each_piece_and_measure():
    """Percent over time, one line a measure; a part's is its own."""
    found = a_task(
        update(percent=20, day="2020-05-01"),
        update(percent=30),
        update(percent=10, measure="works"),
        update(percent=90, parts=("a",)),
        parts=("a",),
    )
    curves = {(one.part, one.city, one.measure): [(p.date, p.percent) for p in one.points] for one in found.curves}
    assert curves[None, None, "investment"] == [(on("2020-05-01"), 20), (on("2020-06-30"), 30)]
    assert curves[None, None, "works"] == [(on("2020-06-30"), 10)]
    assert curves["a", None, "investment"] == [(on("2020-06-30"), 90)]


def test_reports_and_checks_the_newest_first():
    """The reports of a task with what the secretariat said of its claims."""
    first, said_ = update(day="2020-05-01"), claim()
    returned = recheck(said_, "return")
    assert [one.record for one in a_task(first, said_, returned).reports] == [
        name_of(returned),
        name_of(said_),
        name_of(first),
    ]


def test_milestones_reached_name_the_report_that_says_so():
    """Opened to traffic is a milestone, of the whole or of a part."""
    of_part = update(milestone="opened", parts=("a",), text="x")
    whole = update(milestone="opened", city="north", day="2020-07-01")
    found = a_task(of_part, whole, update(text="y"), parts=("a", "b"), milestones=("opened",)).milestones
    assert [(one.milestone, one.part, one.city, one.record) for one in found] == [
        ("opened", "a", None, name_of(of_part)),
        ("opened", None, "north", name_of(whole)),
    ]


def test_open_problems_come_first():
    """What is over comes after what is not."""
    first, second = problem(), problem(day="2020-06-02")
    assert [one.id for one in a_task(first, second, recheck(first)).problems] == [name_of(second), name_of(first)]


def test_problems_of_other_tasks_are_not_shown():
    """A task shows its own."""
    the_plan = plan(task(), task("T2"))
    assert show_task(the_plan, state(the_plan, problem("T2")), "T1").problems == ()


def test_an_unsorted_problem_is_held_by_the_secretariat():
    """demands-3: who must move, since when, and what moves are possible."""
    found = a_problem(problem(needs="province", concerns=("south",), positions={"north": "No"}, tried="Talks"))
    assert (found.state, found.held_by, found.held_since.text, found.days) == ("raised", "secretariat", "2020-06-01", 29)
    assert (found.level, found.sort, found.needs, found.proposed_need) == (None, None, None, "province")
    assert (found.concerns, found.positions, found.tried) == (("south",), {"north": "No"}, "Talks")
    assert set(found.possible) == {"sort", "dismiss", "accept"}


def test_a_sorted_problem_is_held_by_its_level():
    """levels-2: the post that can settle it."""
    raised = problem()
    found = a_problem(raised, sort(raised, key=True))
    assert (found.state, found.held_by, found.held_since.text) == ("sorted", "deputies", "2020-06-10")
    assert (found.level, found.sort, found.needs, found.key) == ("deputies", "land", "bureaus", True)
    assert [(one.kind, one.move) for one in found.moves] == [("problem", None), ("sort", "sort")]


def test_R3_what_is_not_asked_above_cannot_be_petitioned():
    """levels-4: what is offered is what would be taken."""
    raised = problem()
    low, high = sort(raised), sort(raised, "province")
    offered = [a_problem(raised, *records).possible for records in ((low,), (low, order(low)), (high,), (high, order(high)))]
    assert ["petition" in moves for moves in offered] == [False, False, True, True]


def test_a_closed_problem_is_held_by_nobody():
    """What is closed waits for no one."""
    raised = problem()
    found = a_problem(raised, recheck(raised, day="2020-06-20", text="Settled"))
    assert (found.state, found.held_by, found.possible) == ("closed", None, ())
    assert (found.moves[-1].move, found.moves[-1].text) == ("accept", "Settled")


def test_a_reworded_problem_reads_as_it_now_stands():
    """Replaces mends the wording."""
    raised = problem()
    found = a_problem(raised, problem(text="Clearer", replaces=raised, day="2020-06-05"))
    assert (found.id, found.text) == (name_of(raised), "Clearer")


def test_who_raised_a_problem_stays_first_in_its_life():
    """Each correction stands beside with its author, the day on which it was entered, and what it changed."""
    raised, other = problem(office="north"), problem(day="2020-06-02", text="Same")
    better = problem(replaces=(name_of(raised), name_of(other)), concerns=("south",), on_behalf_of="north", entered_on="2020-06-09")
    last = problem(replaces=better, concerns=("south",), text="Clearer", entered_on="2020-06-20")
    first, second, third = a_problem(raised, other, better, last).moves
    assert (first.record, first.office, first.changed) == (name_of(raised), "north", ())
    assert (second.office, second.date.text, second.changed) == ("secretariat", "2020-06-09", ("concerns",))
    assert (third.date.text, [one.record for one in third.corrects], third.changed) == ("2020-06-20", [name_of(better)], ("text",))


def test_a_problems_life_has_the_sessions_that_took_it_up():
    """In their turn, with what was decided of it."""
    raised = problem()
    sorted_, given = sort(raised), order(sort(raised), day="2020-06-20")
    before, after = session("2020-06-15", raised), session("2020-06-25", matters=(AgendaItem(id=name_of(raised)),), text="Heard")
    elsewhere = session("2020-06-16")
    found = a_problem(raised, sorted_, given, before, after, elsewhere)
    assert [(one.kind, one.text) for one in found.moves[2:]] == [("session", "So be it"), ("order", given.require), ("session", "Heard")]


def test_a_reworded_sorting_reads_as_it_now_stands():
    """Replaces mends the wording of a move too."""
    raised = problem()
    old = sort(raised, because="Old reason")
    new = sort(raised, because="New reason", replaces=old, day="2020-06-12")
    found = a_problem(raised, old, new)
    assert [(one.text, one.record) for one in found.moves[1:]] == [("New reason", name_of(new))]


def test_a_records_line_says_what_it_states():
    """The reason stands in for a text that was not given."""
    [one, two] = entries(update(percent=0, parts=("a",), text="x"), sort("T1-0", because="So"))
    assert (said(one).percent, said(one).parts, said(one).measure) == (0, ("a",), "investment")
    assert (said(two).text, said(two).move, said(two).percent) == ("So", "sort", None)


def test_an_ordered_problem_is_held_by_the_first_unit_that_has_not_answered():
    """demands-3: the slip, its dates, each unit's state, and who must move."""
    raised = problem(day="2020-05-01")
    sorted_ = sort(raised, day="2020-05-02")
    given = order(sorted_, ("works_north", "works_south"), "2020-05-03", due="2020-06-20", number="3", key=True)
    start = raised, sorted_, given
    found = a_problem(*start)
    assert (found.held_by, found.held_since.text, found.number, found.key) == ("works_north", "2020-05-03", "3", True)
    assert (found.due.text, found.first_due.text, found.overdue_days) == ("2020-06-20", "2020-06-20", 10)
    assert found.possible_by == {"secretariat": found.possible} and found.kept == ()
    able = {id: replace(one, may="all") if one.city else one for id, one in plan().offices.items()}
    own = a_problem(*start, offices=able).possible_by
    assert {id: "done" in moves for id, moves in own.items()} == {"secretariat": False, "north": True, "south": True}
    first = reply(given, "done", unit="works_north")
    found = a_problem(*start, first)
    assert found.held_by == "works_south"
    assert found.units == {"works_north": "answered", "works_south": "ordered"}
    last = reply(first, "done", unit="works_south")
    assert (a_problem(*start, first, last).held_by, a_problem(*start, first, last).state) == ("secretariat", "answered")
    back = recheck(last, "return", "2020-06-25")
    found = a_problem(*start, first, last, back, extension(back, "2020-07-31", "2020-06-28"))
    assert (found.held_by, found.returns, found.due.text, found.first_due.text) == ("works_north", 1, "2020-07-31", "2020-06-20")
    assert [one.move for one in found.moves] == [None, "sort", "order", "done", "done", "return", "extend"]


def test_what_waits_for_an_answer_is_the_secretariats():
    """demands-3: it enters the answer; what was sorted is its level's, what is over nobody's."""
    raised = problem()
    sorted_ = sort(raised)
    assert a_problem(raised, sorted_).held_by == "deputies"
    assert a_problem(raised, sorted_, sorted_ := sort(raised, "province"), petition(sorted_)).held_by == "secretariat"
    assert a_problem(raised, sorted_, recheck(sorted_, day="2020-06-20")).held_by is None


def test_method_B4_all_who_have_it_are_named_the_least_advanced_first():
    """demands-3: three cities each sign; who has not signed comes before who has."""
    raised = problem()
    sorted_ = sort(raised)
    both = order(sorted_, ("works_north", "works_south"), due="2020-06-20")
    signed = reply(both, "received", "2020-06-13", unit="works_north")
    found = a_problem(raised, sorted_, both, signed)
    assert (found.held_by, found.holders) == ("works_south", ("works_south", "works_north"))
    assert a_problem(raised, sorted_, both, recheck(sorted_, day="2020-06-12")).holders == found.holders[::-1]


def test_R22_a_closed_matter_says_its_day_and_whether_in_time():
    """demands-3: also one that was dismissed, and one that no unit ever had."""
    raised = problem()
    sorted_ = sort(raised)
    given = order(sorted_, due="2020-06-20")

    def closed(*records):
        found = a_problem(raised, sorted_, *records)
        return (found.closed_on and found.closed_on.isoformat(), found.in_time, found.holders)

    assert closed(given) == (None, None, ("lands",))
    done = reply(given, day="2020-06-18")
    assert closed(given, done, recheck(done, day="2020-06-25")) == ("2020-06-25", True, ())
    late = reply(given, day="2020-06-22")
    assert closed(given, late, recheck(late, day="2020-06-25")) == ("2020-06-25", False, ())
    assert closed(recheck(sorted_, day="2020-06-25")) == ("2020-06-25", None, ())
    assert closed(given, sort(given, None, "2020-06-26")) == ("2020-06-26", False, ())


def test_code_B2_a_corrected_word_changes_nobodys_since():
    """A reworded move keeps its day; a decision of a session gives the matter to the secretariat."""
    raised = problem()
    sorted_ = sort(raised, day="2020-06-10")
    better = sort(raised, day="2020-06-20", replaces=sorted_, because="In better words")
    assert a_problem(raised, sorted_, better).held_since.text == "2020-06-10"
    held = session("2020-06-15", raised)
    found = a_problem(raised, sorted_, held)
    assert (found.held_since.text, found.holders, found.decided.text) == ("2020-06-15", ("secretariat",), "So be it")


def test_stranger_6_a_correction_says_what_it_corrects():
    """The record that it took the place of, with the figure that stood there."""
    old = update(day="2020-05-01", percent="81.55")
    new = update(day="2020-05-01", percent="80.55", replaces=old)
    found = a_task(old, new)
    [[line], [[point]]] = found.reports, [one.points for one in found.curves]
    assert (point.record, point.corrects) == (name_of(new), line.corrects)
    [corrected] = line.corrects
    assert (corrected.record, corrected.office, str(corrected.percent), corrected.percent_date.text) == (
        name_of(old), "secretariat", "81.55", "2020-05-01",
    )  # fmt: skip


def test_a_settlement_shows_both_figures():
    """After it the two figures are not only in the log."""
    pair = update(percent=40, office="north"), update(percent=60, office="south", of="2020-06")
    settled = update(day="2020-07-10", percent=55, of="2020-06-30", replaces=pair)
    [line] = a_task(*pair, settled).reports
    assert [(one.office, one.percent, one.percent_date.text) for one in line.corrects] == [
        ("north", 40, "2020-06-30"), ("south", 60, "2020-06"),
    ]  # fmt: skip
    assert line.percent_date.text == "2020-06-30"


def test_R7_background_is_listed_and_marked():
    """It is no report, and is shown."""
    found = a_task(update(background=True, text="The province approved it"), update(day="2020-07-05"))
    assert [one.background for one in found.reports] == [False, True]
    assert found.row.last_report.text == "2020-07-05"


def test_R8_who_reported_when_reports_were_due_last():
    found = a_task(update(day="2020-06-05", office="north"), day="2020-06-30")
    assert (found.reporters.period, found.reporters.cities, found.reporters.of) == ("2020-06", ("north",), ("north", "south"))
    assert (len(found.months_missed), found.months_owed) == (5, ())
