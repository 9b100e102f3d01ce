"""What a day would be without one record: the same as if the whole of it had been folded without it."""

import pytest

from ltzplan.reports.why import why
from ltzplan.rules.fold import state_at, state_without
from ltzplan.rules.ledger import Ledger
from ltzplan.rules.levels import problem_level, task_level
from ltzplan.rules.lights import light_of
from tests.build import (
    adjustment,
    claim,
    entries,
    ledger,
    name_of,
    on,
    order,
    paper,
    petition,
    plan,
    problem,
    recheck,
    reply,
    session,
    sort,
    task,
    update,
    withdrawal,
)  # fmt: skip

PLAN = plan(task(due="2020-12-31"), task("T2", needs="bureaus"), escalate_after=2)
DAY = on("2020-09-30")


def year():
    """Give records that hang together in every way: two problems in one session and one petition, and more."""
    first, second, follows = problem(("T1", "T2")), problem(text="Another"), problem("T2", text="Third")
    sorts = sort(first), sort(second, needs="province"), sort(follows, needs="own")
    met = session("2020-06-12", first, second, "T1")
    orders = order(sorts[0], day="2020-06-13", session=met), order(sorts[1], day="2020-06-13")
    asked = petition(*orders, day="2020-06-20")
    answers = [reply(asked, "answer", "2020-06-25", problem=name_of(one), unit=None) for one in (first, second)]
    done = reply(answers[0], day="2020-07-01")
    closed = recheck(done, day="2020-07-02")
    again = problem("T2", day="2020-07-03", text="Again", follows=name_of(first))
    reworded = problem(day="2020-07-04", text="Other words", replaces=second)
    half, more = update(percent=10, day="2020-03-31"), update(percent=90, day="2020-06-30")
    wrong = update(percent=1, day="2020-08-31")
    finished = claim("T2", day="2020-08-01")
    return (
        first, second, follows, *sorts, met, *orders, asked, *answers, done, closed, again, sort(again, day="2020-07-05"),
        reworded, half, more, wrong, withdrawal(wrong, day="2020-09-02"), finished, recheck(finished, day="2020-08-05"),
        adjustment(day="2020-08-20", due="2020-09-10"), paper("minutes", concerns=(name_of(met),)),
    )  # fmt: skip


def said(state, id):
    """Give what the rules say of a task or problem."""
    if id in state.tasks:
        return task_level(PLAN, state, state.tasks[id].task), light_of(PLAN, state.tasks[id], state.as_of)
    return problem_level(PLAN, state.problems[id], state.as_of) if id in state.problems else None


@pytest.mark.parametrize("at", range(len(year())))
def test_code_B10_a_part_folded_says_what_the_whole_says(at):
    """Without each record in turn, of each task and problem: level and light as folded from all others."""
    known = entries(*year())
    all_, gone = Ledger(PLAN, known), known[at].id
    now = state_at(all_, DAY)
    whole = state_at(Ledger(PLAN, [one for one in known if one.id != gone]), DAY)
    part = state_without(all_, now, gone)
    assert (part.tasks, part.problems) == (whole.tasks, whole.problems)
    for id in (*now.tasks, *now.problems):
        own = all_.of(id)
        assert said(state_without(own, state_at(own, DAY), gone), id) == said(whole, id), (known[at].record, id)


@pytest.mark.parametrize("asked", ["task", "problem"])
def test_faults_T6_why_folds_no_more_than_hangs_together(monkeypatch, asked):
    """Of a hundred problems each is folded by itself, whether the task or one of them is asked about."""
    raised = [problem(text=f"Problem {n}") for n in range(100)]
    listed = [*raised, *(sort(one) for one in raised)]
    folded = []

    def counting(some, day):
        folded.append(len(some.entries))
        return state_at(some, day)

    monkeypatch.setattr("ltzplan.rules.fold.state_at", counting)
    known = ledger(PLAN, *listed)
    found = why(known, state_at(known, DAY), "T1" if asked == "task" else known.entries[0].id)
    assert (len(folded), max(folded)) == ((200, 1) if asked == "task" else (2, 1))
    assert len(found.without) == (0 if asked == "task" else 2)
