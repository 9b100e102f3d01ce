"""A finding in words: place, code, sentence, excerpt with caret, next step."""

from collections.abc import Iterator

from ltzplan.issues import Issue
from ltzplan.text.errors import ERRORS, LISTS
from ltzplan.text.speech import Lang, pick
from ltzplan.views.blocks import columns


class _Given(dict[str, str]):
    def __missing__(self, key: str) -> str:
        return ""


def finding_lines(issue: Issue, lang: Lang) -> Iterator[str]:
    """Give the lines of a finding."""
    entry = ERRORS[issue.code]
    params = _Given(issue.params)
    if "list" in params:
        params["list"] = pick(lang, LISTS[params["list"]])
    near = params.get("near")
    params["did_you_mean"] = (
        pick(lang, ("（是不是“{}”？）", " (did you mean “{}”?)")).format(near) if near else ""
    )
    place = issue.place
    where = [str(one) for one in (place.file, place.line, place.column) if one is not None] if place else []
    word = pick(lang, ("错误", "error") if issue.severity == "error" else ("提醒", "warning"))
    head = f"{':'.join(where)}: " if where else ""
    yield f"{head}{word}[{issue.code}] {pick(lang, entry[0]).format_map(params)}"
    if place and place.excerpt is not None and place.line is not None:
        excerpt = place.excerpt[:200]
        yield f"  {place.line} | {excerpt}"
        before = " " * columns(excerpt[: (place.column or 1) - 1])
        yield f"  {' ' * len(str(place.line))} | {before}^"
    yield "  " + pick(lang, entry[1]).format_map(params)
