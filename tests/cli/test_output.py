"""What a screen says, in small words."""

import re
from pathlib import Path
from typing import Any

from ltzplan.text.speech import say
from tests.cli.written import Ltz


def test_code_B6_areas_that_expect_no_number(blank: Path, ltz: Ltz) -> None:
    plan = blank / "data" / "tasks.yaml"
    plan.write_text(plan.read_text(encoding="utf-8").replace(", expects: 1}", "}", 1), encoding="utf-8")
    assert "Read 3/3 tasks" in ltz("status", "--lang", "en").out


def test_method_small_one_is_one() -> None:
    """Singular and plural, in English; Chinese has one form."""
    for key, params in (
        ("findings", {"plan": "p", "errors": 1, "warnings": 2}), ("valid", {"plan": "p", "tasks": 1, "records": 1}), ("status.to_end", {"days": 1}),
    ):  # fmt: skip
        assert not re.search(r"\b1 \w+s\b", say("en", key, **params))
    assert say("en", "findings", plan="p", errors=1, warnings=0) == "p: 1 error, 0 warnings"
    assert say("zh", "findings", plan="p", errors=1, warnings=0) == "p：错误1，警告0"


def test_R22_what_is_closed_waits_for_no_recheck(ordered: dict[str, str], ltz: Ltz) -> None:
    """The slip of a closed matter stays readable, and says nothing of what it waited for."""
    for verb, *how in (("reply", "--done"), ("accept",)):
        ltz(verb, ordered["problem"], *how, "--text", "x")
    shown = ltz("show", ordered["problem"], "--lang", "en").out
    assert "closed on" in shown and "to be rechecked" not in shown


def test_stranger_12_what_was_not_said_is_not_called_unpublished(ordered: dict[str, str], ltz: Ltz) -> None:
    assert "Concerns other cities: not stated" in ltz("show", ordered["problem"], "--lang", "en").out


def test_stranger_12_a_repository_without_a_commit(blank: Path, ltz: Ltz, git: Any) -> None:
    assert "not under git" in ltz("status", "--lang", "en").out
    git(blank, "init", "--quiet")
    assert "nothing is committed yet" in ltz("status", "--lang", "en").out
