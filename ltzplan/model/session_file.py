"""What a session file says: problems raised, matters taken up, what was sorted and ordered."""

from collections.abc import Mapping

from ltzplan.dataclass import dataclass
from ltzplan.model.records import AgendaItem
from ltzplan.model.values import Text, about

Draft = Mapping[str, object]
"""The fields of a record, each in ids or words, but for what the tool fills in."""


@dataclass(frozen=True, kw_only=True)
class SessionMatter(AgendaItem):
    """A matter that was taken up: a task, a problem, or by its label a problem raised in the session."""

    sort: Draft | None = about("How it was sorted.", default=None)
    order: Draft | None = about("What was ordered.", default=None)


@dataclass(frozen=True, kw_only=True)
class SessionFile:
    """A whole session file: who met how, where that is not said beside it, and what was decided."""

    level: str | None = about("The level that held it, in ids or words, as all of these.", default=None)
    portfolio: str | None = about("The portfolio.", default=None)
    form: str | None = about("How it was held.", default=None)
    date: str | None = about("Its day.", default=None)
    because: str | None = about("The reason, where it was out of turn.", default=None)
    text: Text | None = about("The session in short.", default=None)
    attended: tuple[Text, ...] = about("Who was there.", default=())
    problems: tuple[Draft, ...] = about("Problems raised; the matters name them by `label`.", default=())
    matters: tuple[SessionMatter, ...] = about("Matters taken up.", default=())
