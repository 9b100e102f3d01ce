"""Lives of problems played at random, against a little model of the method that knows no table (demands-3, effect-2).

Moves legal and illegal, by several units and of two problems at once, are entered day by day, reworded and
withdrawn. The model plays them anew, a day at a time, and counts days with its fingers.
"""

from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from random import Random

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule

from ltzplan.model.values import Day
from ltzplan.rules.fold import state_at
from ltzplan.rules.ledger import Ledger
from ltzplan.rules.life import overdue_problem, problem_days_late
from tests.build import (
    entries,
    extension,
    name_of,
    order,
    petition,
    plan,
    problem,
    recheck,
    reply,
    sort,
    withdrawal,
)
from tests.examples import examples

PLAN = plan()
UNITS = tuple(PLAN.units)
FIRST = date(2020, 6, 1)
UNIT_MOVES = ("received", "progress", "done", "cannot")
OTHER_MOVES = ("sort", "order", "extend", "petition", "answer", "return", "accept", "dismiss")
MOVES = [(kind, unit) for kind in UNIT_MOVES for unit in UNITS] + [(kind, None) for kind in OTHER_MOVES]
OFTEN = {"sort": 3, "order": 20, "received": 5, "done": 12, "answer": 20, "return": 10, "extend": 3, "petition": 8}
"""How much rather than 1 a move is tried where it is possible, so that lives are long."""


@dataclass
class Life:
    """A problem as the method tells it: who has it, since when, until when."""

    where: str = "raised"
    above: bool = False
    slip: object = None
    units: dict = field(default_factory=dict)
    helpers: tuple = ()
    due: date | None = None
    first_due: date | None = None
    answered: date | None = None
    closed: date | None = None
    returns: int = 0
    late: int = 0

    @property
    def state(self):
        """Give the least advanced of what the units hold; else where the secretariat left it."""
        held = self.units.values() if self.where == "units" else ()
        return next((one for one in ("ordered", "received", "answered") if one in held), self.where)

    def may(self, kind, unit, said=None):
        """Tell whether a move is possible: the sentences of demands-3, one by one.

        What takes the place of an order, and what closes a problem that nobody sorted, has its reason; only what
        is asked above is petitioned.
        """
        reason = (said or {"because": True}).get("because")
        held = self.state in ("ordered", "received")
        if kind in UNIT_MOVES:
            if self.where not in ("units", "waiting"):
                return False
            if self.units and unit not in self.units:
                return kind == "progress" and unit in self.helpers
            if self.where == "waiting":
                return kind == "progress"
            own = self.units[unit]
            return {"received": own == "ordered", "progress": True}.get(kind, own != "answered")
        return {
            "sort": self.where in ("raised", "sorted", "units"),
            "dismiss": self.where in ("raised", "sorted", "units"),
            "order": self.where == "sorted" or (self.where == "units" and reason),
            "extend": held or self.where == "waiting",
            "petition": (held or self.where == "sorted") and self.above,
            "answer": self.where == "waiting",
            "accept": (self.where == "raised" and reason) or self.where == "sorted" or self.state == "answered",
            "return": self.state == "answered",
        }[kind]

    def move(self, day, kind, unit, said):
        """Make a possible move."""
        due = said.get("due")
        if kind in ("sort", "dismiss"):
            self.where, self.above = {"sort": "sorted", "dismiss": "dismissed"}[kind], said.get("above", False)
            self.units, self.helpers, self.answered = {}, (), None
        elif kind == "order":
            kept = {unit: self.units.get(unit, "ordered") for unit in said["units"]}
            self.where, self.units, self.helpers, self.slip = "units", kept, said["helpers"], said["slip"]
            self.answered = (self.answered or day) if self.state == "answered" else None
        elif kind == "petition":
            self.where = "waiting"
        elif kind == "answer":
            self.where = "units" if self.units else "sorted"
        elif kind == "cannot":
            self.where, self.units, self.helpers, self.answered = "sorted", {}, (), None
        elif kind in ("received", "done"):
            self.units[unit] = {"received": "received", "done": "answered"}[kind]
            self.answered = day if self.state == "answered" else None
        elif kind == "accept":
            self.where, self.closed = "closed", day
        elif kind == "return":
            self.units = dict.fromkeys(self.units, "received")
            self.returns, self.answered = self.returns + 1, None
        if due:
            self.due, self.first_due = due, self.first_due or due

    def end_of(self, day):
        """Count the day, where a unit held the matter past its date; give the order that was late by it."""
        late = self.state in ("ordered", "received") and bool(self.due) and day > self.due
        self.late += late
        return self.slip if late else None

    def overdue(self, day):
        """Past the date in force: unless nobody is assigned, others are asked, or all had answered by it."""
        return self.where == "units" and day > self.due and not (self.answered and self.answered <= self.due)


