"""Reports as JSON and CSV: the contract with other programs, in English terms."""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import fields, is_dataclass
from typing import Any

from ltzplan.model import values
from ltzplan.model.method import Condition
from ltzplan.model.values import Day, Words
from ltzplan.text.speech import Lang, read
from ltzplan.views.blocks import Block, Span, Table
from ltzplan.views.names import Names


def plain(value: Any) -> Any:
    """Give a report as what JSON knows: every field, days and percents as text."""
    return values.plain(value, _whole)


def _whole(value: Any) -> Any:
    if isinstance(value, Condition):
        return value.name if value.limit is None else {value.name: value.limit}
    return {one.name: getattr(value, one.name) for one in fields(value)}


def as_json(value: Any, *, ascii_only: bool) -> str:
    """Give JSON, indented, ending in a line."""
    return json.dumps(plain(value), ensure_ascii=ascii_only, indent=2) + "\n"


def as_csv(rows: Sequence[Mapping[str, Any]], lang: Lang) -> str:
    """Give rows as CSV with the contract's names as titles; what is unknown is empty."""
    import csv  # noqa: PLC0415 - only for this form
    import io  # noqa: PLC0415

    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(rows[0] if rows else ())
    writer.writerows([_cell(value, lang) for value in row.values()] for row in rows)
    return out.getvalue()


def _cell(value: Any, lang: Lang) -> str:
    match value:
        case None:
            return ""
        case str() | Words():
            return read(lang, value)
        case bool():
            return "true" if value else "false"
        case tuple() | list():
            return " ".join(_cell(one, lang) for one in value)
        case _ if isinstance(value, Mapping) or (is_dataclass(value) and not isinstance(value, Day)):
            return json.dumps(plain(value), ensure_ascii=False)
        case _:
            return str(plain(value))


def table(rows: Sequence[Mapping[str, Any]], names: Names) -> Iterator[Block]:
    """Give rows as a table in the plan's words; the longest column stands last and folds."""
    if not rows:
        return
    cells = [{title: _word(title, value, names) for title, value in row.items()} for row in rows]
    titles = [title for title in rows[0] if any(cell[title] for cell in cells)]
    if {"task", "tasks"} <= {*titles}:
        titles.remove("task")  # the first of them
    last = max(titles[1:], key=lambda title: max(len(cell[title]) for cell in cells))
    titles = [title for title in titles if title != last] + [last]
    shown: list[list[str | Span]] = [[cell[title] or "-" for title in titles] for cell in cells]
    yield Table(titles=[names.say(f"list.{title}") for title in titles], rows=shown)


def _word(title: str, value: Any, names: Names) -> str:
    """Say a value by the plan's word where it is an id, by its own words otherwise."""
    spoken: dict[str, Callable[[Any], str]] = {
        "state": lambda one: names.say(f"state.{one}"),
        "effect": lambda one: names.say(f"effect.{one}", by=""),
        "kind": lambda one: names.say(f"kind.{one}"),
        "origin": lambda one: names.say(f"origin.{one}"),
        "rests_on": names.grounds,
        "level": names.level,
        "held_by": names.holder,
        "needs": names.need,
        "proposed_need": names.need,
        "area": names.area,
        "stage": names.stage,
        "light": names.light,
        "short": lambda one: names.own(one) or "",
        "office": names.office,
        "units": lambda some: names.join(map(names.unit, some)),
        "helpers": lambda some: names.join(map(names.unit, some)),
        "portfolio": names.portfolio,
        "form": lambda one: names.say(f"form.{one}"),
        "paper": names.paper,
        "city": names.city,
        "key": lambda _: names.say("yes"),
        "asks_above": lambda _: names.say("yes"),
        "completes": lambda _: names.say("yes"),
        "reported_by": lambda cities: names.join(
            f"{names.city(city)} {day.text if day else names.say('never')}" for city, day in cities.items()
        ),
        "doubt": lambda one: names.say(f"doubt.{one}"),
    }
    if title in spoken:
        return spoken[title](value) if value else ""
    return _cell(value, names.lang)
