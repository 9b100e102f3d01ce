"""Percents: what was stated of what, by which measure, and where two offices differ (focus-4)."""

from decimal import Decimal

import pytest

from ltzplan.model.values import Counted
from ltzplan.rules.progress import counted, disagreements, percent_of, rounded, stated
from tests.build import plan, state, task, update

PARTED = plan(task(parts=("a", "b")))


def of(*records, the_plan=PARTED, day="2020-12-31"):
    return state(the_plan, *records, day=day).tasks["T1"]


def whole(*records, the_plan=PARTED):
    found = percent_of(of(*records, the_plan=the_plan))
    return found and (found.percent, found.basis, found.measure)


def both(day="2020-06-30", **given):
    """Give two offices' figures of one measure and day."""
    return update(day=day, percent=40, office="north", **given), update(day=day, percent=60, office="south", **given)


def test_R7_background_gives_no_figure_to_go_by():
    """What somebody intends for a part adds nothing to the percent of the whole."""
    north = update(parts=("a",), percent=40)
    assert whole(north, update(parts=("b",), percent=60)) == (Decimal("50.0"), "derived", "investment")
    assert whole(north, update(parts=("b",), percent=60, background=True)) is None


def test_nothing_stated_is_not_known():
    """What is not known is null."""
    assert whole() is None
    assert whole(update(stage="under_way")) is None


def test_the_newest_figure_of_the_whole_counts():
    """A percent is what was stated, with its measure and date."""
    old, new = update(percent=80, day="2020-05-01"), update(percent="81.55", day="2020-06-01")
    assert whole(new, old) == (Decimal("81.55"), "stated", "investment")
    assert percent_of(of(old, new)).date.text == "2020-06-01"


def test_a_part_percent_stays_the_parts():
    """Of a part it stays the part's: the whole has none."""
    said = update(percent=100, parts=("a",))
    assert whole(said) is None
    assert stated(of(said), "a", None).percent == 100


def test_a_citys_share_stays_the_citys():
    """What one city says of its own share is not the whole."""
    said = update(percent=100, city="north")
    assert whole(said) is None
    assert stated(of(said), None, "north").percent == 100


def test_derived_only_when_every_part_has_a_percent():
    """A derived percent exists only when every part has one, and is marked."""
    a, b = update(percent=20, parts=("a",)), update(percent=60, parts=("b",))
    assert whole(a) is None
    assert whole(a, b) == (40, "derived", "investment")


def test_derived_only_of_one_measure():
    """A derived percent exists only where all parts have the same measure."""
    assert whole(update(percent=20, parts=("a",)), update(percent=60, parts=("b",), measure="works")) is None


def test_derived_by_weight():
    """Where the plan weighs its parts, so does the derived percent."""
    weighed = plan(task(parts={"a": "3", "b": "1"}))
    assert whole(update(percent=20, parts=("a",)), update(percent=60, parts=("b",)), the_plan=weighed)[0] == 30


def test_derived_is_as_old_as_its_oldest_part():
    """The date of a derived percent is the day from which all of it is known."""
    a = update(percent=20, parts=("a",), day="2020-05-01")
    found = percent_of(of(a, update(percent=60, parts=("b",), day="2020-06-01")))
    assert found.date.text == "2020-05-01"


def test_no_derived_percent_while_a_part_is_disputed():
    """A part whose offices differ has no percent to add."""
    assert whole(*both(parts=("a",)), update(percent=60, parts=("b",))) is None


def test_zero_is_a_percent():
    """Nothing done yet is known to be nothing."""
    assert whole(update(percent=0, parts=("a",)), update(percent=0, parts=("b",))) == (0, "derived", "investment")


def test_stated_goes_before_derived():
    """What was stated for the whole is not worked out again."""
    parts = [update(percent=20, parts=(one,), day="2020-08-01") for one in ("a", "b")]
    assert whole(update(percent=75), *parts) == (75, "stated", "investment")


def test_two_offices_one_measure_one_day_two_figures():
    """Disagreement: the percent is null while the newest figure is disputed."""
    task_state = of(*both())
    assert percent_of(task_state).percent is None
    assert [[one.percent for one in found] for found in disagreements(task_state)] == [[40, 60]]


def test_two_offices_one_figure_agree():
    """Two offices that say the same do not differ."""
    assert disagreements(of(update(percent=40, office="north"), update(percent=40, office="south"))) == ()


def test_two_measures_are_no_conflict():
    """Two measures: never compared."""
    task_state = of(
        update(percent=40, office="north"), update(percent=60, office="south", measure="works", hour=13)
    )
    assert disagreements(task_state) == ()
    assert percent_of(task_state).percent == 60


@pytest.mark.parametrize("other", [{"day": "2020-06-29"}, {"parts": ("a",)}, {"city": "south"}])
def test_another_day_part_or_city_is_no_conflict(other):
    """Disagreement is about one measure of one thing on one day."""
    assert disagreements(of(update(percent=40, office="north"), update(percent=60, office="south", **other))) == ()


