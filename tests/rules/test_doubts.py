"""What does not add up: each doubt with a fault that it finds, and what it leaves alone."""

import pytest

from ltzplan.rules.doubts import DOUBTS, doubts, to_ask
from tests.build import (
    AgendaItem,
    claim,
    extension,
    name_of,
    order,
    paper,
    petition,
    plan,
    problem,
    recheck,
    reply,
    session,
    sort,
    state,
    task,
    update,
)

PARTED = plan(task(parts={"a": "1", "b": "3"}), task("T2"), task("T3", cross_region=True), task("T4", due="2020-06-15"))
SAME = [update(day=f"2020-0{month}-20", text="Work goes on") for month in (5, 6, 7)]
RAISED = problem()
SORTED = sort(RAISED)
ORDERED = order(SORTED)
DONE = reply(ORDERED)
OTHER = problem("T2")
OTHER_SORTED = sort(OTHER)
FELL = [update(day="2020-05-31", percent=50), update(day="2020-06-30", percent=40)]
CLAIMED = claim(day="2020-06-20")
ACCEPTED = recheck(CLAIMED, day="2020-06-25")
CLOSED = recheck(SORTED, day="2020-06-30")
PARTS = [update(percent=20, parts=("a",)), update(percent=40, parts=("b",))]
WHOLE = update(percent=80)
MET = session("2020-06-15", RAISED)
TWICE = [update(percent=30, text="One"), update(percent=31, text="Two", hour=13)]
DOUBLE = order(OTHER_SORTED)
ALONE = problem("T3", office="north")
ALONE_SORTED = sort(ALONE)
BACK = [update(day=f"2020-0{month}-20", stage=stage) for month, stage in ((5, "under_way"), (6, "preliminary"))]
LATE_CLAIM = claim("T4", day="2020-06-20")
ISSUED = [paper(periods=("2020-06",)), paper(day="2020-07-02", periods=("2020-06",))]


def found(*records, of=PARTED):
    return [(one.doubt, one.id, one.records) for one in doubts(of, state(of, *records))]


def ids(*records):
    return tuple(map(name_of, records))


FAULTS = {
    "percent_fell": (FELL, "T1", FELL),
    "same_sentence": (SAME, "T1", SAME),
    "completed_with_open_problem": ([RAISED, CLAIMED, ACCEPTED], "T1", [ACCEPTED, RAISED]),
    "accepted_without_reply": ([RAISED, SORTED, CLOSED], name_of(RAISED), [RAISED, CLOSED]),
    "whole_against_parts": ([WHOLE, *PARTS], "T1", [WHOLE, *PARTS]),
    "assigned_without_date": ([RAISED, SORTED, MET], name_of(RAISED), [MET, SORTED]),
    "stated_differently": (TWICE, "T1", TWICE),
    "double_number": ([RAISED, SORTED, ORDERED, OTHER, OTHER_SORTED, DOUBLE], "1", [ORDERED, DOUBLE]),
    "double_paper": (ISSUED, name_of(ISSUED[1]), ISSUED),
    "one_city_above": ([ALONE, ALONE_SORTED], name_of(ALONE), [ALONE, ALONE_SORTED]),
    "stage_went_back": (BACK, "T1", BACK),
    "completed_late": ([LATE_CLAIM], "T4", [LATE_CLAIM]),
}


def test_every_doubt_has_a_seeded_fault():
    """A new doubt needs a fault here."""
    assert [one.__name__ for one in DOUBTS] == list(FAULTS)


@pytest.mark.parametrize("doubt", FAULTS)
def test_a_seeded_fault_is_found_and_nothing_else(doubt):
    """Each doubt names its records, and no other doubt takes them up."""
    records, id, named = FAULTS[doubt]
    assert found(*records) == [(doubt, id, ids(*named))]


CLEAN = {
    "a percent that rises, and one of another measure": [
        update(day="2020-05-31", percent=40),
        update(day="2020-06-30", percent=50),
        update(day="2020-07-31", percent=10, measure="works"),
    ],
    "a percent of a part below one of the whole": [
        update(day="2020-05-31", percent=40), update(day="2020-06-30", percent=20, parts=("a",)),
    ],
    "the same words for two months, and again after a month of other words": [
        *SAME[:2], update(day="2020-07-20", text="Bridge"), update(day="2020-08-20", text="Work goes on"),
    ],
    "the same words of two parts, or openly nil": [
        update(day="2020-05-20", text="Same", parts=("a",)),
        update(day="2020-06-20", text="Same", parts=("b",)),
        update(day="2020-07-20", text="Same", parts=("a",)),
        *(update("T2", day=f"2020-0{month}-20", text="Nothing", nil=True) for month in (5, 6, 7)),
    ],
    "a problem through its whole life": [
        RAISED, SORTED, ORDERED, extension(ORDERED, day="2020-06-14"), DONE, recheck(DONE, day="2020-07-01"), CLAIMED, ACCEPTED,
    ],
    "a whole that is its parts, rounded": [update(percent="35.4"), update(percent="20.4", parts=("a",)), PARTS[1]],
    "a whole that has come further since": [update(day="2020-09-30", percent=80), *PARTS],
    "parts that have come further since": [update(day="2020-05-31", percent=20), *PARTS],
    "a whole by another measure than its parts": [update(percent=80, measure="works"), *PARTS],
    "two dates for one problem, both ahead": [RAISED, SORTED, ORDERED, extension(ORDERED)],
    "one figure stated twice": [update(percent=30), update(percent=30, text="Again", hour=13)],
    "a session that decided on the problem and ordered it, and one on a task": [
        RAISED, SORTED, MET, order(SORTED, session=MET), session("2020-06-16", "T2"), session("2020-06-17", RAISED),
    ],
    "a preliminary review, and a session without a word on it": [
        RAISED, SORTED, session(matters=(AgendaItem(id=name_of(RAISED), decision="So", review=True),)),
        session("2020-06-16", matters=(AgendaItem(id=name_of(RAISED)),)),
    ],
    "a session of the same day": [RAISED, SORTED, session("2020-12-31", RAISED)],
}  # fmt: skip


