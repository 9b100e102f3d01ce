"""A paper as a file of Word, and what a file that is passed on says it was made from."""

import json
from typing import TYPE_CHECKING, cast

from ltzplan.issues import LtzError
from ltzplan.model.records import Paper
from ltzplan.reports.papers.paper import PaperReport, PaperRequest
from ltzplan.views.markdown import as_markdown

if TYPE_CHECKING:
    from ltzplan.cli.output import Output
    from ltzplan.views.word import WordPaper


def requested(made: "Output[PaperReport]") -> dict[str, object]:
    """Give what the record of a paper says of how it was asked for, its day and its commit."""
    said, now = {name: getattr(made.body, name) for name in PaperRequest.__dataclass_fields__}, made.now
    return said | {
        "kind": Paper.kind,
        "date": now.frame.as_of.isoformat(),
        "lang": now.names.lang,
        "commit": now.frame.commit,
        "known_on": now.frame.known_on and now.frame.known_on.isoformat(),
    }


def docx_texts(out: "Output[object]") -> str:
    """Give the paragraphs of a paper in Word, of which its digest is: the file itself tells the id that follows from it."""
    return _filled(out).text


def as_docx(out: "Output[object]") -> bytes:
    """Give a paper as a file of Word."""
    made, filled = cast("Output[PaperReport]", out), _filled(out)
    now = made.now
    name = now.names.of("papers", made.body.paper)
    told = made_from(made, filled.text, "docx")
    title = " ".join(filter(None, (name, made.body.number)))
    author = now.names.read(now.plan.papers.issuer) or now.names.of("offices", now.plan.sorting_office)
    return filled.saved(title, author, now.frame.as_of, told)


def made_from(made: "Output[PaperReport]", text: str, form: str) -> dict[str, str]:
    """Give what the file of a paper says it was made from: as its record would, beside that the plan and what was not committed."""
    from hashlib import sha256  # noqa: PLC0415 - only for files

    now, issued = made.now, made.now.issued
    said = {
        "plan": now.plan.header.id, "id": issued[0] if issued else None, **requested(made), "form": form,
        "uncommitted": now.frame.read.uncommitted, "sha256": sha256(text.encode()).hexdigest(),
    }  # fmt: skip
    return {key: _as_word(value) for key, value in said.items() if value not in (None, (), 0)}


def mark(out: "Output[object]") -> str:
    """Give the same of a draft as a comment of Markdown, which nothing in it ends; of what is none, nothing."""
    if not isinstance(out.body, PaperReport) or out.now.issued:
        return ""
    made = cast("Output[PaperReport]", out)
    told = json.dumps(made_from(made, as_markdown(out.blocks), "md"), ensure_ascii=False)
    harmless = told.replace("--", "-\\u002d").replace(">", "\\u003e")
    return f"\n<!-- ltz {harmless} -->\n"


def _as_word(value: object) -> str:
    return " ".join(map(str, value)) if isinstance(value, tuple) else str(value)


def _filled(out: "Output[object]") -> "WordPaper":
    """Fill the plan's own template of the kind of paper, that of all, or ours."""
    from ltzplan.views.word import WordPaper, template_of  # noqa: PLC0415 - only for this form
    from ltzplan.views.word_template import template_issues  # noqa: PLC0415

    kind, lang = cast("PaperReport", out.body).paper, out.now.names.lang
    brought = out.now.space.templates
    own = brought.get(f"{kind}.{lang}.docx") or brought.get(f"paper.{lang}.docx")
    issues = template_issues(own.file, own.data) if own else ()
    if errors := [one for one in issues if one.severity == "error"]:
        raise LtzError(*errors)
    return WordPaper(out.blocks, own.data if own else template_of(lang))
