"""How ltz is learnt from the keyboard: what an error means, what a verb takes, where to start."""

import re
from collections.abc import Callable
from typing import Any

import pytest

from tests.cli.screen import LANGS, columns
from tests.cli.written import Ltz
from tests.errors_page import CODES

Golden = Callable[[str, str], None]


# ---- what an error means


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("code", ["which_office", "unknown_id", "not_a_condition"])
def test_explain_goldens(blank: Any, ltz: Ltz, golden: Golden, code: str, lang: str) -> None:
    done = ltz("explain", code, "--lang", lang, columns=80)
    assert (done.code, done.err) == (0, "")
    golden(f"explain-{code}-{lang}.txt", done.out)


@pytest.mark.parametrize("width", [60, 80, 120])
@pytest.mark.parametrize("lang", LANGS)
def test_every_error_is_explained_on_a_screen(blank: Any, ltz: Ltz, lang: str, width: int) -> None:
    for code in CODES:
        done = ltz("explain", code, "--lang", lang, columns=width)
        lines = done.out.splitlines()
        assert (done.code, done.err, lines[0]) == (0, "", code)
        assert sum(max(columns(line) - 1, 0) // width + 1 for line in lines) <= (24 if width > 60 else 32), done.out
        assert f"[{code}]" in done.out or code == "answers_nothing"  # met by a rule before
        assert lang == "zh" or not re.search("[一-鿿]", " ".join(lines[:4])), done.out


@pytest.mark.parametrize("lang", LANGS)
def test_explain_lists_every_error(blank: Any, ltz: Ltz, lang: str) -> None:
    lines = ltz("explain", "--lang", lang).out.splitlines()
    assert [line.split()[0] for line in lines[1:-1]] == [*CODES]
    assert all(len(line.split()) > 1 for line in lines[1:-1])
    if lang == "zh":
        assert all(re.search("[一-鿿]", line) for line in lines)


@pytest.mark.parametrize("typed", [
    "which_office", "WHICH_OFFICE", "h_offic", "which office", "[which_office]", "error[which_office] your office is not set",
    "错误[which_office]", "没有指明本单位", "your office is not set",
])  # fmt: skip
def test_a_code_is_taken_as_it_is_pasted_or_by_a_piece(blank: Any, ltz: Ltz, typed: str) -> None:
    assert ltz("explain", typed).out.startswith("which_office\n")


def test_an_unknown_code_is_refused_with_the_nearest(blank: Any, ltz: Ltz, no: Callable[..., str]) -> None:
    assert "did you mean “which_office”" in no("unknown_id", "explain", "witch_office")
    several = no("ambiguous_name", "explain", "not_")
    assert several.splitlines()[0].count(";") == 8
    assert several.splitlines()[0].endswith("..")
