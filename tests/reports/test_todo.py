"""What waits for my office, how long, and what to type?"""

from dataclasses import replace

from ltzplan.cli.to_type import to_type
from ltzplan.model.method import Papers, ProblemRhythm, ReportRhythm, Rhythm, Urgency, WorkRhythm
from ltzplan.model.plan import LeadUnit
from ltzplan.model.values import Day
from ltzplan.reports.todo import todo
from tests.build import (
    LOCAL,
    adjustment,
    claim,
    name_of,
    on,
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
    withdrawal,
)
from tests.reports.papers import ordered
from tests.reports.queues import ANSWERING, BOTH, NOBODY_OWES, RAISED, SORTED, queue


def one(*records, **given):
    """Give the only thing that waits."""
    [item] = queue(*records, **given)
    return item


def what(items):
    return [(item.queue, item.id) for item in items]


# ---- problems


def test_a_raised_problem_is_to_be_sorted_by_the_secretariat_only():
    item = one(RAISED)
    assert (item.queue, item.id, item.tasks, item.title) == ("sort", name_of(RAISED), ("T1",), "Land is missing")
    assert (item.since, item.days, item.due) == (on("2020-06-01"), 14, None)
    assert item.command == f"ltz sort {name_of(RAISED)} --as SORT --needs NEED --because TEXT"
    assert queue(RAISED, office="north") == ()
    assert "--needs bureaus" in one(problem(needs="bureaus")).command


def test_a_sorted_problem_is_to_be_ordered():
    """By an urgency of the plan, where it has one."""
    item = one(RAISED, SORTED)
    assert (item.queue, item.since, item.days) == ("order", on("2020-06-03"), 12)
    assert item.command == f"ltz order {name_of(RAISED)} --unit UNIT --due DATE --require TEXT"
    assert "--urgency URGENCY" in one(RAISED, SORTED, urgencies={"normal": Urgency(name="normal", days=10)}).command


def test_an_order_is_to_be_answered_by_the_office_of_the_units_city():
    """By when; not by the secretariat, nor by a unit that has answered."""
    received = reply(BOTH, "received", "2020-06-06", unit="works_north")
    given = (RAISED, SORTED, BOTH, received)
    item = one(*given, office="north", offices=ANSWERING)
    assert (item.queue, item.id, item.unit) == ("answer", name_of(RAISED), "works_north")
    assert (item.since, item.days, item.due) == (on("2020-06-05"), 10, on("2020-06-12"))
    assert item.command == f"ltz reply {name_of(RAISED)} --unit works_north --done --text TEXT"
    assert one(*given, office="south", offices=ANSWERING).command.endswith("--unit works_south --received")
    assert queue(*given, offices=ANSWERING) == ()
    done = reply(received, "done", "2020-06-08", unit="works_north")
    assert queue(*given, done, office="north", offices=ANSWERING) == ()
    assert what(queue(*given, done, office="south", offices=ANSWERING)) == [("answer", name_of(RAISED))]


def test_an_order_is_late_in_the_hands_of_its_own_unit_and_while_it_has_it():
    """effect-2: who was ordered later bears no day of before; what was answered in time none, late those until then; a letter is late by its own day."""
    raised = problem(day="2020-06-01", office="north")
    sorted_ = sort(raised, day="2020-06-03")
    given = order(sorted_, ("works_north", "works_south"), "2020-06-05", due="2020-06-12")
    again = order(given, ("works_north", "lands"), "2020-06-15", due="2020-06-30", number="2", because="Anew")

    def late(*records, day="2020-06-15", office="north", of="answer"):
        found = queue(raised, sorted_, given, *records, office=office, day=day, offices=ANSWERING, aside=())
        return {one.unit: (one.overdue_days, one.late_now) for one in found if one.queue == of}

    assert late() == {"works_north": (3, True)}
    assert late(again) == {"works_north": (2, False), "lands": (0, False)}
    assert late(again, day="2020-07-02") == {"works_north": (4, True), "lands": (2, True)}
    for day, overdue in (("2020-06-12", 0), ("2020-06-14", 1)):
        done = [reply(given, "done", day, unit=unit) for unit in ("works_north", "works_south")]
        assert late(*done, of="follow") == {None: (overdue, False)}
    above = sort(sorted_, "province", day="2020-06-04")
    asked = petition(given, day="2020-06-07", answer_by=Day.parse("2020-06-13"))
    assert late(above, asked, office="secretariat", of="chase") == {None: (2, True)}


