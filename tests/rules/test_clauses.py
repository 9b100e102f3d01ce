"""The clauses that rules and tests name."""

import ast
import re

import yaml

from tests.build import ROOT

CLAUSE = re.compile(r"\b(?:purpose|focus|demands|levels|effect)-\d+\b")


def docstrings(folder):
    for path in sorted((ROOT / folder).glob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Module | ast.FunctionDef | ast.ClassDef):
                yield ast.get_docstring(node) or ""


def clauses(folder):
    """Give the clauses that a folder's docstrings name; `levels-1 to levels-4` names all between."""
    found = set()
    for text in docstrings(folder):
        found |= set(CLAUSE.findall(text))
        for first, last in re.findall(r"levels-(\d) to levels-(\d)", text):
            found |= {f"levels-{one}" for one in range(int(first), int(last) + 1)}
    return found


def test_the_rules_name_clauses_that_the_plan_has():
    """Every clause in a docstring of the rules is one of data/tasks.yaml."""
    known = yaml.load((ROOT / "data" / "tasks.yaml").read_text(encoding="utf-8"), yaml.BaseLoader)["clauses"]  # noqa: S506 - text alone
    assert clauses("ltzplan/rules") <= set(known)
    assert {"levels-1", "levels-2", "levels-3", "levels-4", "demands-2", "demands-3", "effect-2"} <= clauses("ltzplan/rules")


def test_every_clause_that_a_rule_names_is_named_by_a_test():
    """Every rule is tested with its clause named."""
    assert clauses("ltzplan/rules") <= clauses("tests/rules")
