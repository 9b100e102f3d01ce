"""What holds for any plan and any records, found out by trying."""

import json
import re
from collections.abc import Mapping
from dataclasses import fields
from datetime import date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory
from types import NoneType, UnionType
from typing import Literal, Union, get_args, get_origin, get_type_hints

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from ltzplan.model.codec import decoder, encode, json_schema
from ltzplan.model.naming import names
from ltzplan.model.records import (
    Adjustment,
    AgendaItem,
    Entered,
    Kind,
    Order,
    Paper,
    Petition,
    Problem,
    Recheck,
    Record,
    Reply,
    Session,
    Sort,
    Update,
    Withdrawal,
)
from ltzplan.model.values import Day, Words
from ltzplan.reports.log import log
from ltzplan.reports.status import status
from ltzplan.reports.why import why
from ltzplan.rules.fold import state_at
from ltzplan.rules.ledger import Ledger, counted
from ltzplan.rules.levels import problem_level, task_level
from ltzplan.rules.lights import UNLIT, facts_of, light
from ltzplan.rules.progress import fresh
from ltzplan.rules.silence import missed, owed
from ltzplan.rules.supervision import supervised
from ltzplan.store.files import Disk
from ltzplan.store.reader import Records
from ltzplan.store.records import id_of, to_bytes
from ltzplan.store.source import Folder
from ltzplan.store.yaml import HIDDEN
from tests.build import LEVEL_OF, ZONE, entries, plan, problem, sort, state, task, write

PLAN = plan(
    task("T1", parts=("a", "b"), due="2020-09-30"),
    task("T2", needs="bureaus", due="2020-12"),
    task("C1", origin="carried_over"),
    escalate_after=2,
    percent_fresh_for=1,
    done="finished",
)
TASKS = tuple(one.id for one in PLAN.tasks)
NEEDS = st.sampled_from(sorted(LEVEL_OF))
OFFICES = st.sampled_from(sorted(PLAN.offices))
UNITS = st.sampled_from(sorted(PLAN.units))
KINDS = (
    "update", "update", "problem", "sort", "sort", "order", "order", "reply", "reply", "recheck", "petition", "adjustment",
    "session", "paper", "withdrawal",
)  # fmt: skip
FIRST = date(2020, 1, 1)
AS_OF = st.integers(0, 450).map(lambda days: FIRST + timedelta(days=days))


def written(day):
    """Give a day as a day, as its month or as its year."""
    return st.sampled_from((day.isoformat(), f"{day:%Y-%m}", f"{day:%Y}", day.isoformat())).map(Day.parse)


DAYS = st.integers(0, 400).flatmap(lambda days: written(FIRST + timedelta(days=days)))
INSTANTS = st.integers(0, 60 * 24 * 400).map(lambda minutes: datetime(2020, 1, 1, tzinfo=ZONE) + timedelta(minutes=minutes))