def test_the_secretariat_enters_what_a_city_without_such_an_office_answers():
    """In this plan no city's office may reply."""
    assert what(queue(RAISED, SORTED, BOTH, the_plan=plan(**NOBODY_OWES))) == [
        ("answer", name_of(RAISED)), ("answer", name_of(RAISED)),
    ]  # fmt: skip


def test_nobody_answers_while_the_province_is_asked():
    above = sort(SORTED, "province", day="2020-06-04")
    asked = petition(BOTH, day="2020-06-07")
    given = (RAISED, SORTED, above, BOTH, asked)
    assert queue(*given) == queue(*given, office="north") == ()


def test_what_all_have_answered_is_to_be_rechecked_and_comes_back_when_returned():
    given = order(SORTED, day="2020-06-05")
    done = reply(given, day="2020-06-08")
    item = one(RAISED, SORTED, given, done)
    assert (item.queue, item.since) == ("recheck", on("2020-06-08"))
    assert item.command == f"ltz accept {name_of(RAISED)} --text TEXT --evidence FILE"
    back = recheck(done, "return", "2020-06-10")
    [item] = queue(RAISED, SORTED, given, done, back)
    assert (item.queue, item.unit, item.since) == ("answer", "lands", on("2020-06-10"))
    assert queue(RAISED, SORTED, given, done, recheck(done, day="2020-06-10")) == ()


def test_orders_with_one_number_are_told_apart_by_correcting_the_later():
    other = problem("T1", "2020-06-02")
    sorts = sort(other, day="2020-06-03")
    first, second = order(SORTED, day="2020-06-05"), order(sorts, day="2020-06-06")
    found = [item for item in queue(RAISED, SORTED, first, other, sorts, second) if item.queue == "renumber"]
    assert [(item.id, item.title, item.records) for item in found] == [
        (name_of(other), "1", (name_of(first), name_of(second)))
    ]
    assert found[0].command == f"ltz order {name_of(other)} --replaces {name_of(second)}"


def test_an_order_without_effect_has_no_number_to_settle():
    """The correction of an order that was taken back."""
    first = order(SORTED, day="2020-06-05")
    better = order(SORTED, day="2020-06-05", replaces=first, require="Better", hour=13)
    other = problem("T1", "2020-06-02")
    sorts = sort(other, day="2020-06-03")
    second = order(sorts, day="2020-06-06")
    found = queue(RAISED, SORTED, first, better, withdrawal(first, "2020-06-08"), other, sorts, second)
    assert "renumber" not in {item.queue for item in found}


# ---- tasks


def test_a_claim_is_to_be_accepted():
    item = one(claim(day="2020-06-10"))
    assert (item.queue, item.id, item.days) == ("accept", "T1", 5)
    assert item.command == "ltz accept T1 --text TEXT --evidence FILE"
    assert queue(claim(day="2020-06-10"), office="north") == ()
    assert queue(claim(day="2020-06-10"), adjustment(day="2020-06-12", withdrawn=True)) == ()


