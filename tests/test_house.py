"""One meaning a name: no two classes of the package are called alike."""

import ast
from collections import Counter

from tests.build import ROOT


def test_no_class_name_stands_twice():
    """Who greps for a class finds one."""
    trees = (ast.parse(path.read_text(encoding="utf-8")) for path in (ROOT / "ltzplan").rglob("*.py"))
    names = Counter(one.name for tree in trees for one in ast.walk(tree) if isinstance(one, ast.ClassDef))
    assert len(names) > 100
    assert [name for name, count in names.items() if count > 1] == []