@st.composite
def histories(draw, size=9):  # noqa: PLR0915 - a case a kind
    """Give records in which any kind answers, replaces or withdraws any that was drawn before it."""
    records = []
    for _ in range(draw(st.integers(0, size))):
        ids = st.sampled_from([id_of(one) for one in records]) if records else st.nothing()
        common = {
            "date": draw(DAYS),
            "entered": Entered(at=draw(INSTANTS), office=draw(OFFICES), by="tester"),
        }

        def replacing(kind):
            known = [id_of(one) for one in records if one.kind == kind]
            return tuple(draw(st.lists(st.sampled_from(known), max_size=2, unique=True))) if known and draw(st.integers(0, 3)) == 0 else ()

        def one_of(kind):
            known = [id_of(one) for one in records if one.kind == kind]
            return draw(st.none() | st.sampled_from(known)) if known else None

        kind = draw(st.sampled_from(KINDS if records else ("update", "problem")))
        if kind == "update":
            said = {
                "stage": draw(st.sampled_from((None, "under_way", "preliminary", "reported_complete", "finished"))),
                "percent": draw(st.none() | st.integers(0, 100).map(Decimal)),
                "measure": draw(st.sampled_from(("investment", "works"))),
            }
            where = {}
            if said["stage"] != "reported_complete":
                where = {"city": draw(st.sampled_from((None, None, "north")))}
            which = draw(st.sampled_from(TASKS))
            if which == "T1" and said["stage"] != "reported_complete":
                where["parts"] = draw(st.sampled_from(((), (), ("a",), ("b",))))
            how = draw(st.sampled_from(({}, {}, {}, {"background": True}, {"reopen": True}, {"percent_date": draw(DAYS)})))
            if "background" in how:
                said |= {"stage": None, "percent": None}
            record = Update(task=which, **said | how, **where, **common, replaces=replacing("update"), nil=True)
        elif kind == "problem":
            named = tuple(draw(st.lists(st.sampled_from(TASKS), min_size=1, max_size=2, unique=True)))
            record = Problem(tasks=named, text="x", follows=one_of("problem"), **common, replaces=replacing("problem"))
        elif kind == "sort":
            need = draw(st.none() | NEEDS)
            said = {"sort": "land", "needs": need} if need else {"dismissed": True}
            record = Sort(answers=draw(ids), because="x", **said, **common, replaces=replacing("sort"))
        elif kind == "recheck":
            verdict = draw(st.sampled_from(("accept", "return")))
            record = Recheck(answers=draw(ids), verdict=verdict, because="x", **common, replaces=replacing("recheck"))
        elif kind == "order":
            units = tuple(draw(st.lists(UNITS, min_size=1, max_size=2, unique=True)))
            said = {"number": "1", "require": "x", "due": draw(DAYS), "key": draw(st.booleans()), "session": one_of("session")}
            record = Order(answers=draw(ids), units=units, **said, **common, replaces=replacing("order"))
        elif kind == "reply":
            says = draw(st.sampled_from(("received", "progress", "done", "done", "cannot", "answer")))
            unit = None if says == "answer" else draw(UNITS)
            of = one_of("problem") if says == "answer" else None
            record = Reply(answers=draw(ids), problem=of, unit=unit, says=says, text="x", **common, replaces=replacing("reply"))
        elif kind == "petition":
            asked = tuple(draw(st.lists(ids, min_size=1, max_size=2, unique=True)))
            record = Petition(answers=asked, to="x", **common, replaces=replacing("petition"))
        elif kind == "adjustment":
            of_task = {"task": draw(st.sampled_from(TASKS))}
            ways = ({"due": draw(DAYS)}, {"withdrawn": True}, {"merged_into": "C1"}, {"target": "x"})
            said = draw(st.sampled_from([of_task | one for one in ways] + [{"answers": draw(ids), "due": draw(DAYS)}] * 2))
            record = Adjustment(because="x", approved_by="x", **said, **common, replaces=replacing("adjustment"))
        elif kind == "session":
            taken = tuple(AgendaItem(id=one, decision=draw(st.sampled_from((None, "x")))) for one in draw(st.lists(ids | st.sampled_from(TASKS), max_size=2, unique=True)))
            record = Session(level="deputies", form="meeting", matters=taken, **common, replaces=replacing("session"))
        elif kind == "paper":
            said = {"concerns": tuple(draw(st.lists(ids, max_size=1))), "lang": "en", "sha256": "0" * 64}
            record = Paper(paper="minutes", **said, **common, replaces=replacing("paper"))
        else:
            record = Withdrawal(withdraws=draw(ids), because="x", **common)
        records.append(record)
    return records


def answer(found, id):
    """Give a task's level and light."""
    task_state = found.tasks[id]
    burning = light(PLAN, facts_of(PLAN, task_state, found.as_of))
    return task_level(PLAN, found, task_state.task), burning.light if burning else UNLIT


