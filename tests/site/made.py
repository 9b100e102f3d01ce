"""Pages as tests need them: of the shipped plan, of the rehearsal's kinds of record, and of texts that attack whoever reads them."""

from dataclasses import fields, is_dataclass, replace
from functools import cache
from hashlib import sha256
from html.parser import HTMLParser

from ltzplan.model.plan import Plan
from ltzplan.model.records import Entry, Record
from ltzplan.model.values import Day, Words
from ltzplan.reports.frame import Frame, Read, without_effect
from ltzplan.reports.site import site
from ltzplan.rules.fold import state_at
from ltzplan.rules.ledger import Ledger
from ltzplan.rules.published import published
from ltzplan.store.workspace import load
from ltzplan.views.names import Names
from ltzplan.views.site.render import pages
from tests.build import (
    ROOT,
    Source,
    adjustment,
    claim,
    entries,
    name_of,
    on,
    order,
    paper,
    petition,
    problem,
    recheck,
    reply,
    session,
    sort,
    update,
)  # fmt: skip

DAY = "2020-10-31"
ATTACK = """<script>alert(1)</script>"><img src=x onerror=alert(1)>'</style><!--{{ 7*7 }}&amp;javascript:alert(1)"""
"""A text that no reader may obey: it must be read as it stands."""
PRINTED = Source(title="Gazette", published=Day.parse("2020-06-01"), url="https://example.org/a?b=1&c=2", note="A copy")
NAMED = ("title", "url", "zh", "en", "number", "approved_by", "continues", "due_words", "publisher")
"""Fields of bare texts that people write."""


@cache
def shipped() -> tuple[Plan, tuple[Entry, ...]]:
    """Give the shipped plan and its records."""
    space, _ = load(ROOT / "data", read_only=True, cache=None)
    assert space
    return space.plan, tuple(space.entries)


def files(plan: Plan, records: tuple[Entry, ...], day: str = DAY, *, public: bool = False, first: str = "zh"):
    """Give the files of the page, as the verb makes them."""
    ledger = Ledger(plan, records)
    state = state_at(ledger, on(day))
    if public:
        ledger = published(plan, state)
        state = state_at(ledger, on(day))
    read = Read(
        tasks=len(plan.tasks), records=len(records), skipped=len(state.skipped), without_effect=without_effect(state), uncommitted=0
    )
    frame = Frame(plan=plan.header.id, as_of=on(day), known_on=None, commit="c" * 40, read=read)
    digests = {one.id: sha256(one.id.encode()).hexdigest() for one in records}
    brought = {one.file: ("d" * 40, "Somebody") for one in records}
    spoken = [Names(ledger.plan, lang, state.ids) for lang in sorted(("en", "zh"), key=lambda lang: lang != first)]
    return pages(site(ledger, state, digests, brought, public=public), frame, spoken)


@cache
def page(day: str = DAY, first: str = "zh") -> str:
    """Give the page of the shipped plan."""
    return files(*shipped(), day, first=first)[""]


def every_kind(**given) -> tuple[Record, ...]:
    """Give a record of every kind, of the shipped plan."""
    raised = problem("T1", city="changsha", positions={"zhuzhou": "Ours"}, tried="Talks", **given)
    sorted_ = sort(raised, sort="land_acquisition", **given)
    met = replace(session("2020-06-11", raised, **given), level="vice_mayors", attended=("Somebody",))
    ordered = order(raised, units=("xiangtan_reform",), session=met, **given)
    asked, solved = problem("T2", day="2020-06-02", **given), problem("T3", day="2020-06-03", **given)
    petitioned = sort(asked, needs="province", sort="other", **given)
    letter = petition(asked, answer_by=Day.parse("2020-12-01"), **given)
    return (
        raised, sorted_, met, ordered, reply(raised, "received", unit="xiangtan_reform", **given), asked, petitioned, letter,
        solved, recheck(solved, because="Seen", **given), update("T1", percent=12, text="Report", next="More", **given),
        claim("T4", text="Done", **given), adjustment("T5", due="2020-12-01", target="Another", **given),
        paper("bulletin", concerns=(name_of(met),), number="9", **given),
    )  # fmt: skip


def of_every_kind(**given) -> tuple[Entry, ...]:
    """Give their entries."""
    return tuple(entries(*every_kind(**given)))


def marked(value, mark, of="", *, fills=False):
    """Give a plan or record with a mark in place of every text that people write, told its class and field.

    Where it `fills`, also of every text that could have been written and was not.
    """
    if isinstance(value, Words):
        return Words(zh=mark(of), en=mark(of))
    if isinstance(value, tuple):
        return tuple(marked(one, mark, of, fills=fills) for one in value)
    if isinstance(value, dict):
        return {key: marked(one, mark, of, fills=fills) for key, one in value.items()}
    if not is_dataclass(value) or isinstance(value, Day):
        return value
    found = {}
    for field in fields(value):
        held, name = getattr(value, field.name), f"{value.__class__.__name__}.{field.name}"
        if isinstance(held, str) and (field.name in NAMED or name == "Entered.by" or "Words" in str(field.type)):
            found[field.name] = mark(name)
        elif isinstance(held, Words) or (fills and held is None and "Words" in str(field.type)):
            found[field.name] = Words(zh=mark(name), en=mark(name))
        elif isinstance(held, tuple | dict) and "Words" in str(field.type):
            found[field.name] = _texts(held, mark, name)
        else:
            found[field.name] = marked(held, mark, name, fills=fills)
    return replace(value, **found)


def _texts(held, mark, name):
    if isinstance(held, dict):
        return {key: mark(name) for key in held}
    return tuple(mark(name) for _ in held)


class Reader(HTMLParser):
    """Reads a page strictly: every element is closed in its turn."""

    VOID = ("meta", "link", "br", "input", "img")

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open, self.tags, self.attributes, self.texts, self.wrong = [], [], [], [], []
        self.feed(text)
        self.close()
        self.wrong += self.open

    def handle_starttag(self, tag, attributes):
        self.tags.append(tag)
        self.attributes += [(tag, *one) for one in attributes]
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attributes):
        self.tags.append(tag)
        self.attributes += [(tag, *one) for one in attributes]

    def handle_endtag(self, tag):
        if not self.open or self.open.pop() != tag:
            self.wrong.append(f"/{tag}")

    def handle_data(self, text):
        self.texts.append(text)

    def of(self, name):
        """Give the values of an attribute."""
        return [value for _, key, value in self.attributes if key == name]
