"""What the records add up to, kept: every question is answered as if they were added up anew, and reads no more than it asks about."""

import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ltzplan.cli.to_type import to_type
from ltzplan.reports.escalation import escalation
from ltzplan.reports.listing import LISTS, listing
from ltzplan.reports.log import log
from ltzplan.reports.show import show_problem, show_task
from ltzplan.reports.status import status
from ltzplan.reports.todo import todo
from ltzplan.reports.why import why
from ltzplan.rules.fold import state_at
from ltzplan.rules.ledger import Ledger
from ltzplan.store.index import Found, Index, covered, covers
from ltzplan.store.records import as_json, sound_file, to_bytes
from ltzplan.store.standing import Standing
from ltzplan.store.tally import NAME, Later, added_up, last_tally
from ltzplan.store.workspace import Workspace
from tests.build import entries, problem, sort
from tests.examples import examples
from tests.test_properties import FIRST, PLAN, TASKS, histories

AFTER = FIRST + timedelta(days=800)
"""A day on which every record of a history counts."""


def workspace(folder, listed, tally=None):
    if tally is None:
        Index(folder, folder, "key").keep(PLAN, Found(sound_files(listed)))
    return Workspace(
        data=folder, plan=PLAN, entries=listed, git=Standing(), read_only=False, index=Index(folder, folder, "key"), tally=tally,
        covers=tally.covers if tally else covered(covers(one.file for one in listed)),
    )  # fmt: skip


def sound_files(listed):
    """Give what the index keeps of records, a file each."""
    return {one.file: sound_file("how", "digest", [(one.id, as_json(to_bytes(one.record)))]) for one in listed}


def kept(folder, listed, day=AFTER):
    """Add up records and keep what they come to; give the workspace as the next run finds it, and nothing else of it."""
    added_up(workspace(folder, listed), "stood", day).keep()
    tally = last_tally(Index(folder, folder, "key"))
    whole = Later(partial(pytest.fail, "all the records were looked at"))
    return workspace(folder, whole, tally) if tally else None


def of_one(plan, id, found):
    """Ask about one task or problem."""
    ledger, state = found.linked(id), found.state
    shown = show_task(plan, state, id) if id in state.tasks else show_problem(plan, state, id)
    return shown, why(ledger, state, id), log(ledger, state, id)


def of_all(plan, state):
    return status(plan, state), escalation(plan, state), [todo(plan, state, office, to_type) for office in plan.offices]


@settings(max_examples=examples(12))
@given(histories(12), st.integers(0, 40), st.booleans())
def test_every_question_is_answered_as_if_the_records_were_added_up_anew(records, later, asked_before):
    """Of the day of the last record or a later one, whatever was asked before."""
    listed = entries(*records)
    day = AFTER + timedelta(days=later)
    ledger = Ledger(PLAN, listed)
    state = state_at(ledger, day)
    with TemporaryDirectory() as folder:
        space = kept(Path(folder), listed)
        if asked_before:
            first = added_up(space, "stood", AFTER)
            of_all(PLAN, first.state)
            first.keep()
            space = kept(Path(folder), listed)
        found = added_up(space, "stood", day)
        assert of_all(PLAN, found.state) == of_all(PLAN, state)
        for id in (*TASKS, *state.problems):
            anew = show_task(PLAN, state, id) if id in TASKS else show_problem(PLAN, state, id)
            assert of_one(PLAN, id, found) == (anew, why(ledger, state, id), log(ledger, state, id))


@settings(max_examples=examples(10))
@given(histories(9), st.sampled_from(sorted(LISTS)))
def test_a_list_of_all_records_looks_at_all(records, kind):
    listed = entries(*records)
    ledger = Ledger(PLAN, listed)
    state = state_at(ledger, AFTER)
    with TemporaryDirectory() as folder:
        space = kept(Path(folder), listed)
        found = added_up(workspace(Path(folder), Later(lambda: listed), space.tally), "stood", AFTER)
        assert listing(PLAN, found.state, found.linked(None), kind).told() == listing(PLAN, state, ledger, kind).told()
        assert [*found.state.entries] == [*state.entries]


