"""The sentences: every language says the same things, every word of the method has its word, and none is idle."""

import re
from collections import Counter
from collections.abc import Iterable
from string import Formatter
from typing import get_args

import pytest

from ltzplan.cli.words import VERBS
from ltzplan.languages import LANGS, Lang
from ltzplan.model.codec import described
from ltzplan.model.method import COMPLETED, REPORTED_COMPLETE, Named, Spread
from ltzplan.model.plan import Origin
from ltzplan.model.records import AgendaItem, Ended, Kind, PaperKind, Recommendation, Record, Source, Update
from ltzplan.model.values import folded
from ltzplan.reports.listing import LISTS
from ltzplan.reports.log import Effect
from ltzplan.reports.rows import rows_of
from ltzplan.rules.dated import Awaited, What
from ltzplan.rules.duties import Kind as DutyKind
from ltzplan.rules.duties import Of, Standing
from ltzplan.rules.levels import Turn
from ltzplan.rules.life import BEFORE, LIFE
from ltzplan.rules.lights import UNLIT, Unlit
from ltzplan.rules.queue import Queue, Reason, Way
from ltzplan.rules.references import NAMED_GROUNDS
from ltzplan.rules.spoken import SPOKEN
from ltzplan.rules.supervision import Ground
from ltzplan.text.speech import APART, ERRORS, catalogue, member_words, screens
from ltzplan.views.names import Names
from tests.build import ROOT, plan

PACKAGE = ROOT / "ltzplan"
SCREENS = screens("en")
FILES = (*SCREENS, *APART)
REGISTERED = {"void", "handed_back", "replied", "joint", "issued", "corrected"}
"""States of what lists register: an order, a petition, a session, a paper."""
GROUPS: dict[str, Iterable[str]] = {
    "state": {state for state, _ in LIFE} | {*LIFE.values()} - {BEFORE} | {*get_args(Standing)} | {*get_args(Awaited)} | REGISTERED,
    "move": {move for _, move in LIFE},
    "kind": {*get_args(Kind), "task", "all"},
    "paper": get_args(PaperKind),
    "form": ("meeting", "on_site", "information"),
    "stage": (COMPLETED, REPORTED_COMPLETE),
    "light": (UNLIT,),
    "unlit": get_args(Unlit),
    "annual_target": ("met", "not_met"),
    "order_origin": ("session", "instruction", "supervision"),
    "origin": get_args(Origin),
    "list.ended": get_args(Ended),
    "how": get_args(Ended),
    "basis": ("stated", "derived"),
    "by": get_args(Spread),
    "every": {*get_args(Named), "none"},
    "turn": get_args(Turn),
    "duty": get_args(DutyKind),
    "duty.of": get_args(Of),
    "dated": get_args(What),
    "weighed": ("plan", "city", "area", "unit"),
    "queue": get_args(Queue),
    "todo.because": get_args(Reason),
    "todo.way": get_args(Way),
    "ground": {*NAMED_GROUNDS, *get_args(Ground)},
    "list.effect": get_args(Effect),
}
"""The groups of the vocabulary: what a key begins with -> the values that it has a word for."""


def _placeholders(sentence: str) -> set[str]:
    """What is filled in, but for the words for members: which of them is said is each language's own."""
    return {name for _, name, _, _ in Formatter().parse(sentence) if name} - {*member_words("en")}


def test_words_for_members_have_their_plural() -> None:
    several = {word: member_words("en", word)["members"] for word in ("city", "bay", "branch", "district", "staff|staff")}
    assert several == {"city": "cities", "bay": "bays", "branch": "branches", "district": "districts", "staff|staff": "staff"}
    assert member_words("zh", "部门") == {"member": "部门", "members": "部门", "Members": "部门"}


def test_every_language_has_the_same_files() -> None:
    for lang in LANGS:
        assert {path.stem for path in (PACKAGE / "text" / lang).glob("*.py")} == {"__init__", *FILES}


@pytest.mark.parametrize("file", FILES)
def test_every_language_says_the_same(file: str) -> None:
    first, *others = (catalogue(lang, file) for lang in LANGS)
    for other in others:
        assert list(first) == list(other)
        differ = {key for key in first if _placeholders(first[key]) != _placeholders(other[key])}
        assert differ <= {"month.of_year", "month.asked", "period.quarter"}  # without the year in Chinese; quarters by their words there


def test_no_key_is_said_twice() -> None:
    counts = Counter(key for file in SCREENS for key in catalogue("en", file))
    assert [key for key, count in counts.items() if count > 1] == []


