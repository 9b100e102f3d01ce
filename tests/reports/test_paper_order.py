"""The slip of an order: what came of it, and what stands in a void one's stead."""

from ltzplan.reports.papers.paper import answers
from tests.build import (
    extension,
    name_of,
    order,
    petition,
    plan,
    problem,
    recheck,
    reply,
    session,
    sort,
    state,
    withdrawal,
)  # fmt: skip
from tests.reports.papers import made, ordered


def test_fidelity_7_the_origin_of_an_order_is_a_day_and_a_level():
    """And what stands in a void one's stead has a number and a day."""
    raised, held = problem(), session("2020-06-10", portfolio="works")
    sorting = sort(raised)
    first = order(sorting, session=held, origin="session")
    better = order(sorting, session=held, origin="session", replaces=first, hour=13, require="Better")
    gone = withdrawal(better, "2020-06-20")
    records = (raised, held, sorting, first, better)
    paper = made("order", plan(), *records, concerns=(name_of(first),))
    assert (paper.decided.date.text, paper.decided.level, paper.decided.portfolio) == ("2020-06-10", "deputies", "works")
    assert (paper.void, paper.void_on.text, paper.replaced_by) == (True, "2020-06-12", "1")
    paper = made("order", plan(), *records, gone, concerns=(name_of(better),))
    assert (paper.void_on.text, paper.replaced_by) == ("2020-06-20", None)
    loose = order(sorting, session=raised)
    assert made("order", plan(), raised, sorting, loose, concerns=(name_of(loose),)).decided is None


def test_a_slip_with_what_came_of_it():
    """demands-3: one matter, one slip."""
    raised = problem()
    sorting, slip = ordered(raised, due="2020-06-30")
    got = reply(slip, "received", "2020-06-12")
    longer = extension(got, "2020-07-15", "2020-06-20")
    paper = made("order", plan(), raised, sorting, slip, got, longer, concerns=(name_of(slip),))
    assert (paper.number, paper.problem, paper.text, paper.void, paper.state) == ("1", name_of(raised), "Land is missing", False, "received")
    assert (paper.slip.due.text, paper.due.text) == ("2020-06-30", "2020-07-15")
    assert [(one.says, one.unit, one.text) for one in paper.answers] == [("received", "lands", "So it stands"), ("extend", None, "Rain")]


def test_an_older_slip_of_a_problem_ends_with_the_next():
    """Its answers are its own, and the due date in force is another's."""
    raised = problem()
    sorting, slip = ordered(raised)
    back = reply(slip, "cannot", "2020-06-15")
    again = order(back, ("works_north",), "2020-06-16", number="2")
    records = (raised, sorting, slip, back, again, reply(again, "received", "2020-06-17", unit="works_north"))
    paper = made("order", plan(), *records, concerns=(name_of(slip),))
    assert (paper.void, paper.due, paper.state, [one.says for one in paper.answers]) == (False, None, None, ["cannot"])


def test_a_void_slip_keeps_its_number():
    """Withdrawn, replaced, or without effect since its problem was withdrawn."""
    raised = problem()
    sorting, slip = ordered(raised)
    gone = withdrawal(slip, "2020-06-15")
    paper = made("order", plan(), raised, sorting, slip, gone, concerns=(name_of(slip),))
    assert (paper.number, paper.void, paper.void_by, paper.void_because) == ("1", True, name_of(gone), "By mistake")
    better = order(sorting, day="2020-06-10", replaces=slip, hour=13)
    paper = made("order", plan(), raised, sorting, slip, better, concerns=(name_of(slip),))
    assert (paper.void, paper.void_by, paper.void_because) == (True, name_of(better), None)
    paper = made("order", plan(), raised, sorting, slip, withdrawal(raised, "2020-06-15"), concerns=(name_of(slip),))
    assert (paper.void, paper.void_by, paper.problem, paper.text, paper.answers) == (True, None, name_of(raised), "Land is missing", ())


def test_a_slip_of_a_reworded_problem_that_came_back_from_above():
    """The petition asks of two; the answer names the one."""
    first, second = problem(text="a"), problem(text="b")
    better = problem(text="B", replaces=second, hour=13)
    sorts = sort(first, "province"), sort(second, "province")
    asked = petition(*sorts, day="2020-06-12")
    said = [reply(asked, "answer", "2020-06-20", problem=name_of(one)) for one in (first, second)]
    slip = order(said[1], day="2020-06-21")
    paper = made("order", plan(), first, second, better, *sorts, asked, *said, slip, concerns=(name_of(slip),))
    assert (paper.problem, paper.text, paper.void) == (name_of(second), "B", False)
    direct = order(better, day="2020-06-21")
    lost = made("order", plan(), second, better, direct, withdrawal(better, "2020-06-25"), concerns=(name_of(direct),))
    assert (lost.problem, lost.void) == (name_of(second), True)


def test_what_was_said_on_an_order():
    """A petition's words are whom it asks; an acceptance may have none."""
    raised = problem()
    sorting, slip = ordered(raised, "province")
    asked = petition(slip)
    back = reply(asked, "answer", "2020-06-16")
    done = reply(back, "done", "2020-06-18")
    closed = recheck(done, day="2020-06-20")
    found = state(plan(), raised, sorting, slip, asked, back, done, closed).problems[name_of(raised)]
    assert [(one.says, one.text) for one in answers(found, name_of(slip))] == [
        ("petition", "The province"), ("answer", "So it stands"), ("done", "So it stands"), ("accept", "Checked"),
    ]  # fmt: skip