@given(st.lists(NEEDS, min_size=1, max_size=5), NEEDS, st.booleans(), st.permutations(range(5)))
def test_the_need_alone_decides_and_the_level_is_monotone(needs, one_more, key, order):
    """levels-1 to levels-4: neither key, nor sort, nor order matter; one more problem never lowers."""
    the_plan = plan()

    def level(listed, **said):
        raised = [problem(text=str(n)) for n, _ in enumerate(listed)]
        sorts = [sort(one, need, **said) for one, need in zip(raised, listed, strict=True)]
        mixed = [one for _, one in sorted(zip(order, sorts, strict=False), key=lambda pair: pair[0])]
        return task_level(the_plan, state(the_plan, *raised, *mixed), the_plan.tasks[0])

    expected = max((LEVEL_OF[need] for need in needs), key=the_plan.rank)
    assert level(needs) == level(needs, key=key, sort="other", because="Another reason") == expected
    assert the_plan.rank(level([*needs, one_more])) >= the_plan.rank(level(needs))


@given(histories(), AS_OF)
def test_as_of_never_sees_a_later_record(records, day):
    """The state of a day is that of the records not after it, and of those that they name."""
    all_entries = entries(*records)
    early = [one for one in all_entries if counted(PLAN, one).day <= day]
    ids = {one.id for one in early}
    waiting = {one.id for one in early if not set(names(one.record)) <= ids}
    while more := {one.id for one in early if set(names(one.record)) & waiting} - waiting:
        waiting |= more
    early = [one for one in early if one.id not in waiting]
    assert state_at(Ledger(PLAN, all_entries), day) == state_at(Ledger(PLAN, early), day)


@given(histories(), AS_OF, st.randoms(use_true_random=False))
def test_the_order_of_files_never_matters(records, day, random):
    """State is a pure function of plan, records and day."""
    listed = entries(*records)
    mixed = random.sample(listed, len(listed))
    assert state_at(Ledger(PLAN, listed), day) == state_at(Ledger(PLAN, mixed), day)


@given(histories(), AS_OF)
def test_every_record_of_the_day_has_its_place(records, day):
    """In force, out of force or skipped: no record is lost, and none is two things."""
    found = state_at(Ledger(PLAN, entries(*records)), day)
    in_force = [one.id for one in found.entries]
    skipped = {one.entry.id for one in found.skipped}
    assert len(in_force) == len(set(in_force))
    assert not set(in_force) & (skipped | found.dead.keys())
    turned = set(in_force) | skipped | found.dead.keys()
    assert {id_of(one) for one in records if one.date.last <= day and not names(one)} <= turned


@given(histories(6), AS_OF)
@settings(suppress_health_check=[HealthCheck.too_slow])
def test_without_a_record_it_is_as_why_foretells(records, day):
    """The counterfactual: each `without` row is what the rules give; no other record changes the answer."""
    listed = entries(*records)
    found = state_at(Ledger(PLAN, listed), day)
    for id in TASKS:
        told = {one.record: (one.level, one.light) for one in why(Ledger(PLAN, listed), found, id).without}
        for entry in found.entries:
            others = [one for one in listed if one.id != entry.id]
            then = answer(state_at(Ledger(PLAN, others), day), id)
            assert then == told.get(entry.id, answer(found, id))


@given(histories(6), AS_OF)
def test_why_says_the_level_and_light_of_status(records, day):
    """One truth: why, status and the log end on the same level and light."""
    listed = entries(*records)
    found = state_at(Ledger(PLAN, listed), day)
    for row in status(PLAN, found).tasks:
        told = why(Ledger(PLAN, listed), found, row.id)
        assert (told.level, told.light) == (row.level, row.light)
        lights = [one for one in told.steps if one.holds and "light" in one.params]
        assert [one.params["light"] for one in lights] == ([row.light] if row.light != UNLIT else [])
        written_up = log(Ledger(PLAN, listed), found, row.id)
        changes = [one for line in written_up.log for one in line.changes] + list(written_up.since)
        for what, now in (("level", row.level), ("light", row.light)):
            last = [one.after for one in changes if one.what == what]
            assert day < PLAN.header.signed.first or not last or last[-1] == now