@settings(max_examples=examples(8))
@given(histories(6), st.integers(0, 500))
def test_before_the_last_record_the_records_are_added_up(records, days):
    listed = entries(*records)
    day = FIRST + timedelta(days=days)
    with TemporaryDirectory() as folder:
        space = kept(Path(folder), listed)
        space = workspace(Path(folder), listed, space.tally)
        assert of_all(PLAN, added_up(space, "stood", day).state) == of_all(PLAN, state_at(Ledger(PLAN, listed), day))


@settings(max_examples=examples(8))
@given(histories(6), st.data())
def test_a_damaged_row_is_none(records, draw):
    """Whatever byte it is: then the records are added up."""
    listed = entries(*records)
    with TemporaryDirectory() as name:
        folder = Path(name)
        space = kept(folder, listed)
        [file] = folder.glob("*.index")
        with closing(sqlite3.connect(file)) as rows:
            row = draw.draw(st.sampled_from(sorted(rows.execute("select name, held from kept where name != 'plan'"))))
            at = draw.draw(st.integers(0, len(row[1]) - 1))
            rows.execute("update kept set held = ? where name = ?", (row[1][:at] + b"0" + row[1][at:], row[0]))
            rows.commit()
        index = Index(folder, folder, "key")
        assert row[0] not in index.rows([row[0]])
        found = added_up(workspace(folder, Later(lambda: listed), space.tally), "stood", AFTER)
        state = state_at(Ledger(PLAN, listed), AFTER)
        for id in TASKS:
            assert show_task(PLAN, found.state, id) == show_task(PLAN, state, id)


def lose(folder, name):
    """Let the index lose what it keeps under a name."""
    [file] = folder.glob("*.index")
    with closing(sqlite3.connect(file)) as rows:
        assert rows.execute("delete from kept where name = ?", (name,)).rowcount == 1
        rows.commit()


def test_a_question_about_a_task_reads_its_problems_and_no_others(tmp_path):
    """What the index lost of another task is missed by who asks about all, and then found in the records."""
    listed = entries(problem(), problem(text="x"), problem(("T2",)))
    space, state = kept(tmp_path, listed), state_at(Ledger(PLAN, listed), AFTER)
    lose(tmp_path, "problems T2 raised")
    assert show_task(PLAN, added_up(space, None, AFTER).state, "T1") == show_task(PLAN, state, "T1")
    space = workspace(tmp_path, Later(lambda: listed), space.tally)
    assert of_all(PLAN, added_up(space, None, AFTER).state) == of_all(PLAN, state)


@pytest.mark.parametrize("after", [None, 1])
def test_where_what_is_sorted_stands_is_told_by_its_glance(tmp_path, after):
    """The problem itself is not read: neither where it is, nor before which level, nor whether it rose to that."""
    plan, raised = replace(PLAN, escalate_after=after), problem()
    listed = entries(raised, sort(raised, min(PLAN.needs, key=lambda need: PLAN.rank(PLAN.needs[need].level))))
    space = kept(tmp_path, listed)
    lose(tmp_path, "problems T1 sorted")
    state = state_at(Ledger(plan, listed), AFTER)
    assert status(plan, added_up(replace(space, plan=plan), None, AFTER).state) == status(plan, state)
    assert status(plan, state).tasks[0].level == plan.levels[0 if after is None else 1].id


def test_a_tally_says_how_the_folder_stood(tmp_path):
    kept(tmp_path, [])
    assert Index(tmp_path, tmp_path, "key").how(NAME) == "stood"
    assert last_tally(Index(tmp_path, tmp_path, "key")).stood == "stood"
    assert last_tally(Index(tmp_path, tmp_path, "other")) is None
