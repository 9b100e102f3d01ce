"""The periods that were typed for a paper or a form: of the plan, and of a paper begun."""

from collections.abc import Iterator, Mapping, Sequence

from ltzplan.cli.options import PERIODS
from ltzplan.cli.typed import Typed
from ltzplan.issues import refuse
from ltzplan.model.method import Cycle
from ltzplan.rules.rhythm import days_of, half_of_problems, overlaps, read_label, span


def of_form(typed: Typed, word: str) -> str:
    """Return the period of a form: it may be over or to come, without its year it is the nearest of the plan."""
    days = days_of(typed.plan, typed.today)
    period = typed.period(word, typed.plan.rhythm.reported or "monthly", days)
    if period is None:
        raise refuse("unknown_period", key="--month", value=word)
    _refuse_outside(typed, period)
    return period


def of_paper(typed: Typed, kind: str, words: Mapping[str, Sequence[str]]) -> Iterator[str]:
    """Give the periods of a kind of paper, by the words that were typed for each option; LtzError for one of none."""
    for name, cycle in PERIODS.items():

        def read(word: str, name: str = name, cycle: Cycle | None = cycle) -> str:
            label = typed.period(word, cycle)
            if label is None or read_label(label)[1] != (cycle or read_label(label)[1]):
                raise refuse("unknown_period", key=f"--{name}", value=word)
            return label

        for label in typed.each(words[name], read):
            half = read_label(label)[1] == "half_yearly"
            if kind == "bulletin" and half and not half_of_problems(typed.plan):
                raise refuse("no_half_of_problems", value=label)
            if span([label])[0] > typed.today:
                raise refuse("date_in_future", value=label, today=typed.today)
            _refuse_outside(typed, label)
            yield label


def _refuse_outside(typed: Typed, period: str) -> None:
    days = days_of(typed.plan, typed.today)
    if not overlaps(period, days):
        raise refuse("outside_plan", value=period, first=days[0], last=days[1])
