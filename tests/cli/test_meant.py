"""What was meant: one reader of ids and numbers for every verb."""

import pytest

from ltzplan.cli.typed import Typed
from ltzplan.issues import LtzError
from tests.build import entries, name_of, on, order, paper, plan, problem, sort

RAISED = problem()
SLIP, LOOSE = (order(sort(RAISED), number=number, require=number) for number in ("EX〔2020〕1号", "No. 5"))
PAPER = paper(number="〔2020〕1号")
LISTED = entries(RAISED, SLIP, LOOSE, PAPER)
TYPED = Typed(plan(), "en", on("2020-12-31"))


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
