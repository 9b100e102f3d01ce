"""What holds for the files of the house: no two classes are called alike, and each file can be read in one sitting."""

import ast
from collections import Counter

import pytest

from tests.build import ROOT


def test_no_class_name_stands_twice():
    """Who greps for a class finds one."""
    trees = (ast.parse(path.read_text(encoding="utf-8")) for path in (ROOT / "ltzplan").rglob("*.py"))
    names = Counter(one.name for tree in trees for one in ast.walk(tree) if isinstance(one, ast.ClassDef))
    assert len(names) > 100
    assert [name for name, count in names.items() if count > 1] == []


@pytest.mark.parametrize("folder", ["ltzplan", "tests"])
def test_no_file_has_more_than_400_lines(folder):
    lines = {path: len(path.read_text(encoding="utf-8").splitlines()) for path in (ROOT / folder).rglob("*.py")}
    assert len(lines) > 80
    assert [str(path.relative_to(ROOT)) for path, count in lines.items() if count > 400] == []