def test_figures_that_differ_are_to_be_settled():
    """Of the whole, of a part and of a city's share; the command replaces all of them."""
    said = {"percent": 10}, {"percent": 20}
    for more, flags in (({}, ""), ({"parts": ("a",), "city": "north"}, " --part a --city north")):
        two = [
            update(day="2020-06-10", office=office, **figure, **more)
            for office, figure in zip(("north", "south"), said, strict=True)
        ]
        item = one(*two, the_plan=plan(task(parts=("a",)), **NOBODY_OWES))
        names = tuple(map(name_of, two))
        assert (item.queue, item.id, item.days, item.records) == ("settle", "T1", 5, names)
        assert item.command == (
            f"ltz update T1{flags} --percent PERCENT --measure investment"
            f" --replaces {names[0]} --replaces {names[1]}"
        )
        assert queue(*two, office="north", the_plan=plan(task(parts=("a",)), **NOBODY_OWES)) == ()


LED = replace(task("T2"), lead_units=(LeadUnit(name="Works", city="north"),))
ALONE = replace(task("T3"), lead_units=(LeadUnit(name="A company"),), cities=("south",))
SIGNED = plan(task(), LED, ALONE, task("T4"), task("T5", cities=()), signed="2020-05-01")


def test_R4_a_city_has_a_row_a_task_owed():
    """Of the tasks whose lead unit is of the city, and of those that no lead unit is published of."""
    north, south = (queue(office=office, day="2020-06-30", the_plan=SIGNED) for office in ("north", "south"))
    assert [(item.id, item.tasks, item.periods) for item in north] == [
        (id, (id,), ("2020-05", "2020-06")) for id in ("T1", "T2", "T4")
    ]  # fmt: skip
    assert [item.command for item in north] == [f"ltz update {id} --text TEXT" for id in ("T1", "T2", "T4")]
    assert {item.since for item in north} == {on("2020-05-31")}
    assert [item.id for item in south] == ["T1", "T3", "T4"]


def test_a_task_of_no_city_is_the_secretariats():
    item = one(day="2020-06-30", the_plan=SIGNED)
    assert (item.tasks, item.command) == (("T5",), "ltz update T5 --text TEXT")


def test_the_command_names_the_last_month_owed_once_it_is_over():
    late = queue(office="north", day="2020-07-02", the_plan=SIGNED)
    assert late[0].command == "ltz update T1 --date 2020-06 --text TEXT"


def test_the_longest_silence_comes_first():
    item = queue(update("T1", "2020-05-20", office="north"), office="north", day="2020-06-30", the_plan=SIGNED)[0]
    assert item.id == "T2"


# ---- the regime


def test_a_session_is_to_be_written_down():
    held = session("2020-06-10", text="Met")
    item = one(held)
    assert (item.queue, item.id, item.title, item.due, item.days) == (
        "write_down", name_of(held), "Met", on("2020-06-11"), 5,
    )  # fmt: skip
    assert item.level == "deputies"
    assert item.command == f"ltz paper minutes --session {name_of(held)} --issue"
    assert queue(held, office="north") == ()


def test_R12_papers_wait_from_the_day_after_their_period_until_issued():
    """A row a kind; the oldest period first; a summary of the work and of the problems is one paper."""
    work = WorkRhythm(dispatch="monthly", summary=("quarterly", "half_yearly"), evaluation="yearly", rests_on=LOCAL)
    problems = ProblemRhythm(bulletin="monthly", summary=("quarterly",), rests_on=LOCAL)
    rhythm = Rhythm(work=work, problems=problems, reports=ReportRhythm(due_day="last", rests_on=LOCAL))
    the_plan = plan(task(lead_units=(LeadUnit(name="X", city="north"),)), rhythm=rhythm, signed="2020-05-01", papers=Papers(due_after_days=10))
    issued = paper("bulletin", "2020-06-02", periods=("2020-05",))

    def papers(*records, day, office="secretariat"):
        return [item for item in queue(*records, day=day, the_plan=the_plan, office=office) if item.queue == "issue"]

    assert [(item.paper, item.periods, item.command) for item in papers(day="2020-06-29")] == [
        ("bulletin", ("2020-05",), "ltz paper bulletin --month 2020-05 --issue")
    ]
    assert papers(issued, day="2020-06-30") == []
    assert [(item.paper, item.periods, item.command, item.days, item.due) for item in papers(issued, day="2020-07-02")] == [
        ("summary", ("2020Q2", "2020H1"), "ltz paper summary --quarter 2020Q2 --issue", 1, on("2020-07-10")),
        ("bulletin", ("2020-06",), "ltz paper bulletin --month 2020-06 --issue", 1, on("2020-07-10")),
    ]
    assert papers(issued, day="2020-07-02", office="south") == []


