"""The question that a doubt asks, in every language."""

from ltzplan.dataclass import dataclass
from ltzplan.languages import LANGS
from ltzplan.model.values import Words, about
from ltzplan.reports.frame import Ineffective
from ltzplan.reports.rows import Rows, rows_of
from ltzplan.rules.doubts import Doubt
from ltzplan.views.frame import reason
from ltzplan.views.names import Names


@dataclass(frozen=True, kw_only=True)
class WordedDoubt(Doubt):
    """A doubt with its question."""

    question: Words = about("What to ask whoever stated the records.")


def with_questions(names: Names, rows: Rows[object]) -> Rows[WordedDoubt]:
    """The list of doubts with their questions worded."""
    spoken = {lang: names.speaking(lang) for lang in LANGS}

    def worded(one: Doubt) -> WordedDoubt:
        asked = Words(**{lang: question(names, one) for lang, names in spoken.items()})
        return WordedDoubt(**vars(one), question=asked)

    found = (worded(one) for one in rows.rows if isinstance(one, Doubt))
    return rows_of(WordedDoubt, found, "doubt id records offices question by entered")


def _no_effect(names: Names, id: str, code: str, state: str | None) -> str:
    return reason(names, Ineffective(record=id, code=code, state=state))


def question(names: Names, doubt: Doubt, *, at_table: bool = False) -> str:
    """What to ask whoever stated the records; who was asked for them on a terminal is told no option, where there are words for that."""
    said, asked = doubt.params, doubt.doubt
    figures = said.get("figures")

    def word(key: str) -> str | None:
        return one if isinstance(one := said.get(key), str) else None

    if asked == "double_number" and word("paper"):
        asked = "double_number_of_paper"
    told = {
        "id": doubt.id if doubt.doubt == "double_number" else names.short(doubt.id),
        "task": f"{doubt.id} {names.of('tasks', doubt.id)}",
        "count": said.get("count", len(doubt.records)),
        "last": names.short(doubt.records[-1]),
        "session": names.short(doubt.records[0]),
        "what": names.of("papers", word("paper"))
        if asked == "double_paper"
        else names.piece(doubt.id, word("part"), word("city")),
        "record": names.short(doubt.records[0]),
        "measure": names.of("measures", word("measure")),
        "problem": names.short(word("problem") or ""),
        "text": names.read(said.get("text")),
        "figures": names.join(
            names.say("doubt.figure", date=day, percent=percent, office=names.of("offices", office))
            for day, percent, office in (figures if isinstance(figures, tuple) else ())
        ),
        "name": names.of("cities", word("city")),
        "cities": names.all_of("cities", said.get("cities", ())),  # type: ignore[arg-type]
        "stages": " → ".join(names.of("stages", id) for id in said.get("stages", ())),  # type: ignore[attr-defined]
        "how": names.say(f"how.{said['how']}") if "how" in said else "",
        "reason": _no_effect(names, doubt.id, word("code") or "", word("state"))
        if asked == "without_effect"
        else "",
    }
    told |= {name: names.period(str(said[name])) for name in ("period", "owed") if name in said}
    own = (
        "whole",
        "parts",
        "paper",
        "date",
        "signed",
        "wanted",
        "tasks",
        "office",
        "due",
        "days",
        "month",
        "now",
        "city",
        "percent",
    )
    key = f"ask.{asked}.at_table"
    key = key if at_table and names.knows(key) else f"ask.{asked}"
    return names.say(key, **told, **{name: said[name] for name in own if name in said})