@dataclass
class Move:
    """One move as entered, with what later became of it."""

    record: object
    day: date
    kind: str
    problems: tuple
    unit: str | None
    said: dict
    reworded: tuple | None = None
    withdrawn: date | None = None


def told(moves, until):
    """Play the moves that stand on a day; give the lives, the moves that had no effect and the orders that were late."""
    lives, refused, late, day = [Life(), Life()], set(), set(), FIRST
    while day <= until:
        for one in moves:
            if one.day != day or (one.withdrawn and one.withdrawn <= until):
                continue
            newer = one.reworded if one.reworded and one.reworded[1].date.last <= until else None
            said, record = newer or (one.said, one.record)
            asked = [lives[at] for at in one.problems]
            if all(life.may(one.kind, one.unit, said) for life in asked):
                for life in asked:
                    life.move(day, one.kind, one.unit, said)
            else:
                refused.add(name_of(record))
        late.update(life.end_of(day) for life in lives)
        day += timedelta(days=1)
    return lives, refused, late - {None}


class Secretariat(RuleBasedStateMachine):
    """Two problems and everything that may befall them."""

    @initialize()
    def raise_problems(self):
        self.day, self.count, self.moves = FIRST, 0, []
        self.problems = [self.entered(problem(text=name)) for name in ("One", "Other")]
        self.records, self.wiping = [*self.problems], []

    def entered(self, record):
        """Give the record as entered after all others, on the day."""
        self.count += 1
        at = record.entered.at.replace(month=self.day.month, day=self.day.day) + timedelta(seconds=self.count)
        return replace(record, date=Day.of(self.day), entered=replace(record.entered, at=at))

    def move(self, random, kind, unit, at):
        """Enter a move that answers the problem or one of the last things said of it."""
        own = [self.problems[at], *(one.record for one in self.moves if one.problems == (at,))]
        answered, said = random.choice(own[-3:]), {"because": random.random() < 0.8}
        if kind in ("order", "extend") or (kind == "return" and random.random() < 0.5):
            said["due"] = self.day + timedelta(days=random.randrange(7))
        due = Day.of(said["due"]) if "due" in said else None
        reason = {"because": "Anew"} if said["because"] else {}
        if kind == "sort":
            said["above"] = random.random() < 0.5
        if kind == "order":
            said["slip"] = len(self.moves)
            mixed, count = random.sample(UNITS, len(UNITS)), random.choice((1, 2, 2, 3))
            said["units"], said["helpers"] = tuple(mixed[:count]), tuple(mixed[count : count + 1])
        asked = [one.record for one in self.moves if one.kind == "petition" and at in one.problems]
        makers = {
            "sort": lambda: sort(answered, "province" if said["above"] else "bureaus"),
            "dismiss": lambda: sort(answered, None),
            "order": lambda: order(answered, said["units"], helpers=said["helpers"], due=due.text, **reason),
            "extend": lambda: extension(answered, due.text),
            "petition": lambda: petition(answered),
            "answer": lambda: reply((asked or [answered])[-1], "answer", problem=name_of(self.problems[at])),
            "accept": lambda: recheck(answered, text=None, **reason),
            "return": lambda: recheck(answered, "return", **({"due": due} if due else {})),
        }
        record = self.entered(makers[kind]() if kind in makers else reply(answered, kind, unit=unit))
        self.moves.append(Move(record, self.day, kind, (at,), unit, said))
        self.records.append(record)

    def possible(self, random):
        """A problem moves on; ends are rarer than turns."""
        at = random.choice((0, 0, 0, 1))
        life = told(self.moves, self.day)[0][at]
        if possible := [one for one in MOVES if life.may(*one)]:
            self.move(random, *random.choices(possible, [OFTEN.get(kind, 1) for kind, _ in possible])[0], at)

    def whatever(self, random):
        """A move that may be impossible."""
        self.move(random, *random.choice(MOVES), random.choice((0, 1)))

    def petition_of_both(self, _):
        """Both wait, or neither."""
        both = self.entered(petition(*self.problems))
        self.moves.append(Move(both, self.day, "petition", (0, 1), None, {}))
        self.records.append(both)

    def reworded(self, random):
        """Said in other words, which are a reason to accept, or with another date: it keeps its turn."""
        one = random.choice(self.moves)
        if not (one.reworded or one.withdrawn or self.may_become_late(one)):
            dated = {} if random.random() < 0.3 else {"due": self.day + timedelta(days=random.randrange(7))}
            dated = dated if one.kind in ("order", "extend") else {}
            changes = {"due": Day.of(dated["due"])} if dated else {"text": "In other words"}
            record = self.entered(replace(one.record, replaces=(name_of(one.record),), **changes))
            self.records.append(record)
            if dated and self.was_late(one):
                self.wiping.append(record)
            else:
                reason = {"because": True} if one.kind == "accept" else {}
                one.reworded = ({**one.said, **reason, **dated}, record)

    def was_late(self, one):
        """Tell whether an order was ever late: then its date is moved by an extension, and nothing takes it back."""
        return one.kind == "order" and one.said["slip"] in told(self.moves, self.day)[2]

    def may_become_late(self, one):
        """Tell whether an order's first late day is not over: what else is entered on it decides whether it was one."""
        lives, _, _ = told(self.moves, self.day)
        passed = any(lives[at].due and lives[at].due < self.day for at in one.problems)
        return one.kind == "order" and passed and one.said["slip"] not in told(self.moves, self.day - timedelta(days=1))[2]

    def taken_back(self, random):
        """Withdrawn, as if it had never been."""
        one = random.choice(self.moves)
        if not (one.reworded or one.withdrawn or self.may_become_late(one)):
            self.records.append(self.entered(withdrawal(one.record)))
            if self.was_late(one):
                self.wiping.append(self.records[-1])
            else:
                one.withdrawn = self.day

    @rule(seed=st.integers(0, 2**32))
    def things_happen(self, seed):
        """Days pass, and then mostly what is possible. By a seed: hypothesis itself likes to repeat one move."""
        random = Random(seed)  # noqa: S311 - played, not kept secret
        for _ in range(5):
            self.day += timedelta(days=random.choice((0, 1, 1, 2, 4)))
            mends = [self.reworded, self.taken_back] if self.moves else []
            random.choice([self.possible] * 14 + [self.whatever] * 3 + [self.petition_of_both] + mends)(random)
            self.compare(self.day)

    @rule(days=st.integers(1, 30))
    def looked_back(self, days):
        """As of a day before nothing later is known."""
        self.compare(max(self.day - timedelta(days=days), FIRST))

    def compare(self, day):
        listed = entries(*self.records)
        found = state_at(Ledger(PLAN, listed), day)
        lives, refused, _ = told(self.moves, day)
        refused |= {name_of(one) for one in self.wiping if one.date.last <= day}
        assert found == state_at(Ledger(PLAN, listed[::-1]), day)
        assert {one.entry.id for one in found.skipped} == refused
        for raised, life in zip(self.problems, lives, strict=True):
            one = found.problems[name_of(raised)]
            assert (one.state, dict(one.units)) == (life.state, life.units)
            assert (one.due and one.due.last, one.first_due and one.first_due.last) == (life.due, life.first_due)
            assert (one.returns, one.answered_on, one.closed_on) == (life.returns, life.answered, life.closed)
            assert problem_days_late(one, day) == life.late
            assert overdue_problem(one, day) == life.overdue(day)


Secretariat.TestCase.settings = settings(max_examples=examples(40), stateful_step_count=10)
TestLivesPlayedAtRandom = Secretariat.TestCase
