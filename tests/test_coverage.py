"""Every statement of the article has a home in the plan, and every ground of the plan is used."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

TESTS = Path(__file__).parent
EMPTY = ("", "~", "null")


def load(path: Path) -> Any:
    """Read a file of ours; every scalar stays text."""
    return yaml.load(path.read_text(encoding="utf-8"), yaml.BaseLoader)  # noqa: S506 - texts only


PLAN: dict[str, Any] = load(TESTS.parent / "data" / "tasks.yaml")
COVERAGE: list[dict[str, Any]] = load(TESTS / "coverage.yaml")


def resolve(path: str) -> Any:
    """Give what a path leads to; LookupError where it leads nowhere."""
    value: Any = PLAN
    for step in path.split("."):
        if isinstance(value, list):
            named = [one for one in value if isinstance(one, dict) and one.get("id") == step]
            value = named[0] if named else value[int(step)] if step.isdecimal() else None
        elif isinstance(value, dict):
            value = value.get(step)
        else:
            value = None
        if value is None:
            raise LookupError(path)
    return value


def grounds(value: Any) -> Iterator[str]:
    """Give every ground that a statement of the plan rests on."""
    if isinstance(value, dict):
        for key, one in value.items():
            if key == "rests_on":
                yield from [one] if isinstance(one, str) else one
            else:
                yield from grounds(one)
    elif isinstance(value, list):
        for one in value:
            yield from grounds(one)


def texts(value: Any) -> Iterator[str]:
    """Give every text of a value: what is said in Chinese, and the names of its verbs."""
    if isinstance(value, dict):
        for key, one in value.items():
            if key == "verb":
                yield PLAN["verbs"][one]["name"]["zh"]
            elif key != "en":
                yield from texts(one)
    elif isinstance(value, list):
        for one in value:
            yield from texts(one)
    else:
        yield value


def said(home: str) -> str:
    """Give what a home says; of a field, what its statement says."""
    found = resolve(home)
    whole = found if isinstance(found, dict | list) else resolve(home.rpartition(".")[0])
    return "\n".join(texts(whole))


HOMES = {path for one in COVERAGE for path in one["home"]}
USED = set(grounds(PLAN))


@pytest.mark.parametrize("home", sorted(HOMES))
def test_a_home_is_there_and_not_empty(home: str) -> None:
    """A path of the list leads to something that the plan says."""
    found = resolve(home)
    assert found not in (*EMPTY, [], {})


def test_every_statement_names_its_paragraph_and_a_home() -> None:
    """No line of the list is without words, paragraph or home."""
    for one in COVERAGE:
        assert set(one) == {"paragraph", "statement", "words", "home"}
        assert one["statement"].strip()
        assert one["words"]
        assert one["home"]
        assert one["paragraph"] in PLAN["article"]


@pytest.mark.parametrize("one", COVERAGE, ids=[one["statement"] for one in COVERAGE])
def test_the_key_words_of_a_statement_stand_in_its_homes(one: dict[str, Any]) -> None:
    """What the plan says is what the article says, not only something at that place."""
    found = "\n".join(map(said, one["home"]))
    assert [word for word in one["words"] if word not in found] == []


def test_every_paragraph_has_statements() -> None:
    """No paragraph of the article is left out of the list."""
    assert {one["paragraph"] for one in COVERAGE} == set(PLAN["article"])


def test_every_paragraph_and_clause_is_relied_on() -> None:
    """What the plan lists as a ground is a ground of something, or has its statement in the list."""
    listed = {one["paragraph"] for one in COVERAGE} | {
        path.removeprefix("clauses.") for path in HOMES if path.startswith("clauses.")
    }
    assert {*PLAN["article"], *PLAN["clauses"]} <= USED | listed


def test_every_ground_is_known() -> None:
    """A ground is a clause, a paragraph, derived or local."""
    assert {*PLAN["article"], *PLAN["clauses"], "derived", "local"} >= USED


def test_every_clause_is_in_the_list() -> None:
    """The method's clauses come from statements of the article."""
    assert {f"clauses.{id}" for id in PLAN["clauses"]} <= HOMES


def test_every_task_is_in_the_list() -> None:
    """Each task comes from a statement of the article, and so does each of its promises."""
    for task in PLAN["tasks"]:
        start = f"tasks.{task['id']}."
        assert any(home.startswith(start) for home in HOMES), task["id"]
        for key in ("other_wordings", "further_targets", "recurring"):
            for index, one in enumerate(task.get(key, [])):
                path = f"{start}{key}.{one.get('id', index)}"
                assert any(home == path or home.startswith(f"{path}.") for home in HOMES), path


def test_no_sentence_of_the_article_is_copied() -> None:
    """The plan keeps section and number of a paragraph, never its text."""
    for paragraph in PLAN["article"].values():
        assert set(paragraph) <= {"source", "section", "paragraph"}
