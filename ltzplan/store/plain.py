"""What tells how a text stood in YAML: unquoted, and what looks like a mark of it."""

import re


class Plain(str):
    """A scalar that was written without quotes."""

    __slots__ = ()


_SUSPECTS = (
    ("no_break_space", re.compile(r"^[ -]*[\xa0\u3000]|:[\xa0\u3000]")),
    ("full_width_mark", re.compile(r"^[ -]*[－—–﹣]|^[ -]*[\w.]+[：﹕]")),
    ("smart_quote", re.compile(r"^[ -]*[“”‘’„]|[:,\[{] *[“”‘’„]")),
)


def suspect(line: str) -> str | None:
    """Name the look-alike of a mark of YAML in a line or key, where there is one."""
    return next((code for code, pattern in _SUSPECTS if pattern.search(line)), None)
