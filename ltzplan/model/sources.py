"""What a plan is read out of, and what its statements rest on."""

from ltzplan.dataclass import dataclass
from ltzplan.model.method import Grounds
from ltzplan.model.values import Day, Text, about


@dataclass(frozen=True, kw_only=True)
class Note:
    """A statement about the plan itself, with its ground."""

    zh: str | None = about("The statement in Chinese.", default=None)
    en: str | None = about("The statement in English.", default=None)
    rests_on: Grounds = about("Its grounds.", refers="clauses")
    because: Text | None = about("The reason, where it is read out of the article.", default=None)


@dataclass(frozen=True, kw_only=True)
class Paragraph:
    """A paragraph of the source that the plan is read from; never its sentences."""

    source: str = about("Id of the source.", default="article")
    section: Text = about("The section's heading, in short.")
    paragraph: int = about("Number of the paragraph within its section, from 1.")


@dataclass(frozen=True, kw_only=True)
class Document:
    """A published source of the plan."""

    title: Text = about("Title.")
    publisher: Text | None = about("Who published it.", default=None)
    published: Day | None = about("Day, month or year of publication.", default=None)
    url: str | None = about("Where it can be read.", default=None)


@dataclass(frozen=True, kw_only=True)
class Ground:
    """What a field rests on that is not a statement of its own."""

    rests_on: Grounds = about("Its grounds.", refers="clauses")
    because: Text | None = about("The reason of a reading.", default=None)