@given(histories(), AS_OF)
def test_what_why_says_of_a_problem_leads_to_its_level_and_to_supervision(records, day):
    """No rule is explained otherwise than it is applied."""
    ledger = Ledger(PLAN, entries(*records))
    found = state_at(ledger, day)
    followed = {one.id for one in supervised(PLAN, found)}
    for id in found.problems:
        told = why(ledger, found, id)
        holds = {one.rule: one.params for one in told.steps if one.holds}
        needed = PLAN.rank(holds["need"]["level"]) + ("open_too_long" in holds) if "need" in holds else None
        assert told.level == (None if needed is None else PLAN.levels[needed].id)
        assert any(rule.startswith("supervised.") for rule in holds) is (id in followed)


@given(histories(), AS_OF)
def test_the_numbers_of_status_add_up(records, day):
    """Every task of the plan is counted once in each row of the summary."""
    found = state_at(Ledger(PLAN, entries(*records)), day)
    report = status(PLAN, found)
    counts, summary = report.summary.tasks, report.summary
    parts = counts.completed + counts.reported_complete + sum(counts.stages.values()) + counts.no_stage + counts.no_report
    assert parts == counts.total == sum(row.origin == "plan" for row in report.tasks)
    assert counts.total + sum(counts.not_counted.values()) == len(PLAN.tasks)
    assert sum(map(len, summary.dated.values())) + summary.undated == counts.total
    assert summary.problems.unsorted + summary.problems.in_hand == summary.problems.open
    levels = [problem_level(PLAN, one, day) for one in found.problems.values() if one.open]
    assert sum(level is not None for level in levels) == summary.problems.in_hand


@given(histories(), AS_OF)
def test_R5_an_old_percent_never_lights_on_course(records, day):
    """What burns by a percent says by which day's where that is an old one; silence is never on course."""
    for row in status(PLAN, state_at(Ledger(PLAN, entries(*records)), day)).tasks:
        old = row.percent_date is not None and not fresh(PLAN, row.percent_date.last, day)
        assert not (old and row.light == "on_course")
        assert (row.lit_on is not None) == (old and row.light in ("behind", "far_behind"))
        assert row.unlit_because != "old_percent" or old


@given(histories(), AS_OF)
def test_R8_what_is_owed_was_missed_and_each_city_missed_what_all_did(records, day):
    """levels-1: a report ends the silence, and credits nobody but its city."""
    found = state_at(Ledger(PLAN, entries(*records)), day)
    for row in status(PLAN, found).tasks:
        one = found.tasks[row.id]
        all_missed = missed(PLAN, one, day)
        assert set(owed(PLAN, one, day)) <= set(all_missed)
        assert (row.months_owed, row.months_missed.all) == (len(owed(PLAN, one, day)), len(all_missed))
        for city in ("north", "south"):
            assert set(all_missed) <= set(missed(PLAN, one, day, city))


@given(histories(), AS_OF)
def test_R7_without_its_background_a_task_stands_as_it_did(records, day):
    """Background states no stage, serves no period and lights nothing."""
    named = {id for one in records for id in names(one)}
    plain = [one for one in records if not getattr(one, "background", False) or id_of(one) in named]
    with_it, without = (status(PLAN, state_at(Ledger(PLAN, entries(*some)), day)).tasks for some in (records, plain))
    for one, other in zip(with_it, without, strict=True):
        if not any(getattr(said, "replaces", ()) for said in records if getattr(said, "background", False)):
            assert (one.stage, one.light, one.months_missed, one.last_report) == (
                other.stage, other.light, other.months_missed, other.last_report,
            )  # fmt: skip


