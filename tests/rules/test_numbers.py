"""Numbers of orders and papers: given by the secretariat, one each (demands-3)."""

from ltzplan.model.method import PaperForm, Papers
from ltzplan.model.values import Words
from ltzplan.rules.numbers import double_numbers, next_number
from tests.build import entries, name_of, order, paper, plan, problem, sort, state, withdrawal

RAISED = problem()
SORTED = sort(RAISED)
MARK = Words(zh="样联", en="EX")


def given(number, day="2020-06-12", **said):
    return order(SORTED, day=day, number=number, **said)


def following(*numbers, year=2020):
    return next_number(plan(), entries(RAISED, *(given(one) for one in numbers)), year, "order")


def test_the_first_of_a_year_is_1():
    """demands-3: each year begins anew."""
    assert following() == "〔2020〕1号"
    assert following("〔2019〕7号") == "〔2020〕1号"


def test_the_next_is_above_the_highest():
    """demands-3: whatever order they came in; a gap is not filled."""
    assert following("〔2020〕2号", "〔2020〕10号", "〔2019〕12号", "〔2020〕4号") == "〔2020〕11号"


def test_a_number_of_another_form_is_left_alone():
    """demands-3: what somebody wrote by hand is no number of ours."""
    assert following("No. 5", "〔2020〕3号之二") == "〔2020〕1号"


def test_papers_are_numbered_by_kind_and_year():
    """Local: a draft that was kept without a number takes none; the slip of an order bears the order's."""
    listed = entries(
        paper("bulletin", number="〔2020〕1号"), paper("bulletin", "2021-01-01", number="〔2021〕4号"), paper("agenda"),
        paper("minutes", number="〔2020〕7号"), order(problem(), number="〔2020〕9号"), paper("order", number="〔2020〕12号"),
    )  # fmt: skip
    found = [next_number(plan(), listed, year, kind) for year, kind in ((2020, "bulletin"), (2021, "bulletin"), (2020, "agenda"), (2020, "order"))]
    assert found == ["〔2020〕2号", "〔2021〕5号", "〔2020〕1号", "〔2020〕10号"]


def marked(**marks):
    return plan(papers=Papers(**{kind: PaperForm(name=kind, mark=mark) for kind, mark in marks.items()}))


def test_R12_kinds_of_one_mark_share_one_series():
    """Local: the mark stands before the number, in the plan's language; other kinds are numbered as before."""
    the_plan = marked(order=MARK, bulletin=MARK, minutes="Min", agenda=Words(zh="议"))
    listed = entries(
        order(problem(), number="EX〔2020〕3号"), paper("bulletin", number="EX〔2020〕4号"), paper("bulletin", "2020-08-01", number="〔2020〕9号"),
        paper("minutes", number="Min〔2020〕1号"),
    )  # fmt: skip
    kinds = ("order", "bulletin", "minutes", "agenda", "summary")
    assert [next_number(the_plan, listed, 2020, kind) for kind in kinds] == [
        "EX〔2020〕5号", "EX〔2020〕5号", "Min〔2020〕2号", "议〔2020〕1号", "〔2020〕1号",
    ]  # fmt: skip


# ---- given twice


def doubles(*records):
    return [{entry.id for entry in found} for found in double_numbers(state(plan(), *records))]


def test_a_double_number_is_found():
    """demands-3: of two offices that numbered apart; what is withdrawn or replaced bears it no more."""
    one, other = given("〔2020〕1号"), given("〔2020〕1号", "2020-06-13", require="Else")
    assert doubles(RAISED, SORTED, one, other) == []
    first, second = problem(text="A"), problem(text="B")
    both = order(sort(first), number="1"), order(sort(second), number="1")
    records = first, second, sort(first), sort(second), *both
    assert doubles(*records) == [set(map(name_of, both))]
    assert doubles(*records, withdrawal(both[0], "2020-06-20")) == []


def test_faults_T8_two_papers_of_one_number_are_found():
    """Local: one number of two kinds is none given twice, unless it bears a mark; a corrected paper bears it no more."""
    june, may = paper(number="〔2020〕1号", periods=("2020-06",)), paper(number="〔2020〕1号", periods=("2020-05",))
    agenda = paper("agenda", number="〔2020〕1号", level="mayors")
    assert doubles(june, may, agenda) == [{name_of(june), name_of(may)}]
    again = paper(number="〔2020〕2号", periods=("2020-05",), corrects=name_of(may), hour=13)
    assert doubles(june, may, agenda, again) == []
    assert doubles(june, may, agenda, again, withdrawal(again)) == [{name_of(june), name_of(may)}]


def test_R12_a_number_with_a_mark_is_one_of_all_kinds():
    slip = given("EX〔2020〕1号")
    bulletin = paper(number="EX〔2020〕1号", periods=("2020-06",))
    assert doubles(RAISED, SORTED, slip, bulletin) == [{name_of(slip), name_of(bulletin)}]
    assert doubles(RAISED, SORTED, given("〔2020〕1号"), paper(number="〔2020〕1号")) == []
