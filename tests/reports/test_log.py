"""What was recorded, in order, and what each record changed."""

from ltzplan.model.method import SupervisionRule
from ltzplan.reports.log import IN_A_ROW, Line, Sought, log
from ltzplan.reports.rows import rows_of
from ltzplan.rules.fold import Fold
from tests.build import (
    claim,
    extension,
    ledger,
    name_of,
    on,
    order,
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
)  # fmt: skip


def report(the_plan, *records, id="T1", day="2020-12-31"):
    return log(ledger(the_plan, *records), state(the_plan, *records, day=day), id)


def changes(line):
    return [(one.what, one.before, one.after, one.on.isoformat(), one.record) for one in line]


def test_records_in_order():
    """By date, then by when they were entered; later ones are not seen."""
    late, early, future = update(hour=15), update(hour=9, text="x"), update(day="2021-02-01")
    found = report(plan(), late, future, early)
    assert [one.said.record for one in found.log] == [name_of(early), name_of(late)]


def test_of_all_tasks_no_change_is_followed():
    """Without an id: the records alone."""
    found = report(plan(task(), task("T2")), update(), update("T2"), id=None)
    assert [one.said.kind for one in found.log] == ["update", "update"]
    assert (found.since, found.log[0].changes) == ((), ())


def test_of_one_task_only_its_own():
    """A problem and its moves belong to each of its tasks."""
    raised = problem(("T1", "T2"))
    records = raised, sort(raised), update("T1"), update("T2", day="2020-07-01")
    found = report(plan(task(), task("T2")), *records, id="T2")
    assert [one.said.kind for one in found.log] == ["problem", "sort", "update"]


def test_a_change_of_level_with_the_record_that_caused_it():
    """Between the records: each change of level, and by which of them."""
    raised = problem()
    sorted_ = sort(raised, "province")
    found = report(plan(), raised, sorted_)
    assert [changes(one.changes) for one in found.log] == [
        [],
        [("level", "unit", "mayors", "2020-06-10", name_of(sorted_))],
    ]


def test_a_change_by_time_alone_has_no_record():
    """Between the records and after the last: due soon, overdue."""
    found = report(plan(task(due="2020-04-10")), update(day="2020-03-20"))
    assert changes(found.log[0].changes) == [("light", "unlit", "due_soon", "2020-03-11", None)]
    assert changes(found.since) == [
        ("light", "due_soon", "overdue", "2020-04-11", None), ("supervision", "", "overdue", "2020-04-11", None),
    ]  # fmt: skip


def test_a_record_before_the_signing_changes_from_the_signing_on():
    """Records older than the plan are listed; levels and lights are followed from the signing."""
    found = report(plan(task(due="2020-12-31")), update(day="2018-05-01", percent=50), day="2020-01-02")
    assert changes(found.log[0].changes) == [("light", "unlit", "on_course", "2020-01-01", found.log[0].said.record)]



def test_the_effect_of_each_record():
    """In force, replaced, withdrawn or skipped; and by which record."""
    first, raised = update(percent=5), problem()
    second = update(percent=6, hour=13, replaces=first)
    gone = withdrawal(raised, "2020-08-01")
    lost = sort("T1-0123456789abcdef", day="2020-09-01")
    found = {one.said.record: (one.effect, one.by) for one in report(plan(), first, second, raised, gone, lost).log}
    assert found == {
        name_of(first): ("replaced", name_of(second)),
        name_of(second): ("in_force", None),
        name_of(raised): ("withdrawn", name_of(gone)),
        name_of(gone): ("in_force", None),
        name_of(lost): ("skipped", None),
    }


def test_an_acceptance_turns_the_light():
    """Done counts from the acceptance."""
    said = claim()
    accepted = recheck(said)
    assert changes(report(plan(), said, accepted).log[1].changes) == [
        ("light", "unlit", "done", "2020-07-10", name_of(accepted))
    ]


def test_a_move_is_listed_after_what_it_answers():
    """None counts before one that it names: the sorting caused the level, not the problem."""
    raised = problem(day="2020-06")
    sorted_ = sort(raised, day="2020-06-10")
    found = report(plan(), raised, sorted_)
    assert [one.said.record for one in found.log] == [name_of(raised), name_of(sorted_)]
    assert changes(found.log[1].changes) == [("level", "unit", "deputies", "2020-06-30", name_of(sorted_))]


