"""Which papers are out: one of a kind for each addressee, period, session and order."""

import pytest

from ltzplan.rules.papers import corrects_another, double_papers, lacking, out_already
from tests.build import name_of, order, paper, plan, problem, session, sort, state, withdrawal

JUNE = paper(periods=("2020-06",))


def already(new, *records):
    """Give the id of the paper that is out already."""
    found = out_already(state(plan(), *records), new)
    return found and found[0].id


def test_stranger_2_a_period_has_one_paper_of_a_kind():
    """Local: a second one must correct the first; of another period, kind or addressee it is another paper."""
    again = paper(periods=("2020-06",), day="2020-07-02")
    assert already(again, JUNE) == name_of(JUNE)
    assert already(paper(periods=("2020-06",), day="2020-07-02", corrects=name_of(JUNE)), JUNE) is None
    assert already(paper(periods=("2020-07",), day="2020-08-02"), JUNE) is None
    assert already(paper("summary", periods=("2020-06",)), JUNE) is None
    assert already(again, JUNE, withdrawal(JUNE)) is None
    assert already(paper(periods=("2020-06",), level="mayors"), JUNE) is None


def test_stranger_2_papers_that_have_a_period_in_common_are_of_one_matter():
    """The quarter's summary is out, and one of quarter and half year comes, or the other way round."""
    quarter, both = paper("summary", periods=("2020Q2",)), paper("summary", periods=("2020Q2", "2020H1"))
    assert (already(both, quarter), already(quarter, both)) == (name_of(quarter), name_of(both))
    assert already(paper("summary", periods=("2020H1",)), quarter) is None


def test_a_corrected_paper_is_out_no_more():
    """Only the newest is: whoever corrects the older one again meets it."""
    better = paper(periods=("2020-06",), day="2020-07-02", corrects=name_of(JUNE))
    third = paper(periods=("2020-06",), day="2020-07-03", corrects=name_of(JUNE))
    assert already(third, JUNE, better) == name_of(better)
    assert already(paper(periods=("2020-06",), corrects=name_of(better)), JUNE, better) is None


def test_minutes_of_a_session_and_the_slip_of_an_order_are_out_once():
    """Also where the session was corrected since."""
    held = session("2020-06-15")
    better = session("2020-06-15", replaces=held, text="Met", hour=13)
    raised = problem()
    slip = order(sort(raised))
    minutes, printed = paper("minutes", concerns=(name_of(held),)), paper("order", concerns=(name_of(slip),))
    records = (held, better, raised, sort(raised), slip, minutes, printed)
    assert already(paper("minutes", "2020-07-02", concerns=(name_of(better),)), *records) == name_of(minutes)
    assert already(paper("order", "2020-07-02", concerns=(name_of(slip),)), *records) == name_of(printed)


@pytest.mark.parametrize("kind", ["agenda", "reminder", "supervision"])
def test_what_has_its_day_only_may_be_issued_again(kind):
    """An agenda is of the next meeting, a reminder of that day."""
    assert already(paper(kind, "2020-07-02", level="mayors"), paper(kind, level="mayors")) is None


def test_notices_to_two_units_of_one_period_are_two_papers():
    """One goes to each unit; a second one to the same unit must correct the first, and none corrects another unit's."""
    notice = paper("reminder", periods=("2020-06",), unit="lands")
    assert already(paper("reminder", periods=("2020-06",), unit="works_south"), notice) is None
    assert already(paper("reminder", periods=("2020-06",)), notice) is None
    assert already(paper("reminder", "2020-07-02", periods=("2020-06",), unit="lands"), notice) == name_of(notice)
    dated = paper("reminder", unit="lands")
    there = state(plan(), dated)
    assert corrects_another(there, paper("reminder", "2020-07-02", corrects=name_of(dated), unit="works_south"))
    assert not corrects_another(there, paper("reminder", "2020-07-02", corrects=name_of(dated), unit="lands"))


def test_a_correction_is_of_the_same_matter():
    agenda = paper("agenda", level="mayors")
    there = state(plan(), JUNE, agenda)

    def another(kind, old, **said):
        return corrects_another(there, paper(kind, "2020-07-02", corrects=name_of(old), **said))

    assert not another("bulletin", JUNE, periods=("2020-06",))
    assert another("bulletin", JUNE, periods=("2020-05",))
    assert another("summary", JUNE, periods=("2020-06",))
    assert not another("agenda", agenda, level="mayors")
    assert another("agenda", agenda, level="deputies")
    assert another("agenda", JUNE, level="mayors")
    assert not corrects_another(there, paper("agenda", level="mayors"))


def test_faults_T8_two_of_one_period_by_merge_are_found():
    """Each with the first; corrected or withdrawn they are none."""
    other, third = (paper(periods=("2020-06",), text=text) for text in ("b", "c"))
    found = list(double_papers(state(plan(), JUNE, other, third)))
    assert {earlier.id for earlier, _ in found} | {later.id for _, later in found} == {name_of(one) for one in (JUNE, other, third)}
    assert len(found) == 2
    assert list(double_papers(state(plan(), JUNE, other, withdrawal(other)))) == []


@pytest.mark.parametrize(("kind", "key"), [("agenda", "levels"), ("brief", "levels"), ("evaluation", "evaluation"), ("supervision", "supervision")])
def test_a_paper_that_speaks_of_one_part_of_a_plan_alone_lacks_it(kind, key):
    without = plan(**{key: ()})
    assert (lacking(without, kind), lacking(without, "summary"), lacking(plan(), "agenda")) == (key, None, None)