@pytest.mark.parametrize("file", sorted({*FILES} - {"terms", "columns", "notation", "papers", *ERRORS, "help"}))
def test_no_screen_has_twins(file: str) -> None:
    """One sentence, one key; only words of different groups may be alike."""
    said = Counter(zip(*(catalogue(lang, file).values() for lang in LANGS), strict=True))
    assert [one for one, count in said.items() if count > 1] == []


@pytest.mark.parametrize("group", GROUPS)
def test_every_word_of_the_method_has_its_word(group: str) -> None:
    known = {key for key in catalogue("en", "terms") if key.rpartition(".")[0] == group}
    assert known == {f"{group}.{value}" for value in GROUPS[group]}


def test_every_group_belongs_to_a_vocabulary() -> None:
    """What is no group of a known vocabulary is a doubt, a section, a mark, or a word alone."""
    groups = {key.rpartition(".")[0] for key in catalogue("en", "terms")}
    assert groups == {*GROUPS, "doubt", "esc.section", "update", "sort", ""}
    assert {key[7:] for key in catalogue("en", "terms") if key.startswith("update.")} <= {*Update.__dataclass_fields__}


@pytest.mark.parametrize("lang", LANGS)
def test_a_word_of_a_state_means_one_state(lang: Lang) -> None:
    """What is typed after --state is an id or a word of it, and no word of another."""
    states = {key[6:]: folded(word) for key, word in catalogue(lang, "terms").items() if key.startswith("state.")}
    assert len({*states.values()}) == len(states)
    assert all(word not in states or word == id for id, word in states.items())


def test_every_column_of_a_list_and_every_field_of_a_record_has_its_title() -> None:
    columns = {column for one in LISTS.values() for column in rows_of(one.kind, (), one.columns).columns}
    columns |= {one.name for kind in (*get_args(Record), Source, Recommendation, AgendaItem) for one in described(kind)}
    assert {f"list.{column}" for column in columns - {"entered", "format"}} <= {*catalogue("en", "columns")}


def test_every_report_that_is_a_table_has_a_name_for_its_sheet() -> None:
    sources = [one.read_text(encoding="utf-8") for one in (PACKAGE / "cli" / "commands").glob("*.py")]
    tables = {name for one in sources if "TableReading" in one or "CalendarReading" in one for name in re.findall(r'Output\(\s*"(\w+)"', one)}
    named = {key.removeprefix("sheet.") for key in catalogue("en", "sheet")}
    assert named == tables | {"evaluation", "definitions", "column", "field", "meaning"}


def test_every_key_is_said_somewhere() -> None:
    """A key is written in the source, or begins with what is glued there and goes on with words that are written.

    What is glued is the name of a list of the plan, or what a field says that its values are words of, too.
    """
    paths = [one for one in PACKAGE.rglob("*.py") if one.parent.parent.name != "text"] + [*(PACKAGE / "text").glob("*/pages/*.md")]
    paths += (PACKAGE / "views" / "site" / "templates").glob("*.html")
    source = "\n".join(path.read_text(encoding="utf-8") for path in paths)
    written = {*re.findall(r"""["']([a-z][\w.]*)["']""", source)}
    glued = {*re.findall(r"""f["']([a-z][\w.]*\.)\{""", source)} | {one for one in written if one.endswith(".")}
    glued |= {f"{one}." for one in (*re.findall(r"""words="([\w.]+)""", source), *(one.removesuffix("s") for one in (*SPOKEN, "papers")))}
    options = (one.replace("-", "_") for one in re.findall(r"--([\w-]+)", source))
    words = {*re.findall(r"\w+", source), *options}
    for key in (key for file in FILES if file not in ERRORS for key in catalogue("en", file)):
        if key.startswith("panel."):
            continue  # shown as it stands
        rests = [key.removeprefix(one) for one in glued if key.startswith(one)]
        assert key in written or any(words.issuperset(rest.split(".")) for rest in rests), key


def test_every_verb_stands_in_a_panel_of_the_help() -> None:
    """The page of the help is the list of panels and verbs; the modules of the verbs are the verbs."""
    listed = [key.partition(".")[::2] for key in catalogue("en", "help") if key.startswith(("panel.", "verb."))]
    assert listed[0][0] == "panel"
    assert sorted(name for kind, name in listed if kind == "verb") == sorted(VERBS)


def test_a_number_of_a_section_is_counted_as_the_language_does() -> None:
    chinese, english = Names(plan(), "zh"), Names(plan(), "en")
    assert [chinese.number(n) for n in (1, 10, 12, 20, 99, 100)] == ["一", "十", "十二", "二十", "九十九", "100"]
    assert [english.number(n) for n in range(1, 101)] == [str(n) for n in range(1, 101)]
