"""Numbers of orders: given by the secretariat, one a slip (demands-3)."""

from ltzplan.rules.numbers import double_numbers, next_number, next_paper_number

from tests.build import entries, name_of, order, paper, plan, problem, sort, state, withdrawal

RAISED = problem()
SORTED = sort(RAISED)


def given(number, day="2020-06-12", **said):
    return order(SORTED, day=day, number=number, **said)


def following(*numbers, year=2020):
    return next_number(entries(RAISED, *(given(one) for one in numbers)), year)


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


def test_a_double_number_is_found():
    """demands-3: of two offices that numbered apart; what is withdrawn or replaced bears it no more."""
    one, other = given("〔2020〕1号"), given("〔2020〕1号", "2020-06-13", require="Else")
    cannot_meet = state(plan(), RAISED, SORTED, one, other)
    assert double_numbers(cannot_meet) == {}
    first, second = problem(text="A"), problem(text="B")
    both = order(sort(first), number="1"), order(sort(second), number="1")
    records = first, second, sort(first), sort(second), *both
    [(number, found)] = double_numbers(state(plan(), *records)).items()
    assert (number, {entry.id for entry in found}) == ("1", set(map(name_of, both)))
    assert double_numbers(state(plan(), *records, withdrawal(both[0], "2020-06-20"))) == {}


def test_papers_are_numbered_by_kind_and_year():
    """Local: a draft that was kept without a number takes none."""
    listed = entries(
        paper("bulletin", number="〔2020〕1号"), paper("bulletin", "2021-01-01", number="〔2021〕4号"), paper("agenda"),
        paper("minutes", number="〔2020〕7号"), order(problem(), number="〔2020〕9号"),
    )  # fmt: skip
    found = [next_paper_number(listed, year, kind) for year, kind in ((2020, "bulletin"), (2021, "bulletin"), (2020, "agenda"))]
    assert found == ["〔2020〕2号", "〔2021〕5号", "〔2020〕1号"]
