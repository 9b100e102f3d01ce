"""The papers as they are read: goldens of every kind in both languages, their figures, and what is refused."""

import json
import re
from collections.abc import Callable
from pathlib import Path

import jsonschema
import pytest

from ltzplan.cli.commands.paper import KINDS
from tests.cli.half_year import IDS, PAPERS, figures, issue
from tests.cli.screen import columns, joined, steady
from tests.cli.written import Ltz
from tests.examples import thinned


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("name", PAPERS)
def test_goldens(half: Path, ltz: Ltz, golden: Callable[[str, str], None], name: str, lang: str) -> None:
    """In a pipe, and so in the file that is sent on, a paragraph is a line."""
    done = ltz("paper", *PAPERS[name], "--lang", lang)
    assert (done.code, done.err) == (0, "")
    golden(f"{name}-{lang}.txt", steady(done.out))


def test_a_reminder_of_all_says_on_a_screen_how_units_are_asked_after_orders(half: Path, ltz: Ltz) -> None:
    assert "ltz paper reminder --unit south_lands" in ltz("paper", "reminder", columns=80).err


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("kind", ["reminder", "supervision", "bulletin", "summary"])
def test_goldens_of_what_has_nothing_to_say(empty: Path, ltz: Ltz, golden: Callable[[str, str], None], kind: str, lang: str) -> None:
    """An empty month is a proper paper that says so."""
    done = ltz("paper", kind, "--lang", lang)
    assert (done.code, done.err) == (0, "")
    golden(f"nothing-{kind}-{lang}.txt", steady(done.out))


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("name", ["bulletin", "agenda-mayors", "order"])
def test_goldens_in_markdown(half: Path, ltz: Ltz, golden: Callable[[str, str], None], name: str, lang: str) -> None:
    """The title is the one heading of the first level."""
    done = ltz("paper", *PAPERS[name], "--lang", lang, "--format", "md")
    assert [line for line in done.out.splitlines() if line.startswith("# ")] != []
    golden(f"{name}-{lang}.md", steady(done.out))


@pytest.mark.parametrize(("width", "lang"), thinned([(60, "zh"), (80, "zh"), (120, "en")], 3))
@pytest.mark.parametrize("name", PAPERS)
def test_on_a_screen_it_folds_and_loses_nothing(half: Path, ltz: Ltz, name: str, lang: str, width: int) -> None:
    """The title stands in the middle and the signature at the right, at every width."""
    shown = ltz("paper", *PAPERS[name], "--lang", lang, columns=width).out
    assert all(columns(line) <= width for line in shown.splitlines())
    assert sorted(joined(shown)) == sorted(joined(ltz("paper", *PAPERS[name], "--lang", lang).out)) or width == 60


def test_the_language_is_the_plans_unless_ltz_was_told_one(half: Path, ltz: Ltz, monkeypatch: pytest.MonkeyPatch) -> None:
    """The locale decides for screens only."""
    assert "月通报" in ltz("paper", "bulletin").out
    assert "Monthly bulletin" in ltz("paper", "bulletin", "--lang", "en").out
    monkeypatch.setenv("LTZ_LANG", "en")
    assert "Monthly bulletin" in ltz("paper", "bulletin").out


@pytest.mark.parametrize("name", PAPERS)
def test_json_is_of_its_schema(half: Path, ltz: Ltz, name: str) -> None:
    """The same in both languages; figures are lists of ids."""
    said = [ltz("paper", *PAPERS[name], "--format", "json", "--lang", lang).out for lang in ("zh", "en")]
    found = json.loads(said[0])
    assert said[0] == said[1]
    kind = PAPERS[name][0]
    assert (found["schema"], found["paper"]) == (f"ltz/{kind}/1", kind)
    jsonschema.validate(found, json.loads(ltz("validate", "--schema", kind).out))
    assert all(isinstance(ids, list) for ids in found["figures"].values())


def test_every_kind_has_a_golden() -> None:
    assert {words[0] for words in PAPERS.values()} == set(KINDS)


def test_the_bulletins_figures(half: Path, ltz: Ltz) -> None:
    """demands-3: carried in + assigned - closed = open, of them overdue, with the checker, above."""
    names = {id: name for name, id in IDS.items()}
    found = {figure: [names[id] for id in ids] for figure, ids in figures(ltz, "bulletin", "--month", "2026-06").items()}
    assert found == {
        "carried_in": ["land", "rail", "cards", "dump", "pipes", "noise"],
        "assigned": [],
        "closed": ["dump"],
        "open": ["land", "rail", "cards", "pipes", "noise"],
        "overdue": ["land", "pipes"],
        "waiting_for_recheck": ["cards"],
        "waiting_for_province": ["rail"],
        "unsorted": ["new"],
        "not_ordered": ["fees"],
    }


@pytest.mark.parametrize("words", [("agenda",), ("order",)])
def test_what_must_be_said(half: Path, ltz: Ltz, words: tuple[str, ...]) -> None:
    done = ltz("paper", *words)
    assert done.code == 2 and "[missing_argument]" in done.err


