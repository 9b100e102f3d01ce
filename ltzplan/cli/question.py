"""A value that a verb cannot do without: what it may be, how it is typed, and how an answer is read."""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import field, fields, replace
from decimal import Decimal
from pathlib import Path
from typing import get_args

from ltzplan.cli.options import Group, Option, declared
from ltzplan.cli.typed import Typed
from ltzplan.cli.typed_record import answers, reader
from ltzplan.dataclass import dataclass
from ltzplan.issues import Issue, LtzError
from ltzplan.model.codec import described
from ltzplan.rules.typed import NONE, Named, meant, plain, several, shown
from ltzplan.store.files import sha256_of
from ltzplan.text.speech import catalogue
from ltzplan.views.names import Names

Read = Callable[[str], str | Issue | None]
"""What reads a word: what it means, what stands against it, or nothing where it has not the form of its field."""

MOST = 20
"""Answers that are listed with their numbers."""


@dataclass(frozen=True, kw_only=True)
class Question:
    """One value that is asked for."""

    about: str
    """What it is and what may be typed, in words."""
    asked: str = ""
    """How it is asked, in a few words; none: as it is described."""
    option: str = ""
    """How it is typed on the command line, such as `--needs`."""
    metavar: str = ""
    """What stands for its value there, such as `NEED`."""
    known: Named = field(default_factory=dict)
    """The answers that there are, each with its names, first the one that is shown; none: any text."""
    glosses: Mapping[str, str] = field(default_factory=dict)
    """What is said beside some of the answers."""
    read: Read = str
    unread: str = "bad_date"
    """The code of what has not its form."""
    many: bool = False
    """Whether several may be given, with commas between them."""
    may_pass: bool = False
    """Whether it may stay without an answer."""
    again: bool = False
    """Whether what is proposed was answered of the row before."""
    proposed: str = ""
    """The answer of who says nothing."""

    @property
    def listed(self) -> bool:
        """Whether its answers are shown with it; of more than can be seen at once a piece of a name is typed."""
        return 0 < len(self.known) <= MOST

    @property
    def numbered(self) -> bool:
        """Whether an answer may be typed by its place in the list; not where ids are numbers themselves."""
        return self.listed and not any(plain(id).isdecimal() for id in self.known)

    def understood(self, typed: str) -> list[str]:
        """Return the words that were meant, each by its number, id or name; LtzError with those that mean none or several."""
        words = [typed] if not self.many or isinstance(self._read(typed), str) else several(typed)
        read = [self._read(word) for word in words]
        if wrong := [one for one in read if isinstance(one, Issue)]:
            raise LtzError(*wrong)
        return [one for one in read if isinstance(one, str)]

    def refuse_unless_understood(self, told: object) -> None:
        """Refuse words that were typed for it on the command line and mean none or several; LtzError."""
        for word in told if isinstance(told, list) else [told]:
            if isinstance(word, str) and self.known:
                self.understood(word)

    def named(self, answer: str) -> list[str]:
        """Return what those of the answers are called that were meant, or are proposed."""
        ids = [answer] if answer in self.known or not self.many else several(answer)
        return [[*self.known.get(id, ()), id][0] for id in ids]

    def beside(self, id: str, *names: str, gloss: str = "") -> "Question":
        """Return the question with one answer more, which stands in no list of the plan."""

        def read(word: str) -> str | Issue | None:
            found = self.read(word)
            return id if not isinstance(found, str) and meant(word, {id: names}) else found

        glosses = {**self.glosses, **({id: gloss} if gloss else {})}
        return replace(self, known={**self.known, id: names}, read=read, glosses=glosses)

    def _read(self, typed: str) -> str | Issue:
        word, ids = plain(typed), [*self.known]
        if self.numbered and word.isdecimal() and 0 < int(word) <= len(ids):
            return ids[int(word) - 1]
        read = self.read(typed)
        if read is None:
            return Issue(code=self.unread, params={"value": typed, "option": self.option or self.metavar})
        return read


def question(typed: Typed, said: Group, kind: type, name: str, known: Named = NONE) -> Question:
    """Return what is asked for an option of a group; its answers are those of the record's field of that name, or given."""
    hint = next(one.type for one in fields(said) if one.name == name)
    _, how = declared(hint)
    own = next((one for one in described(kind) if one.name == name), None)
    names = Names(typed.plan, typed.lang)
    return Question(
        option=how.names[0] if isinstance(how, Option) else "",
        metavar=(how.metavar or "").strip("[]"),
        about=catalogue(typed.lang, "help").get(how.help, how.help),
        asked=names.own_word(f"sit.ask.{kind.__name__.lower()}.{name}")
        or names.own_word(f"sit.ask.{name.removesuffix('s')}")
        or "",
        known=known or (answers(typed, own) if own else NONE),
        read=_file if name == "evidence" else reader(typed, own) if own else str,
        unread="not_a_number" if own and Decimal in (own.type, *get_args(own.type)) else "bad_date",
        many="list" in str(hint),
    )


def _file(path: str) -> str | Issue:
    """Return the path of a file that is there, or why it is none."""
    try:
        sha256_of(Path(path))
    except LtzError as error:
        return error.issues[0]
    return path


def choice(typed: Typed, about: str, ids: Collection[str], group: str) -> Question:
    """Return the question for one of some words of the method, which screens say by keys that begin with `group`."""
    return Question(
        about=about,
        known=typed.words(ids, f"{group}."),
        read=lambda word: typed.word(ids, word, about, f"{group}.", f"also.{group}."),
    )


def missing(questions: Iterable[Question]) -> list[Issue]:
    """Return what was not told, each with the values that it may have and an example."""
    found = []
    for one in questions:
        listed = {"found": shown(one.known, one.known)} if one.known else {}
        value = one.proposed or next(iter(one.known), one.metavar)
        example = " ".join(filter(None, (one.option, value)))
        told = {"name": one.option or one.metavar, "about": one.about, "example": example}
        found.append(Issue(code="missing_argument", params=told | listed))
    return found
