"""What an office may take back by one word."""

from dataclasses import replace
from datetime import datetime, timedelta

from ltzplan.rules.undo import WITHIN, built_on, last_command
from tests.build import entries, problem, sort, update

BY = ("secretariat", "tester")


def last(*records, by=BY, now=None):
    known = entries(*records)
    return last_command(known, *by, now or known[-1].record.entered.at)


def test_the_last_command_is_one_file_of_the_same_author_and_office():
    own, two = update(), (raised := problem(), sort(raised))
    by = (own.entered.office, own.entered.by)
    assert [one.record for one in last(own, two, by=by)] == [*two]
    assert last(own, two, by=(by[0], "another")) == last(own, two, by=("other", by[1])) == ()


def test_what_the_clock_of_an_exercise_has_not_reached_is_left_out():
    one = update()
    by, at = (one.entered.office, one.entered.by), one.entered.at
    assert last(one, by=by, now=at - WITHIN) == ()
    assert len(last(one, by=by, now=at - WITHIN + timedelta(seconds=1))) == 1
    assert len(last(one, by=by, now=datetime(2036, 1, 1, tzinfo=at.tzinfo))) == 1


def test_where_the_clock_stands_still_what_names_a_record_came_after_it():
    raised = problem(day="2020-06-01")
    sorted_ = replace(sort(raised, day="2020-05-01"), entered=raised.entered)
    by = (raised.entered.office, raised.entered.by)
    assert [one.record for one in last(raised, sorted_, by=by)] == [sorted_]


def test_what_names_a_record_is_built_on_it_while_in_force():
    raised = problem()
    first, second = entries(raised, sort(raised))
    assert [*built_on([first], [first, second], {})] == [second]
    assert [*built_on([first], [first, second], {second.id: first})] == []
    assert [*built_on([first, second], [first, second], {})] == []
