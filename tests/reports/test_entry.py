"""One record: who said it, what became of it, what answers it, and what it changed."""

from hashlib import sha256

from ltzplan.reports.entry import show_entry
from ltzplan.store.records import to_bytes
from tests.build import (
    adjustment,
    claim,
    ledger,
    name_of,
    order,
    paper,
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
    withdrawal,
)

PLAN = plan(task(due="2020-12-31"), task("T2"))


def shown(record, *others, day="2020-12-31", digest=None):
    records = (record, *others)
    found = digest or sha256(to_bytes(record)).hexdigest()
    return show_entry(ledger(PLAN, *records), state(PLAN, *records, day=day), name_of(record), found)


def moved(found):
    return [[(one.what, one.before, one.after) for one in (*held.steps, *held.changes)] for held in found.effects]


def test_who_corrected_a_figure_and_what_it_was():
    """Both ways: the first names all that came after it, the last what it corrects; each says what it did on its day."""
    first = update(percent=40)
    second = update(percent=45, replaces=first, hour=11)
    third = update(percent=50, replaces=second, hour=12)
    old, new = shown(first, second, third), shown(third, first, second)
    assert (old.effect, [(one.said.record, one.effect) for one in old.put_out_by]) == (
        "replaced", [(name_of(second), "replaced"), (name_of(third), "in_force")],
    )  # fmt: skip
    assert [(one.record, one.percent) for one in new.said.corrects] == [(name_of(second), 45)]
    assert (new.effect, new.put_out_by, new.answers, new.named_by, new.tasks) == ("in_force", (), (), (), ("T1",))
    assert (old.effects[0].was, old.effects[0].id, old.without_effect) == (None, "T1", None)


def test_a_correction_says_the_figure_before_and_after():
    """Of the whole or a part, of each that a settlement replaces; a figure that is taken out or put in too, and none where it stays."""

    def percents(new, *olds):
        return [(before, after) for what, before, after in moved(shown(new, *olds))[0] if what == "percent"]

    first = update(percent="81.55")
    assert percents(update(percent="81.5", replaces=first, hour=13), first) == [("81.55", "81.5")]
    assert percents(update(percent="81.55", text="Typed anew", replaces=first, hour=13), first) == []
    assert percents(update(text="No figure", replaces=first, hour=13), first) == [("81.55", "")]
    bare = update(text="No figure")
    assert percents(update(percent=5, replaces=bare, hour=13), bare) == [("", "5")]
    other = update(percent=90, office="north")
    assert sorted(percents(update(percent=85, replaces=(first, other), hour=13), first, other)) == [("81.55", "85"), ("90", "85")]
    assert percents(first) == []


def test_a_digest_is_held_against_the_id():
    """What it says is all there, and its bytes are those of the id."""
    found = shown(update(percent=40))
    assert (found.checked, found.record["percent"], found.record["kind"]) == (True, "40", "update")
    assert not shown(update(percent=40), digest="0" * 64).checked


def test_a_claim_that_is_taken_back():
    said = claim()
    taken = withdrawal(said)
    found, back = shown(said, taken), shown(taken, said)
    assert (found.effect, found.by) == ("withdrawn", name_of(taken))
    assert ("stage", "", "reported_complete") in moved(found)[0]
    assert moved(back) == [[("stage", "reported_complete", "")]]
    assert (found.named_by, back.answers) == ((), ())


def test_a_move_says_what_it_answers_and_what_answers_it():
    """State, level, turn and due date before and after."""
    raised = problem()
    sorted_ = sort(raised)
    given = order(sorted_, ("lands",), "2020-06-12", due="2020-07-20")
    done = reply(given, day="2020-06-20")
    found = shown(given, raised, sorted_, done)
    assert [one.record for one in found.answers] == [name_of(sorted_)]
    assert [one.record for one in found.named_by] == [name_of(done)]
    assert moved(found) == [[("state", "sorted", "ordered"), ("turn", "decide", "in_hand"), ("due", "", "2020-07-20")]]
    assert ("level", "", "deputies") in moved(shown(sorted_, raised))[0]
    assert moved(shown(raised))[0][:1] == [("state", "", "raised")]
    assert found.problems == (name_of(raised),)


def test_a_problem_that_is_taken_back_had_a_text():
    raised = problem()
    [gone] = shown(withdrawal(raised), raised).effects
    assert (gone.title, gone.state, [(one.before, one.after) for one in gone.steps[:1]]) == ("Land is missing", None, [("raised", "")])


def test_a_session_changes_problems_and_a_paper_nothing():
    """A task that a session took up stays as it is."""
    raised = problem()
    sorted_ = sort(raised)
    held = session("2020-06-15", raised, "T2")
    found = shown(held, raised, sorted_)
    assert [(one.id, [step.after for step in one.steps]) for one in found.effects] == [(name_of(raised), ["to_order"])]
    assert {*found.tasks} == {"T1", "T2"}
    minutes = shown(paper("minutes", concerns=(name_of(held),)), held, raised, sorted_)
    assert (minutes.effects, [one.record for one in minutes.answers]) == ((), [name_of(held)])


def test_a_petition_of_two_problems_changes_both():
    one, two = problem(), problem("T2", text="Other")
    first, second = sort(one, "province"), sort(two, "province")
    found = shown(petition(first, second), one, two, first, second)
    assert [held.state for held in found.effects] == ["waiting", "waiting"]


def test_what_has_no_effect_says_why():
    """A record that names what is not here has no turn, and changed nothing."""
    raised = problem()
    twice = recheck(raised, day="2020-06-25")
    found = shown(twice, raised, recheck(raised, day="2020-06-20"))
    assert (found.effect, found.without_effect.code) == ("skipped", "impossible_move")
    lost = shown(sort("T1-0123456789abcdef"))
    assert (lost.without_effect.code, lost.answers, moved(lost)) == ("names_unknown", (), [[]])


def test_what_is_entered_of_a_later_day_is_not_named_yet():
    raised = problem()
    assert shown(raised, sort(raised, day="2021-02-01"), day="2020-12-31").named_by == ()


def test_an_adjustment_says_the_due_date_before_and_after():
    assert moved(shown(adjustment(due="2021-06-30")))[0][0] == ("due", "2020-12-31", "2021-06-30")