def test_faults_T8_papers_of_one_number_are_told_apart_by_correcting_the_later():
    """Each as it was asked for; where one matter is out twice, one is taken back."""
    twos = (
        (paper("summary", "2020-06-03", periods=("2020Q1", "2019H2")), paper("summary", "2020-06-04", periods=("2019Q4",))),
        (paper("agenda", "2020-06-03", level="mayors"), paper("agenda", "2020-06-04", level="deputies", portfolio="works")),
        (paper("minutes", "2020-06-03", concerns=("a-1",)), paper("minutes", "2020-06-04", concerns=("b-1",))),
        (paper("reminder", "2020-06-03"), paper("reminder", "2020-06-04", unit="lands")),
    )  # fmt: skip
    asked = ("summary --quarter 2019Q4", "agenda --level deputies --portfolio works", "minutes --session b-1", "reminder --unit lands")
    for (first, later), words in zip(twos, asked, strict=True):
        both = [replace(one, number="〔2020〕1号", concerns=tuple(map(str, one.concerns))) for one in (first, later)]
        held = [session("2020-06-02", text="a"), session("2020-06-02", text="b")]
        if words.startswith("minutes"):
            both = [replace(one, concerns=(name_of(met),)) for one, met in zip(both, held, strict=True)]
            words = f"minutes --session {name_of(held[1])}"  # noqa: PLW2901 - with its session
        [item] = [one for one in queue(*held, *both) if one.queue in ("renumber", "issued_twice")]
        assert (item.queue, item.title, item.records) == ("renumber", "〔2020〕1号", tuple(map(name_of, both)))
        assert item.command == f"ltz paper {words} --issue --corrects {name_of(both[1])}"


def test_R12_of_two_papers_of_one_period_one_is_taken_back():
    """And not renumbered."""
    first, later = (paper("bulletin", "2020-06-03", periods=("2020-05",), number="〔2020〕1号", hour=hour) for hour in (9, 10))
    [item] = [one for one in queue(first, later) if one.queue in ("renumber", "issued_twice")]
    assert (item.queue, item.paper, item.periods) == ("issued_twice", "bulletin", ("2020-05",))
    assert item.command == f"ltz withdraw {name_of(later)} --because TEXT"
    assert queue(first, later, office="north") == ()


def test_queues_stand_in_order_and_the_longest_first():
    later = problem("T1", "2020-06-05")
    found = queue(later, RAISED, claim(day="2020-06-10"), problem("T1", "2020-06-02"), sort(later))
    assert [item.queue for item in found] == ["sort", "sort", "order", "accept"]
    assert [item.days for item in found[:2]] == [14, 13]


def test_R2_what_was_decided_is_to_be_ordered_with_its_decision():
    """demands-3: since the session, by its own words; the command names the session."""
    held = session("2020-06-08", RAISED)
    [item] = [one for one in queue(RAISED, SORTED, held) if one.queue == "order"]
    assert (item.since, item.decided.session, item.decided.text) == (on("2020-06-08"), name_of(held), "So be it")
    assert item.command.endswith(f"--origin session --session {name_of(held)}")


def test_R2_what_the_lowest_level_settles_is_not_to_be_ordered():
    """levels-1: the sort is enough; it is in the unit's hands."""
    assert queue(RAISED, sort(RAISED, "own", "2020-06-03")) == ()


def test_code_B2_a_corrected_word_restarts_no_waiting():
    """A reworded move keeps its day."""
    better = sort(RAISED, day="2020-06-14", replaces=SORTED, because="In better words")
    assert one(RAISED, SORTED, better).since == on("2020-06-03")
    given = order(SORTED, day="2020-06-05", due="2020-12-31")
    again = order(SORTED, day="2020-06-14", due="2020-12-31", replaces=given, require="In better words")
    assert one(RAISED, SORTED, given, again, the_plan=plan(**NOBODY_OWES)).since == on("2020-06-05")