def test_there_are_no_minutes_before_a_session(empty: Path, ltz: Ltz) -> None:
    done = ltz("paper", "minutes")
    assert done.code == 2 and "[no_session]" in done.err


# ---- a figure, opened


@pytest.mark.parametrize(
    "name", thinned(["bulletin", "agenda-mayors", "minutes-meeting", "summary-two", "reminder", "supervision"], 3)
)
def test_every_figure_of_an_issued_paper_opens(own: Path, ltz: Ltz, name: str) -> None:
    """With its definition and the records behind it."""
    id, _ = issue(ltz, *PAPERS[name])
    count = len(figures(ltz, PAPERS[name][0], "--rev", id))
    for n in range(1, count + 1):
        done = ltz("why", f"{id}:{n}", "--lang", "zh" if n % 2 else "en")
        assert done.code == 0, done.err
    for n in ("0", str(count + 1), "x", ""):
        assert "[out_of_range]" in ltz("why", f"{id}:{n}").err


def test_a_figure_opened(own: Path, ltz: Ltz, golden: Callable[[str, str], None]) -> None:
    id, _ = issue(ltz, "bulletin", "--month", "2026-06")
    for lang in ("zh", "en"):
        golden(f"why-overdue-{lang}.txt", re.sub(r"bulletin-\w+", "bulletin-0", ltz("why", f"{id}:5", "--lang", lang).out))
    found = json.loads(ltz("why", f"{id}:5", "--format", "json").out)
    jsonschema.validate(found, json.loads(ltz("validate", "--schema", "figure").out))
    assert (found["paper"], found["n"], found["figure"], found["ids"]) == ("bulletin", 5, "overdue", [IDS["land"], IDS["pipes"]])
    assert found["records"][IDS["pipes"]] == [IDS["pipes"], IDS["pipes_sorted"], IDS["pipes_order"], IDS["longer"]]


def test_only_of_a_paper(own: Path, ltz: Ltz) -> None:
    assert "[unknown_record]" in ltz("why", "HEAD:1").err


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("name", PAPERS)
def test_every_paper_ends_with_its_colophon(half: Path, ltz: Ltz, name: str, lang: str) -> None:
    """GB/T 9704-2012: the annexes stand before it."""
    words = [word for word in PAPERS[name] if word != "--refs"]
    *_, last, empty, foot = ltz("paper", *words, "--lang", lang).out.splitlines()
    assert (last.endswith("印发") if lang == "zh" else last.startswith("Issued by: Secretariat")) and not empty and foot


def test_R13_there_is_no_half_year_of_problems(half: Path, ltz: Ltz) -> None:
    """demands-3: the half year sums up work, the quarter both; no bulletin of a half year."""
    of_problems = {"carried_in", "assigned", "closed", "open", "overdue"}
    assert not of_problems & set(figures(ltz, "summary", "--half", "2026H1"))
    both = set(figures(ltz, "summary", "--quarter", "2026Q2", "--half", "2026H1"))
    assert {f"2026Q2/{one}" for one in of_problems} <= both and not {f"2026H1/{one}" for one in of_problems} & both
    text = ltz("paper", "summary", "--half", "2026H1").out
    assert not any(word in text for word in ("交办问题", "办结率", "上期结转"))
    done = ltz("paper", "bulletin", "--half", "2026H1")
    assert (done.code, "[no_half_of_problems]" in done.err) == (2, True)


IDS_IN_BODY = re.compile(r"\b[A-Za-z_0-9]+-[0-9a-f]{4}(?:[0-9a-f]{12})?\b")


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("name", PAPERS)
def test_fidelity_7_no_id_of_a_record_stands_in_a_body(half: Path, ltz: Ltz, name: str, lang: str) -> None:
    """The masthead is the issuer; an order's matter is named in the margin, everything else with `--refs`."""
    words = [word for word in PAPERS[name] if word != "--refs"]
    text = ltz("paper", *words, "--lang", lang).out
    issuer = {"zh": "秘书处", "en": "Secretariat"}[lang]
    assert text.splitlines()[0].strip() == issuer
    body = "\n".join(line for line in text.splitlines() if not line.startswith(("事项编号", "Matter:")))
    assert [id for id in IDS_IN_BODY.findall(body) if not re.fullmatch(r"2026-[0-9]{4}", id)] == []


def test_code_B14_help_names_every_kind(ltz: Ltz) -> None:
    assert all(kind in ltz("paper", "--help", "--lang", "en").out for kind in KINDS)


def test_fidelity_7_the_principal_leaders_are_reported_to(shipped: Path, ltz: Ltz) -> None:
    """One does not copy to leaders."""
    text = ltz("paper", "bulletin", "--month", "2020-10", "--lang", "zh").out
    assert "报：三市主要领导" in text and "抄送" not in text