SEEN = st.characters(
    codec="utf-8", exclude_categories=("Cc", "Cf", "Cn", "Cs", "Zl", "Zp"), include_characters="\n"
).filter(lambda one: not re.search(HIDDEN, one))
TEXTS = st.builds("{}{}".format, st.sampled_from("字a：'"), st.text(SEEN, max_size=30))
WORDS = TEXTS | st.builds(Words, zh=TEXTS, en=st.none() | TEXTS) | st.builds(Words, en=TEXTS)
IDS = st.from_regex(r"[A-Za-z0-9_]{1,8}", fullmatch=True)
RECORD_IDS = st.builds("{}-{}".format, IDS, st.from_regex(r"[0-9a-f]{16}", fullmatch=True))
STRINGS = {
    **dict.fromkeys(("answers", "problem", "follows", "withdraws", "session", "concerns", "corrects", "replaces"), RECORD_IDS),
    **dict.fromkeys(("number", "approved_by", "by", "title", "url", "sha256"), TEXTS),
}
"""What is drawn for fields of these names; for others ids, so that a new field is tried too."""
TYPES = {
    bool: st.booleans(),
    int: st.integers(0, 99),
    Day: DAYS,
    datetime: st.datetimes(datetime(2000, 1, 1), datetime(2100, 1, 1)).map(lambda at: at.replace(tzinfo=ZONE)),  # noqa: DTZ001 - the zone is put in at once
    Decimal: st.decimals(0, 100, places=2).map(lambda one: one.normalize() if one % 1 else one.quantize(Decimal(1))),
    NoneType: st.none(),
    Words: WORDS,
}


def of_type(name, said):
    """Give values for a field."""
    origin, args = get_origin(said), get_args(said)
    if name == "format":
        return st.just(1)
    if origin is tuple:
        return st.lists(of_type(name, args[0]), min_size=name in ("tasks", "answers"), max_size=2).map(tuple)
    if origin is Mapping:
        return st.dictionaries(of_type(name, args[0]), of_type(name, args[1]), max_size=2)
    if origin is Literal:
        return st.sampled_from(args)
    if origin in (Union, UnionType):
        return st.one_of(*(of_type(name, one) for one in args if not (one is str and Words in args)))
    if said is str:
        return STRINGS.get(name, IDS)
    return TYPES[said] if said in TYPES else of_class(said)


def of_class(made):
    """Give objects of a dataclass with anything in their fields."""
    hints = get_type_hints(made)
    return st.builds(made, **{one.name: of_type(one.name, hints[one.name]) for one in fields(made)})


RECORDS = st.one_of(*map(of_class, get_args(Record)))
RECORD = Draft202012Validator(json_schema(Record))


def test_every_kind_is_drawn():
    """A kind more is played with here too."""
    assert set(KINDS) == set(get_args(Kind)) == {one.kind for one in get_args(Record)}


@given(st.lists(RECORDS, min_size=1, max_size=3, unique_by=id_of))
@settings(suppress_health_check=[HealthCheck.too_slow])
def test_write_then_read_is_identity_and_the_bytes_are_stable(records):
    """The same bytes are the same record, whatever it says."""
    with TemporaryDirectory() as folder:
        path = write(Path(folder), records, Disk())
        data = path.read_bytes()
        found = Records(Folder(Path(folder)))
        assert found.issues == []
        assert [one.record for one in found.entries] == records
        assert [one.id for one in found.entries] == [id_of(one) for one in records]
        assert b"---\n".join(to_bytes(one.record) for one in found.entries) == data


@given(RECORDS)
@settings(suppress_health_check=[HealthCheck.too_slow])
def test_what_is_encoded_is_as_its_schema_says_and_is_decoded_to_the_same(record):
    """With every field, as a report has it, and without those that say nothing, as its file has it."""
    for brief in (True, False):
        said = json.loads(json.dumps(encode(record, brief=brief)))
        assert decoder(type(record))(said) == record
        RECORD.validate({"kind": record.kind, **said})
