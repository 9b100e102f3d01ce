"""What was meant: one reader of ids and numbers for every verb."""

import pytest

from ltzplan.cli.typed import Typed
from ltzplan.issues import LtzError
from ltzplan.languages import LANGS
from ltzplan.reports.escalation import Silent
from ltzplan.reports.listing import LISTS
from ltzplan.reports.rows import rows_of
from ltzplan.rules.spoken import SPOKEN
from ltzplan.views.blocks import Table
from ltzplan.views.data import shown
from ltzplan.views.findings import listing
from ltzplan.views.layout import lines, uncoloured
from ltzplan.views.names import Names
from ltzplan.views.owing import owing_blocks
from tests.build import entries, name_of, on, order, paper, plan, problem, sort

RAISED = problem()
SLIP, LOOSE = (order(sort(RAISED), number=number, require=number) for number in ("EX〔2020〕1号", "No. 5"))
PAPER = paper(number="〔2020〕1号")
LISTED = entries(RAISED, SLIP, LOOSE, PAPER)
PLAN = plan()
OWED = Silent(task="T1", months=("2020-06",))
TYPED = Typed(PLAN, "en", on("2020-12-31"))


@pytest.mark.parametrize(
    ("typed", "record"), [("EX〔2020〕1号", SLIP), ("ex[2020]1号", SLIP), ("No. 5", LOOSE), ("〔2020〕11号", None), ("号", None), ("", None)]
)
def test_R12_a_number_is_typed_whole_or_without_its_mark(typed, record):
    assert TYPED.found(LISTED, typed) == (name_of(record) if record else None)


def test_R12_a_number_that_means_two_is_refused_with_both():
    with pytest.raises(LtzError) as refused:
        TYPED.found(LISTED, "〔2020〕1号")
    [issue] = refused.value.issues
    assert issue.code == "number_given_twice"
    assert name_of(SLIP) in issue.params["found"] and name_of(PAPER) in issue.params["found"]


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("listed", SPOKEN)
def test_an_unknown_word_of_any_list_is_refused_with_what_is_known_or_that_there_is_nothing(listed, lang):
    known = PLAN.listed(listed) or (PLAN.listed("areas") if listed == "portfolios" else {})
    issue = Typed(PLAN, lang, on("2020-12-31")).entry(listed, "xyzzy")
    head, way_out = (uncoloured(lines([one], None)) for one in listing([issue], lang, Names(PLAN, lang)))
    assert "“xyzzy”" in head
    nothing = {"zh": "计划里一个也没有", "en": "The plan has none"}[lang]
    assert all(id in way_out for id in [*known][:8]) and (nothing in way_out) == (not known and listed != "units")


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("kind", LISTS)
def test_a_column_of_a_list_is_meant_by_what_it_is_called_on_the_screen(kind, lang):
    names, columns = Names(PLAN, lang), shown(rows_of(LISTS[kind].kind, (), LISTS[kind].columns))
    typed = Typed(PLAN, lang, on("2020-12-31"))
    assert [typed.columns(columns, names.say(f"list.{one}")) for one in columns] == [[one] for one in columns]
    owed = next(one for one in owing_blocks(names, (), [OWED], "city") if isinstance(one, Table) and one.rows)
    for title in owed.titles if kind == "silent" else ():
        assert typed.columns(columns, title)