def test_the_second_task_of_a_problem_follows_a_reworded_sorting():
    """Each change of level is in the log of each task that it lifts."""
    raised = problem(("T1", "T2"))
    first = sort(raised, "bureaus")
    second = sort(raised, "province", "2020-06-12", replaces=first)
    found = report(plan(task(), task("T2")), raised, first, second, id="T2")
    assert [changes(one.changes) for one in found.log] == [
        [],
        [("level", "unit", "deputies", "2020-06-10", name_of(first))],
        [("level", "deputies", "mayors", "2020-06-12", name_of(second))],
    ]


def test_the_second_task_of_a_problem_follows_a_withdrawn_sorting():
    """What lifted a task and was taken back is in its log too."""
    raised = problem(("T1", "T2"))
    sorted_ = sort(raised)
    gone = withdrawal(sorted_)
    found = report(plan(task(), task("T2")), raised, sorted_, gone, id="T2")
    assert [one.said.record for one in found.log] == [name_of(raised), name_of(sorted_), name_of(gone)]


def test_a_report_moved_to_another_task_changes_both_logs():
    """Each change of light with the record that caused it, also where it left this task for another."""
    the_plan = plan(task(), task("T2"), completion="claim")
    wrong = claim("T1")
    right = claim("T2", "2020-07-01", replaces=wrong)
    both = {id: report(the_plan, wrong, right, id=id).log for id in ("T1", "T2")}
    assert [changes(one.changes) for one in both["T1"]] == [
        [("light", "unlit", "done", "2020-06-30", name_of(wrong))],
        [("light", "done", "unlit", "2020-07-01", name_of(right))],
    ]
    assert changes(both["T2"][-1].changes) == [("light", "unlit", "done", "2020-07-01", name_of(right))]


def test_a_problem_moved_to_another_task_takes_its_moves_along():
    """A problem reworded onto another task after it was sorted lifts that one, and its log says by what."""
    raised = problem("T1")
    moved = problem("T2", replaces=raised, day="2020-07-01")
    found = report(plan(task(), task("T2")), raised, sort(raised), moved, id="T2")
    assert changes(found.log[-1].changes) == [("level", "unit", "deputies", "2020-07-01", name_of(moved))]


def test_before_the_signing_there_is_nothing_to_follow():
    """A day before the signing: no change yet."""
    assert report(plan(), day="2019-06-01").since == ()


def test_as_one_table():
    """csv: a row a record."""
    found = rows_of(Line, report(plan(), update(percent=5)).log, IN_A_ROW)
    [row] = found.told()
    assert [*row] == [*found.columns]
    assert (row["kind"], row["percent"], row["effect"], row["effect_by"]) == ("update", 5, "in_force", None)
    assert row["entered"].date() == on("2020-06-30")


def test_faults_T6_each_record_is_added_once(monkeypatch):
    """Of a task with many problems too: nothing is folded anew that nothing mends."""
    added = []
    add = Fold.add
    monkeypatch.setattr(Fold, "add", lambda self, entry: (added.append(entry.id), add(self, entry)))
    raised = [problem(text=f"Problem {n}") for n in range(50)]
    listed = [*raised, *(sort(one) for one in raised)]
    found = report(plan(), *listed, id="T1")
    assert (len(found.log), len(added)) == (100, 200), "once for the state, once for the changes"



RULES = tuple(SupervisionRule(ground=one, rests_on=("local",)) for one in ("key", "overdue", "returned"))
LATE = order(sort(problem()), ("lands",), due="2020-06-20")
START = (problem(), sort(problem()), LATE)


def of_problems(found):
    """Give what changed of problems, in order, with the day and the record."""
    lines = [*(one for line in found.log for one in line.changes), *found.since]
    return [(one.what, one.after, one.on.isoformat(), one.record) for one in lines if one.problem]


def test_R22_a_problem_that_becomes_overdue_has_a_line():
    """effect-2: by time alone, in the log of the problem and of its task; an extension asked later does not hide it."""
    longer = extension(LATE, "2020-07-31", "2020-07-02")
    for id in ("T1", name_of(START[0])):
        found = report(plan(supervision=RULES), *START, longer, id=id, day="2020-07-10")
        assert of_problems(found) == [
            ("overdue", "yes", "2020-06-21", None), ("supervision", "overdue", "2020-06-21", None),
            ("overdue", "no", "2020-07-02", name_of(longer)), ("supervision", "", "2020-07-02", name_of(longer)),
        ]  # fmt: skip
    assert of_problems(report(plan(supervision=RULES), *START, day="2020-06-20")) == []