def test_one_office_corrects_itself_by_saying_it_again():
    """Of one office the last figure of the day counts."""
    task_state = of(update(percent=40, office="north"), update(percent=60, office="north", hour=13))
    assert disagreements(task_state) == ()
    assert percent_of(task_state).percent == 60


def test_who_stated_it_counts_not_who_typed_it():
    """on_behalf_of: the secretariat may enter both figures; they still differ."""
    said = [update(percent=p, on_behalf_of=o) for p, o in ((40, "north"), (60, "south"))]
    assert len(disagreements(of(*said))) == 1


def test_a_later_figure_ends_it():
    """A later figure ends a disagreement."""
    task_state = of(*both(), update(percent=70, day="2020-07-31", office="north"))
    assert disagreements(task_state) == ()
    assert percent_of(task_state).percent == 70


def test_a_later_figure_of_another_measure_leaves_it_open():
    """Measures are not compared, so another one settles nothing."""
    task_state = of(*both(), update(percent=70, day="2020-07-31", measure="works"))
    assert len(disagreements(task_state)) == 1


def test_the_secretariat_settles_it_by_replacing_both():
    """Settling: the secretariat's update that replaces both figures ends it, from its own day."""
    pair = both()
    settled = update(percent=55, day="2020-07-10", replaces=pair)
    assert percent_of(of(*pair, settled, day="2020-07-09")).percent is None
    assert percent_of(of(*pair, settled, day="2020-07-10")).percent == 55
    assert disagreements(of(*pair, settled)) == ()


def test_a_part_can_be_in_disagreement():
    """A part's figures are compared as well as those of the whole."""
    [found] = disagreements(of(*both(parts=("a",))))
    assert {one.piece.part for one in found} == {"a"}


def test_a_month_and_its_last_day_are_one_date():
    """A month counts from its end: its figure is of the last day."""
    said = update(percent=40, office="north", day="2020-06"), update(percent=60, office="south", day="2020-06-30")
    assert len(disagreements(of(*said))) == 1


def test_rounding_is_half_up():
    """One way of rounding everywhere."""
    assert [str(rounded(Decimal(one))) for one in ("85.35", "85.25", "85.349")] == ["85.4", "85.3", "85.3"]


def test_R23_figures_of_one_day_are_of_one_date_however_their_reports_are_dated():
    """The day of a figure is its own, not that of the report that brings it."""
    pair = update(percent=40, office="north", day="2020-07-05", of="2020-06"), update(percent=60, office="south", day="2020-06-30")
    assert len(disagreements(of(*pair))) == 1
    assert disagreements(of(update(percent=40, office="north", of="2020-05-31"), pair[1])) == ()


def test_R23_the_latest_figure_is_that_of_the_latest_day():
    """A figure of May that is reported in July is older than one of June."""
    june, may = update(percent=60, day="2020-06-30"), update(percent=50, day="2020-07-31", of="2020-05-31")
    assert (percent_of(of(june, may)).percent, percent_of(of(june, may)).date.text) == (60, "2020-06-30")


@pytest.mark.parametrize("other", [{"measure": "works"}, {"parts": ("a",)}, {"city": "north"}, {"of": "2020-06-01"}])
def test_R23_only_a_later_figure_of_the_same_measure_and_part_ends_a_disagreement(other):
    assert len(disagreements(of(*both(), update(percent=70, day="2020-07-31", **other)))) == 1


def test_method_B9_a_settlement_rewrites_no_past():
    """R21: decided in July about the figures of June: on the day before, they still differ."""
    pair = both()
    settled = update(percent=55, day="2020-07-10", of="2020-06-30", replaces=pair)
    assert len(disagreements(of(*pair, settled, day="2020-07-09"))) == 1
    found = percent_of(of(*pair, settled, day="2020-07-10"))
    assert (found.percent, found.date.text) == (55, "2020-06-30")


def test_a_count_is_of_the_piece_it_speaks_of_and_the_latest_day_counts():
    """The whole, a part and a city's share are counted apart; of one day the later counts, and a report with no count takes none away."""
    task = of(
        update(count=Counted(done=1, total=12), day="2020-05-31"),
        update(count=Counted(done=2, total=12), day="2020-05-31"),
        update(count=Counted(done=9, total=12), day="2020-04-30"),
        update(count=Counted(done=1, total=3), parts=("a",)),
        update(count=Counted(done=4, total=5), parts=("b",), city="north"),
        update(stage="under_way", parts=("a",), day="2020-07-31"),
    )
    pieces = ((None, None), ("a", None), ("b", "north"), ("b", None), (None, "north"))
    found = [(one := counted(task, *piece)) and (one.count.text, one.date.text) for piece in pieces]
    assert found == [("2/12", "2020-05-31"), ("1/3", "2020-06-30"), ("4/5", "2020-06-30"), None, None]
