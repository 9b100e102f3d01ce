"""Ids and numbers, as they are printed and typed again."""

import json
import re
from pathlib import Path

import pytest

from tests.cli.written import Ltz


def test_code_B7_printed_ids_mean_one_record(blank: Path, ltz: Ltz, monkeypatch: pytest.MonkeyPatch) -> None:
    """Among many every id that a screen prints can be typed again."""
    monkeypatch.setenv("LTZ_LANG", "en")
    lines = [f'  - {{kind: problem, tasks: [A1], date: 2026-03-01, text: "{n}"}}\n' for n in range(500)]
    (blank / "batch.yaml").write_text("records:\n" + "".join(lines), encoding="utf-8")
    ids = ltz("import", "batch.yaml").out.split()
    assert len({id[:7] for id in ids}) < len(ids), "two of them begin alike"
    shown = re.findall(r"A1-[0-9a-f]+", ltz("escalate").out + ltz("show", "A1").out + ltz("log").out)
    assert {len([id for id in ids if id.startswith(one)]) for one in shown} == {1}
    assert min(map(len, shown)) == len("A1-0123")


WAYS = ["problem", "sort", "order", "〔2026〕1号", "[2026]1号", "（2026）1", "whole", "digits"]


VERBS = ["show", "why", "log", "paper order", "reply", "extend", "accept", "return", "petition", "sort", "follows", "order"]


@pytest.mark.parametrize(
    ("verb", "way"), sorted({*((verb, WAYS[at % len(WAYS)]) for at, verb in enumerate(VERBS * 2)), *(("show", way) for way in WAYS)} - {("show", "sort"), ("show", "order")})
)
def test_code_B8_a_problem_is_typed_alike_in_every_verb(
    ordered: dict[str, str], ltz: Ltz, verb: str, way: str
) -> None:
    """By its id, by that of a move, by an order's number: what is meant is the problem; `show` opens the move itself."""
    typed = ordered["problem"] if way == "whole" else ordered["problem"][3:7] if way == "digits" else ordered[way][:9] if way in ordered else way
    more = {
        "reply": ("--received",), "extend": ("2027-05-01", "--because", "x", "--approved-by", "y"),
        "petition": ("--to", "province"), "return": ("--because", "x"), "follows": ("--text", "again"),
        "sort": ("--as", "land", "--needs", "bureaus", "--because", "x"),
        "order": ("--unit", "north_lands", "--due", "2027-05-01", "--require", "x", "--because", "y"),
    }.get(verb, ())  # fmt: skip
    words = ("raise", "A1", "--follows", typed) if verb == "follows" else (*verb.split(), typed)
    said = [ltz(*words[:-1], one, *more, "--lang", "en", *(["--dry-run"] if more else [])) for one in (typed, ordered["problem"])]
    assert said[0].code == said[1].code
    assert not re.search(r"unknown_|ambiguous_", said[0].err), said[0].err
    assert re.sub(r"[0-9a-f]{16}", "", said[0].out) == re.sub(r"[0-9a-f]{16}", "", said[1].out)


def test_code_B8_an_order_by_its_number_where_a_record_is_meant(ordered: dict[str, str], ltz: Ltz) -> None:
    """To correct it or to take it back."""
    how = ("order", "〔2026〕1号", "--replaces", "〔2026〕1号", "--require", "two maps", "--date", "2026-03-03")
    corrected = ltz(*how).out.strip()
    said = ltz("withdraw", "〔2026〕1号", "--because", "x", "--dry-run").out
    assert f'withdraws: "{corrected}"' in said


@pytest.mark.parametrize("typed", ["Ａ１", "ａ１", "a1"])
def test_stranger_12_the_width_of_a_letter_does_not_count(blank: Path, ltz: Ltz, typed: str) -> None:
    assert json.loads(ltz("show", typed, "--format", "json").out)["task"]["id"] == "A1"
    assert ltz("update", typed, "--nil").code == 0