@pytest.mark.parametrize("records", CLEAN.values(), ids=CLEAN)
def test_clean_data_is_quiet(records):
    """What adds up raises no doubt."""
    assert found(*records) == []


def test_a_whole_above_its_later_parts_or_below_its_earlier_ones():
    """No progress explains that: a percent does not fall."""
    assert found(update(day="2020-05-31", percent=80), *PARTS)
    assert found(update(day="2020-09-30", percent=20), *PARTS)


def test_a_whole_in_which_offices_differ_is_held_against_nothing():
    """One doubt, not two: there is no whole before it is settled."""
    both = update(percent=10), update(percent=11, office="north", hour=13)
    assert [one[0] for one in found(*both, *PARTS)] == ["stated_differently"]


def test_the_province_answered_so_there_is_a_word_to_close_on():
    """A petition's answer is a reply too."""
    above = sort(RAISED, "province")
    asked = petition(above)
    answer = reply(asked, "answer", day="2020-06-25")
    assert found(RAISED, above, asked, answer, recheck(answer, day="2020-06-30")) == []


def test_where_a_claim_completes_it_is_the_claim_that_is_in_doubt():
    """completion: claim: nobody accepts."""
    claims = plan(task(), completion="claim")
    assert found(RAISED, CLAIMED, of=claims) == [("completed_with_open_problem", "T1", ids(CLAIMED, RAISED))]


def test_what_was_corrected_is_in_doubt_no_more():
    """A doubt is of records in force."""
    mended = update(day="2020-06-30", percent=60, replaces=FELL[1])
    assert found(*FELL, mended) == []


def test_R16_a_problem_of_a_cross_region_task_names_two_cities():
    """focus-5: above the lowest level it concerns another city: its raiser's, where it lies, or whom it names."""
    region = plan(task(cross_region=True), task("T2"))

    def doubted(raised, needs="bureaus", of=region, **given):
        sorting = sort(raised, needs, **given)
        return [one[2] for one in found(raised, sorting, of=of) if one[0] == "one_city_above"]

    one_city = problem(office="north", concerns=("north",))
    assert doubted(one_city) == [ids(one_city, sort(one_city))]
    assert doubted(problem(), "bureaus") != []
    assert doubted(problem(office="north", concerns=("south",))) == []
    assert doubted(problem(on_behalf_of="north", city="south")) == []
    assert doubted(one_city, "own") == doubted(one_city, None) == doubted(one_city, of=plan()) == []


def test_what_had_no_effect_is_asked_about_too():
    """After what does not add up; who entered it is told, and papers do not call its task doubtful (local)."""
    late = reply(ORDERED, day="2020-07-01", office="north")
    now = state(PARTED, RAISED, SORTED, ORDERED, DONE, CLOSED, late)
    *others, last = to_ask(PARTED, now)
    assert others == doubts(PARTED, now)
    assert (last.doubt, last.id, last.records, last.offices) == ("without_effect", name_of(late), ids(late), ("north",))
    assert last.params == {"code": "impossible_move", "state": "closed"}


def test_a_doubt_says_who_typed_its_records_and_when_the_last_came():
    """Each office and person once."""
    early, mid, late = update(day="2020-05-31", percent=50), update(day="2020-06-30", percent=40), update(day="2020-06-29", percent=45, office="north", hour=15)
    found = [(one.offices, one.by, one.entered) for one in doubts(PARTED, state(PARTED, early, mid, late)) if one.doubt == "percent_fell"]
    assert found == [
        (("secretariat", "north"), tuple(dict.fromkeys((early.entered.by, late.entered.by))), max(early.entered.at, late.entered.at)),
        (("north", "secretariat"), tuple(dict.fromkeys((late.entered.by, mid.entered.by))), max(mid.entered.at, late.entered.at)),
    ]
