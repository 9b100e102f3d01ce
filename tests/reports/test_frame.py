"""What stands round every report."""

from ltzplan.reports.frame import Ineffective, without_effect
from tests.build import name_of, order, plan, problem, state


def test_what_has_no_effect_is_told_with_the_state_that_it_met():
    """demands-3: a move that is impossible, as it may come by a merge."""
    raised = problem()
    early = order(raised, day="2020-06-12")
    [told] = without_effect(state(plan(), raised, early))
    assert told == Ineffective(record=name_of(early), code="impossible_move", state="raised", office="secretariat", by="tester")