def test_a_unit_is_left_out_what_is_surely_anothers():
    """Another unit's order, and the report on a task that others are known to lead; what nobody leads stays."""
    leads = (LeadUnit(name="Lands"),), (LeadUnit(name="Works of North"), LeadUnit(name="Lands")), None
    tasks = tuple(task(f"T{at}", lead_units=units, cities=("north",)) for at, units in enumerate(leads))
    own = plan(*tasks, offices=ANSWERING, due_day=31, signed="2020-05-01")
    raised = problem("T0", day="2020-06-01")
    slip = order(sort(raised), ("works_north", "lands"), due="2020-06-30")
    records = raised, sort(raised), slip
    listed = [(one.queue, one.unit or one.id) for one in queue(*records, office="north", the_plan=own, unit="works_north")]
    assert listed == [("answer", "works_north"), ("report", "T1"), ("report", "T2")]


def test_a_report_waits_for_the_office_of_its_member_else_for_those_of_none():
    """levels-1: the secretariat enters what a member without an office owes, and says whose it is; of a unit, its own alone."""
    leads = tuple(LeadUnit(name=f"Works of {city.title()}", unit=f"works_{city}", city=city, group="all") for city in ("north", "south"))
    own = plan(task(lead_units=leads), signed="2020-05-01", offices={id: one for id, one in ANSWERING.items() if id != "south"})
    [north], [south] = (queue(the_plan=own, office=office) for office in ("north", "secretariat"))
    assert (north.cities, south.cities) == (("north",), ("south",))
    assert (north.command, south.command) == (
        "ltz update T1 --date 2020-05 --text TEXT", "ltz update T1 --date 2020-05 --member south --text TEXT",
    )  # fmt: skip
    assert [len(queue(the_plan=own, office="secretariat", unit=unit)) for unit in ("works_north", "works_south")] == [0, 1]


def test_of_what_is_signed_for_the_other_answers_are_offered_too():
    """Once, of several with what is to be filled in; of what nobody signed for, none."""
    raised, other, new = (problem(text=text) for text in ("One", "Two", "New"))
    slips = [ordered(one, units=("works_north",)) for one in (raised, other, new)]
    records = [raised, other, new, *(one for slip in slips for one in slip)]
    signed = [reply(slip, "received", unit="works_north") for _, slip in slips[:2]]

    def answers(*signed):
        the_plan = plan(task(), offices=ANSWERING)
        found = todo(the_plan, state(the_plan, *records, *signed, day="2020-07-01"), "north", to_type)
        return [(one.way, one.command) for one in found.ways if one.queue == "answer"]

    id = name_of(raised)
    assert answers() == []
    assert answers(signed[0]) == [
        ("progress", f"ltz reply {id} --unit works_north --progress --text TEXT"), ("cannot", f"ltz reply {id} --unit works_north --cannot --text TEXT"),
    ]  # fmt: skip
    assert answers(*signed)[0] == ("progress", "ltz reply PROBLEM --unit UNIT --progress --text TEXT")


def test_a_queue_is_narrowed_to_a_level():
    """What is before it, was held by it, or is of a task at it."""
    low, high = problem(text="Low"), problem(text="High")
    records = (low, high, sort(low), sort(high, needs="province"), claim("T1", day="2020-06-20"))
    the_plan = plan(task(), task("T2"))
    now = state(the_plan, *records, day="2020-07-01")
    found = {level: todo(the_plan, now, "secretariat", to_type, level=level).items for level in ("deputies", "mayors", None)}
    assert [one.id for one in found["deputies"] if one.queue == "order"] == [name_of(low)]
    assert [one.id for one in found["mayors"]] == [name_of(high)]
    assert len(found[None]) > 2
