"""A tally after more records is the tally of all: every question is answered as if they were added up anew."""

from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ltzplan.model.naming import names
from ltzplan.reports.log import log
from ltzplan.reports.show import show_problem, show_task
from ltzplan.reports.why import why
from ltzplan.rules.fold import state_at
from ltzplan.rules.ledger import Ledger
from ltzplan.rules.sense import senseless
from ltzplan.store.growth import linked, note
from ltzplan.store.index import Index, covered, covers
from ltzplan.store.tally import added_up, last_tally
from tests.build import entries, problem, update
from tests.examples import examples
from tests.store.test_tally import AFTER, kept, lose, of_all, of_one, sound_files, workspace
from tests.test_properties import PLAN, TASKS, histories


def parted(listed, draw):
    """Part records into those that were there and a few that come later: with each, all that name it."""
    new = set()
    for one in draw.draw(st.lists(st.sampled_from(listed), min_size=1, max_size=2)) if listed else ():
        waiting = [one.id]
        while waiting:
            id = waiting.pop()
            new.add(id)
            waiting += [other.id for other in listed if id in names(other.record) and other.id not in new]
    return [one for one in listed if one.id not in new], [one for one in listed if one.id in new]


@settings(max_examples=examples(15), suppress_health_check=list(HealthCheck))
@given(histories(12), st.data(), st.booleans())
def test_a_tally_that_grew_answers_as_that_of_all_records(records, draw, asked_before):
    listed = entries(*records)
    before, new = parted(listed, draw)
    with TemporaryDirectory() as name:
        folder = Path(name)
        space = kept(folder, before)
        if asked_before:
            first = added_up(space, "stood", AFTER)
            of_all(PLAN, first.state)
            first.keep()
            space = kept(folder, before)
        note(space, sound_files(new), new)
        tally = last_tally(Index(folder, folder, "key"))
        if tally.covers != covered(covers(one.file for one in listed)):
            return
        answer = added_up(workspace(folder, space.entries, tally), None, AFTER)
        whole = Ledger(PLAN, listed)
        state = state_at(whole, AFTER)
        assert of_all(PLAN, answer.state) == of_all(PLAN, state)
        assert [*answer.state.problems] == [*state.problems]
        assert answer.state.skipped == state.skipped
        for id in (*TASKS, *state.problems):
            anew = show_task(PLAN, state, id) if id in TASKS else show_problem(PLAN, state, id)
            assert of_one(PLAN, id, answer) == (anew, why(whole, state, id), log(whole, state, id))


def test_a_second_copy_of_a_record_counts_once(tmp_path):
    """As two archives may hold one: then all is added up anew."""
    [first, *_] = listed = entries(update(), update(text="x"))
    space = kept(tmp_path, listed[1:])
    copy = replace(first, file="other/2020/copy.yaml")
    note(space, sound_files([first, copy]), [first, copy])
    assert last_tally(Index(tmp_path, tmp_path, "key")).records == {"T1": 1}


def test_a_tally_of_which_a_part_is_lost_that_is_needed_does_not_grow(tmp_path):
    """Where a new problem belongs among the others tell these; a report needs none of them."""
    first, raised, told = listed = entries(problem(), problem(("T2",), text="x"), update())
    space = kept(tmp_path, [first])
    lose(tmp_path, "problems T1 raised")
    note(space, sound_files([raised]), [raised])
    assert last_tally(Index(tmp_path, tmp_path, "key")).records == {"T1": 1}
    space = kept(tmp_path, listed[:2])
    lose(tmp_path, "problems T2 raised")
    note(space, sound_files([told]), [told])
    assert last_tally(Index(tmp_path, tmp_path, "key")).records == {"T1": 2, "T2": 1}


@settings(max_examples=examples(15), suppress_health_check=list(HealthCheck))
@given(histories(12), st.data())
def test_what_is_written_is_judged_by_what_decides_on_it_as_by_all(records, draw):
    """What would have no effect or makes no sense is refused alike, whether or not all records were read."""
    listed = entries(*records)
    before, new = parted(listed, draw)
    with TemporaryDirectory() as folder:
        space = kept(Path(folder), before)
        near = linked(workspace(Path(folder), before, space.tally), new)

        def refused(ledger):
            state, ids = state_at(ledger, AFTER), {one.id for one in new}
            skipped = [one for one in state.skipped if one.entry.id in ids]
            return skipped, [one for one in senseless(PLAN, state) if one.entry.id in ids]

        assert refused(near) == refused(Ledger(PLAN, listed))
