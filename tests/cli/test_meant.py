"""What was meant: one reader of ids and numbers for every verb."""

import re

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
from tests.build import entries, name_of, on, order, paper, petition, plan, problem, sort, state

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
def test_the_advice_on_a_number_of_two_kinds_can_be_pasted(lang):
    """It names a kind that bears the number, in quotes; of one kind there is nothing but the id to type."""
    typed = Typed(PLAN, lang, on("2020-12-31"))
    with pytest.raises(LtzError) as refused:
        typed.found(LISTED, "〔2020〕1号")
    advice = uncoloured(lines(listing(refused.value.issues, lang), None)).splitlines()[-1]
    assert typed.found(LISTED, re.search('"(.*)"', advice)[1]) in (name_of(SLIP), name_of(PAPER))
    again = paper(number="〔2020〕1号", periods=("2020-05",))
    with pytest.raises(LtzError) as refused:
        typed.found(entries(PAPER, again), "〔2020〕1号")
    assert '"' not in uncoloured(lines(listing(refused.value.issues, lang), None))


LETTER = petition(sort(RAISED, "province"), number="EX〔2020〕12号")
BOTH = problem(text="Both")
OF_BOTH = petition(sort(RAISED, "province"), sort(BOTH, "province"), number="EX〔2020〕13号")


@pytest.mark.parametrize("typed", ["EX〔2020〕12号", "ex(2020)12号", "〔2020〕12号", "请示〔2020〕12号", "petition 12"])
def test_a_petition_is_known_by_its_number(typed):
    """An order or paper of that number comes first where the petition is not named whole, or by its kind."""
    assert TYPED.found(entries(RAISED, LETTER), typed) == name_of(LETTER)
    order_12 = order(sort(RAISED), number="〔2020〕12号")
    found = TYPED.found(entries(RAISED, LETTER, order_12), typed)
    assert found == name_of(order_12 if typed == "〔2020〕12号" else LETTER)


def test_the_number_of_a_petition_shows_its_problem_or_of_several_the_petition():
    """As that of an order shows its problem; one that had no effect is a record."""
    one = state(PLAN, RAISED, sort(RAISED, "province"), LETTER)
    assert TYPED.anything(one, "EX〔2020〕12号") == name_of(RAISED)
    both = state(PLAN, RAISED, BOTH, sort(RAISED, "province"), sort(BOTH, "province"), OF_BOTH)
    assert TYPED.anything(both, "EX〔2020〕13号") == name_of(OF_BOTH)


@pytest.mark.parametrize(("typed", "shows"), [
    ("lands", "ltz brief --unit lands"), ("North", "ltz status --city north"), ("roads", "ltz status --area roads"), ("mayors", "ltz escalate --level mayors"),
    ("secretariat", "ltz list records --by secretariat"),
])  # fmt: skip
@pytest.mark.parametrize("lang", LANGS)
def test_what_is_another_entry_of_the_plan_is_shown_by_other_verbs(typed, shows, lang):
    with pytest.raises(LtzError) as refused:
        Typed(PLAN, lang, on("2020-12-31")).anything(state(PLAN), typed)
    said = uncoloured(lines(listing(refused.value.issues, lang, Names(PLAN, lang)), None))
    assert "[no_matter]" in said and shows in said


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
