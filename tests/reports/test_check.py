"""A paper held against what it should say: which numbers and words no longer agree, and where."""

import pytest

from ltzplan.model.values import Day
from ltzplan.reports.check import Checked, Deviation, deviations, numbered


def found(there: str, made: str) -> list[tuple[int, str, str]]:
    return [(one.place, one.stands, one.agrees) for one in deviations(*(numbered(text.split("\n")) for text in (there, made)))]


@pytest.mark.parametrize(("there", "made"), [("a\n\nb", "a\n\nb"), ("", ""), ("本月 10件\u00a0x", "本月\u300010件 x"), ("e\u0301", "\u00e9")])
def test_blanks_and_forms_of_signs_are_no_difference(there: str, made: str) -> None:
    assert found(there, made) == []


def test_a_number_and_a_word_are_named_by_themselves() -> None:
    assert found("结转31件，均已交办。\nsame", "结转28件，尚未交办。\nsame") == [(1, "31", "28"), (1, "均已", "尚未")]
    assert found("by 2020-10-31, 1,200 of 0.5%", "by 2020-11-30, 1,300 of 0.7%") == [(1, "2020-10-31", "2020-11-30"), (1, "1,200", "1,300"), (1, "0.5%", "0.7%")]


def test_what_is_put_in_or_left_out_of_a_line() -> None:
    assert found("not late", "late") == [(1, "not", "")]
    assert found("late", "late by 3 days") == [(1, "", "by 3 days")]


def test_lines_are_told_by_their_places() -> None:
    there = "a first line\n\n\na line put in\na last line that is long 4\n"
    assert found(there, "a first line\na last line that is long 5") == [(4, "a line put in", ""), (5, "4", "5")]


def test_a_line_left_out_is_missing_before_the_next() -> None:
    assert found("one\nthree", "one\ntwo\nthree") == [(2, "", "two")]
    assert found("one", "one\ntwo") == [(2, "", "two")]
    assert found("", "one") == [(1, "", "one")]


def test_a_line_left_out_before_one_that_was_altered() -> None:
    there, made = "上月结转9件", "本月交办全部问题的办结情况\n上月结转4件"
    assert found(there, made) == [(1, "", "本月交办全部问题的办结情况"), (1, "9", "4")]


def test_one_line_in_the_place_of_another() -> None:
    assert found("x\n11\ny", "x\n4\ny") == [(2, "11", "4")]


def test_the_whole_line_stands_beside_what_differs() -> None:
    [one] = deviations([(3, "carried in 9")], [(1, "carried in 4")])
    assert one == Deviation(place=3, stands="9", agrees="4", line="carried in 9")


def test_whether_a_paper_agrees_and_was_altered_by_hand() -> None:
    """What this version may print otherwise is no sure alteration, yet it does not agree; nor does what is overtaken."""
    one = deviations(numbered(["a 1"]), numbered(["a 2"]))

    def told(**given: object) -> tuple[bool, bool]:
        held = Checked(
            paper="bulletin", number=None, id=None, issued=Day.parse("2020-07-01"), periods=(), file=None, made_as_of=Day.parse("2020-07-01").first,
            made_from="0" * 40, uncommitted=0, in_paragraphs=False, **{"altered": (), "overtaken": (), **given},
        )  # fmt: skip
        return held.agrees, held.by_hand

    assert told() == (True, False)
    assert told(altered=one) == (False, True)
    assert told(altered=one, reworded=True) == (False, False)
    assert told(overtaken=one) == (False, False)
