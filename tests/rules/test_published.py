"""What was published: of the plan what rests on its sources, of the records those that say where."""

from dataclasses import replace

from ltzplan.model.plan import Area, Milestone, Part, Recurring, Target
from ltzplan.model.sources import Ground, Note
from ltzplan.model.values import Day
from ltzplan.rules.published import public, published, published_plan
from tests.build import LOCAL, Source, name_of, plan, problem, sort, state, task, update, withdrawal

ARTICLE, OWN = ("article-1",), ("derived", "local")
PRINTED = Source(title="Gazette", published=Day.parse("2020-06-01"), url="http://example.org", sha256="0" * 64, note="Our copy")


def test_what_rests_on_anything_beside_our_own_reading_is_public():
    assert public(("clause-1", "derived"))
    assert not public(OWN)
    assert not public(())


def test_a_record_is_public_that_says_where_it_was_published():
    printed, kept = update(percent=40, source=PRINTED, received=Day.parse("2020-07-01"), evidence=PRINTED), update(percent=50, day="2020-07-01")
    the_plan = plan()
    found = published(the_plan, state(the_plan, printed, kept))
    assert [*found.known] == [name_of(printed)]
    record = found.known[name_of(printed)].record
    assert (record.percent, record.source) == (40, replace(PRINTED, sha256=None, note=None))
    assert (record.entered.by, record.evidence, record.received) == ("", None, None)


def test_what_was_corrected_or_withdrawn_is_no_word_any_more():
    """Whether what corrects it was published or not; a correction stands by itself."""
    wrong, gone = update(percent=40, source=PRINTED), problem(source=PRINTED)
    right = update(percent=45, source=PRINTED, replaces=wrong, day="2020-06-30", hour=13)
    the_plan = plan()
    found = published(the_plan, state(the_plan, wrong, right, gone, withdrawal(gone)))
    assert [*found.known] == [name_of(right)]
    assert [one.id for one in found.entries] == [name_of(right)]


def test_a_move_that_was_published_alone_has_no_turn():
    raised = problem()
    the_plan = plan()
    found = published(the_plan, state(the_plan, raised, sort(raised, source=PRINTED)))
    assert (found.entries, len(found.strays)) == ((), 1)


def a_task(**given):
    return published_plan(plan(task(**given))).tasks[0]


def test_a_promise_is_public_by_what_it_rests_on():
    said, ours = Target(en="Promise", rests_on=ARTICLE, because="Reason"), Target(en="Reading", rests_on=OWN)
    bare = replace(said, because=None)
    assert a_task(target=said).target == bare
    assert a_task(target=ours).target == Target()
    found = a_task(target=said, further_targets=(said, ours), other_wordings=(ours, said))
    assert (found.further_targets, found.other_wordings) == ((bare,), (bare,))
    assert a_task(recurring=(Recurring(id="a", en="A", rests_on=ARTICLE), Recurring(id="b", en="B", rests_on=OWN))).recurring[0].id == "a"


def test_parts_and_milestones_keep_their_names_and_their_days_where_these_are_public():
    said, ours = Target(en="Promise", rests_on=ARTICLE), Target(en="Reading", rests_on=OWN)
    the_plan = plan(replace(task(), parts={"a": Part(en="A", target=said), "b": Part(en="B", target=ours, because="Why"), "c": Part(en="C")}))
    parts = published_plan(the_plan).tasks[0].parts
    assert [(one.en, one.target, one.because) for one in parts.values()] == [("A", said, None), ("B", None, None), ("C", None, None)]
    due = Day.parse("2020-06-30")
    points = (Milestone(id="m", en="M", due=due, rests_on=ARTICLE), Milestone(id="n", en="N", due=due, rests_on=LOCAL))
    assert [(one.en, one.due) for one in a_task(milestones=points).milestones] == [("M", due), ("N", None)]


def test_what_else_of_a_task_is_public_by_its_grounds():
    printed, ours = Ground(rests_on=ARTICLE), Ground(rests_on=OWN)
    assert a_task(summary="What", grounds={"summary": printed}).summary == "What"
    assert a_task(summary="What", grounds={"summary": ours}).summary is None
    found = a_task(summary="What", notes=(Note(en="Remark", rests_on=ARTICLE),), boundary=Note(en="Why", rests_on=ARTICLE))
    assert (found.summary, found.notes, found.boundary, found.grounds) == (None, (), None, {})
    assert a_task(dispatch=None).dispatch is None


def test_remarks_reasons_and_contacts_are_not_public():
    given = plan()
    levels = (replace(given.levels[0], decides="Ours"), replace(given.levels[1], decides="Theirs", rests_on=ARTICLE))
    units = {"lands": replace(given.units["lands"], contact="Somebody", aliases=("Land",))}
    areas = (Area(id="roads", name="Roads", goal="Ours"), Area(id="schools", name="Schools", goal="Theirs", rests_on=ARTICLE))
    found = published_plan(replace(given, levels=levels, units=units, areas=areas, notes=(Note(en="Remark", rests_on=ARTICLE),), redacted=("T1-1",)))
    assert [one.decides for one in found.levels] == [None, "Theirs"]
    assert [one.goal for one in found.areas] == [None, "Theirs"]
    assert (found.units["lands"].contact, found.units["lands"].aliases) == (None, ())
    assert (found.notes, found.cases, found.redacted, found.header.list) == ((), (), (), None)
