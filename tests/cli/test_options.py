"""The options: each of a writing verb says a field of the record, or the verb reads it; and what they cost at a start."""

import re
import subprocess
import sys
from dataclasses import fields
from importlib import import_module
from inspect import getsource
from typing import get_args

import pytest

from ltzplan.cli.options import Group
from ltzplan.model.records import Record

VERBS = ("accept", "adjust", "extend", "order", "petition", "raise_", "reply", "return_", "session", "sort", "update", "withdraw")


@pytest.mark.parametrize("verb", VERBS)
def test_no_option_of_a_writing_verb_is_lost(verb):
    """What is neither a field of the record nor read by the verb would vanish without a word."""
    module = import_module(f"ltzplan.cli.commands.{verb}")
    named = vars(module).values()
    kinds = [one for one in named if one in get_args(Record)]
    groups = [one for one in named if isinstance(one, type) and issubclass(one, Group) and one.__module__ == module.__name__]
    kept = {one.name for kind in kinds for one in fields(kind)}
    source = getsource(module)
    lost = [one.name for group in groups for one in fields(group) if one.name not in kept and not {f"said.{one.name}", f'"{one.name}"'} & {*re.findall(r'said\.\w+|"\w+"', source)}]
    assert lost == []


def test_the_door_and_its_options_load_no_layer_below():
    """What every start pays for is the options and the words; all else comes with a verb or with Typer, but for what knows answers."""
    said = subprocess.run(
        [sys.executable, "-c", "import sys, ltzplan.cli.main; print(*sys.modules)"], capture_output=True, text=True, check=True
    ).stdout.split()
    layers = tuple(f"ltzplan.{one}" for one in ("model", "rules", "reports", "store", "views"))
    loaded = {one for one in said if one.startswith(layers)}
    assert loaded == {"ltzplan.store", "ltzplan.store.answers", "ltzplan.store.sight", "ltzplan.store.stamp"}
    assert not {"decimal", "typer"} & {*said}
