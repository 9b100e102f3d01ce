"""The small plans of examples/plans: each is made of its table, and each command of their page works."""

import re
import shlex

import pytest

from ltzplan.rules.checks import plan_findings
from ltzplan.store.planfile import read_plan
from tests.build import ROOT

PLANS = ROOT / "examples" / "plans"
COMMANDS = re.findall(r"^\$ ltz (.+)$", (PLANS / "README.md").read_text(encoding="utf-8"), re.MULTILINE)


def plan_at(folder):
    return read_plan("tasks.yaml", (folder / "tasks.yaml").read_bytes())[0]


def told(plan):
    """What a table says of a plan's tasks."""
    return [
        (one.no, one.name, one.area, one.section, [it.name for it in one.lead_units or ()], one.target.due, one.target.due_words)
        for one in plan.tasks
    ]


@pytest.mark.parametrize("words", COMMANDS)
def test_every_command_of_the_page_works(words, ltz, tmp_path, monkeypatch):
    """A plan made of its table has the tasks of the plan that is kept."""
    monkeypatch.chdir(PLANS)
    typed = shlex.split(words)
    if typed[0] == "init":
        typed[1] = str(tmp_path / typed[1])
    done = ltz(*typed)
    assert done.code == 0, done.err
    if typed[0] == "init":
        kept = plan_at(PLANS / typed[3].partition("/")[0] / "data")
        assert told(plan_at(tmp_path / typed[1] / "data")) == told(kept)
        assert plan_findings(kept) == []