def test_method_A3_entering_and_leaving_supervision():
    """effect-2: key from its order on; while it is checked the ground overdue rests; twice returned."""
    key = order(sort(problem()), due="2020-06-20", key=True)
    done, again = reply(key, "done", "2020-06-22"), reply(key, "done", "2020-06-26")
    backs = recheck(done, "return", "2020-06-24"), recheck(again, "return", "2020-06-28")
    closed = recheck(again, day="2020-06-30")
    found = report(plan(supervision=RULES), *START[:2], key, done, backs[0], again, closed)
    said = [(after, on_) for what, after, on_, _ in of_problems(found) if what == "supervision"]
    assert said == [
        ("key", "2020-06-12"), ("key overdue", "2020-06-21"), ("key", "2020-06-22"), ("key overdue", "2020-06-24"),
        ("key", "2020-06-26"), ("", "2020-06-30"),
    ]  # fmt: skip
    twice = report(plan(supervision=RULES), *START[:2], key, done, backs[0], again, backs[1], day="2020-06-29")
    assert of_problems(twice)[-1][1] == "key overdue returned_twice"
    assert [one[0] for one in of_problems(report(plan(supervision=()), *START))] == ["overdue"]


def test_method_B6_each_line_says_of_which_problem_it_is():
    """A withdrawal is of what it withdraws, a petition of all that it asks for, a report of none."""
    first, second = problem(), problem(text="Other")
    sorts = [sort(one, "province", text=text) for one, text in ((first, "a"), (second, "b"))]
    better = sort(first, "province", "2020-06-11", replaces=sorts[0])
    asked = petition(better, sorts[1])
    held = session("2020-06-20", first, "T1")
    gone = withdrawal(second, "2020-06-25")
    said = update(day="2020-06-26")
    found = report(plan(), first, second, *sorts, better, asked, held, gone, said)
    assert {one.said.record: one.problems for one in found.log} == {
        name_of(first): (name_of(first),), name_of(second): (name_of(second),), name_of(sorts[0]): (name_of(first),),
        name_of(sorts[1]): (name_of(second),), name_of(better): (name_of(first),),
        name_of(asked): (name_of(first), name_of(second)), name_of(held): (name_of(first),),
        name_of(gone): (name_of(second),), name_of(said): (),
    }  # fmt: skip
    assert [one.problem for one in found.log if one.said.kind in ("petition", "update")] == [name_of(first), None]


def test_a_withdrawn_problem_changes_nothing_more():
    """It is not there, so nothing of it is followed."""
    gone = withdrawal(START[0], "2020-07-01")
    found = report(plan(supervision=RULES), *START, gone, day="2020-07-10")
    assert [one[1] for one in of_problems(found)] == ["yes", "overdue", "no", ""]


def test_a_log_is_narrowed_by_day_text_and_number():
    """What stands anywhere in a record, in any case and width; the last ones of what is left."""
    records = (
        update(day="2020-05-01", text={"zh": "土地", "en": "Land"}, percent="81.55"),
        update(day="2020-06-01", text="LAND again", parts=("north",)),
        update(day="2020-07-01", text="Other", nil=True, office="south", notes={"challenge": "Rain"}),
    )
    whole, entries = report(plan(), *records), ledger(plan(), *records).known

    def left(**sought):
        return [one.said.date.text for one in Sought(**sought).of(whole, entries).log]

    assert left() == ["2020-05-01", "2020-06-01", "2020-07-01"]
    assert left(since=on("2020-06-01")) == ["2020-06-01", "2020-07-01"]
    assert left(text="ｌａｎｄ") == ["2020-05-01", "2020-06-01"]
    assert left(text="North") == ["2020-06-01"]
    assert (left(text="81.55"), left(text="土地"), left(text="nowhere")) == (["2020-05-01"], ["2020-05-01"], [])
    assert (left(last=2), left(last=0), left(last=9)) == (["2020-06-01", "2020-07-01"], [], left())
    assert left(text="land", last=1) == ["2020-06-01"]
    assert (left(until=on("2020-06-30")), left(by="south")) == (["2020-05-01", "2020-06-01"], ["2020-07-01"])
    assert (left(note="challenge"), left(note="step")) == (["2020-07-01"], [])
    assert left(text="May", reads=lambda line: [f"{line.said.date.first:%B}"]) == ["2020-05-01"]
    assert left(new_to=(name_of(records[0]), name_of(records[2]))) == ["2020-06-01"]


def test_a_correction_says_what_it_corrects():
    old = update(percent=40)
    [_, new] = report(plan(), old, update(percent=45, replaces=old, hour=12)).log
    assert [(one.record, one.percent) for one in new.said.corrects] == [(name_of(old), 40)]
    assert [one.said.nil for one in report(plan(), update(nil=True, text="-")).log] == [True]
