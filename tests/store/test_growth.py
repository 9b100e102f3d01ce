"""A tally after more records is the tally of all: every question is answered as if they were added up anew."""

from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from ltzplan.reports.log import log
from ltzplan.reports.show import show_problem, show_task
from ltzplan.reports.why import why
from ltzplan.rules.fold import state_at
from ltzplan.rules.ledger import Ledger
from ltzplan.store.growth import grown
from ltzplan.store.index import Index
from ltzplan.store.records import sound_file
from ltzplan.store.tally import added_up, told_of
from tests.build import entries
from tests.store.test_tally import AFTER, kept, of_all, of_one, workspace
from tests.test_properties import PLAN, TASKS, histories


@settings(max_examples=25, suppress_health_check=[HealthCheck.filter_too_much, HealthCheck.too_slow])
@given(histories(12), st.integers(1, 4), st.booleans())
def test_a_tally_that_grew_answers_as_that_of_all_records(records, more, asked_before):
    listed = entries(*records)
    before, new = listed[:-more], listed[-more:]
    ledger = Ledger(PLAN, before)
    with TemporaryDirectory() as name:
        folder = Path(name)
        space = kept(folder, before)
        if asked_before:
            first = added_up(space, "stood", AFTER, None)
            of_all(PLAN, first.state)
            first.keep()
        tally = kept(folder, before).tally
        found = grown(PLAN, tally, lambda task: (*ledger.of(task).needed, *ledger.of(task).strays), new)
        assume(found)
        after, threads = found
        files = {one.file: sound_file("how", "digest", [one]) for one in new}
        Index(folder, folder, "key").grow(files, told_of("later", after, threads))
        answer = added_up(workspace(folder, space.entries, after), "later", AFTER, None)
        whole = Ledger(PLAN, listed)
        state = state_at(whole, AFTER)
        assert of_all(PLAN, answer.state) == of_all(PLAN, state)
        assert [*answer.state.problems] == [*state.problems]
        assert answer.state.skipped == state.skipped
        for id in (*TASKS, *state.problems):
            anew = show_task(PLAN, state, id) if id in TASKS else show_problem(PLAN, state, id)
            assert of_one(PLAN, id, answer) == (anew, why(whole, state, id), log(whole, state, id))
