"""A paper as a document of Word: its blocks in the named styles of a template, and nothing that runs."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from copy import deepcopy
from datetime import date, datetime, time
from io import BytesIO
from itertools import repeat
from typing import TYPE_CHECKING, NamedTuple
from xml.sax.saxutils import escape, quoteattr

from ltzplan.issues import extra
from ltzplan.views.blocks import QUIET, Block, Gap, Heading, Para, Placed, Raw, Table, as_span
from ltzplan.views.layout import columns
from ltzplan.views.safe import safe, undated

if TYPE_CHECKING:
    from docx.document import Document
    from docx.oxml.table import CT_Row
    from docx.oxml.xmlchemy import BaseOxmlElement
    from docx.text.paragraph import Paragraph

FIRST_INDENT = "　　"
"""What begins a paragraph of running Chinese text; a style says the same of Word."""
STYLES = (
    "Masthead", "Number", "Title", "Subtitle", "Heading 1", "Heading 2", "Heading 3", "Body Text", "Body Text First Indent",
    "List", "List Continue", "Signature", "Annex", "Colophon", "Read", "Table Heading", "Table Text", "Table Number",
)  # fmt: skip
"""The styles of paragraphs that a template must have."""
TABLE_STYLE = "Table Grid"
HALF_WIDTH, PADDING = 5.3, 15.0
"""Points that a column of a terminal takes in a cell of a table, and its margins."""
LONGEST = 255
"""Characters that a property of a document holds."""
POINT, TWENTIETH = 12_700, 635
"""Of what lengths are told in: in a point, and in a twentieth of one."""
WIDE = 24
"""How many columns of a terminal a column of a table is wide at most before the widest has what is left."""
LIST_INDENT = 4
"""How far in an item stands in a block; what is further in goes on with it."""
_TYPES = "http://schemas.openxmlformats.org/officeDocument/2006"


class Placing(NamedTuple):
    """A paragraph and the style that it stands in."""

    style: str
    text: str


class WordPaper:
    """A template that is filled with a paper."""

    def __init__(self, blocks: Iterable[Block], template: bytes) -> None:
        """Fill it; LtzError `missing_extra` where nothing can write one."""
        with extra("office"):
            from docx import Document  # noqa: PLC0415 - only for this form
        self._document = Document(BytesIO(template))
        above: Paragraph | None = None
        for one in _placed(blocks):
            if isinstance(one, Table):
                _add_table(self._document, one)
                above = None
                continue
            if above and one.style == "Signature":
                above.paragraph_format.keep_with_next = True  # no page holds a signature alone
            above = self._document.add_paragraph(one.text, one.style)
            _frame(above)

    @property
    def text(self) -> str:
        """The paragraphs that say something, those in tables too, each on a line."""
        from docx.oxml.ns import qn  # noqa: PLC0415 - only for this form
        from docx.text.paragraph import Paragraph  # noqa: PLC0415

        body = self._document.element.body
        found = (Paragraph(one, self._document).text for one in body.iter(qn("w:p")))
        return "\n".join(text for text in found if text.strip())

    def saved(self, title: str, author: str, day: date, made_from: Mapping[str, str]) -> bytes:
        """Return it as a file that says what it was made from: of the same paper the same bytes."""
        core = self._document.core_properties
        core.title, core.author, core.last_modified_by = safe(title)[:LONGEST], safe(author)[:LONGEST], "ltz"
        core.created = core.modified = datetime.combine(day, time.min)
        core.identifier, core.version, core.revision = made_from.get("id", ""), made_from.get("commit", ""), 1
        _say(self._document, made_from)
        out = BytesIO()
        self._document.save(out)
        return undated(out)


def _say(document: "Document", made_from: Mapping[str, str]) -> None:
    """Put what a document was made from into its own properties, in place of those of the template."""
    from docx.opc.packuri import PackURI  # noqa: PLC0415 - only for this form
    from docx.opc.part import Part  # noqa: PLC0415

    said = "".join(
        f'<property fmtid="{{D5CDD505-2E9C-101B-9397-08002B2CF9AE}}" pid="{pid}" name={quoteattr(f"ltz.{name}")}>'
        f"<vt:lpwstr>{escape(safe(value))}</vt:lpwstr></property>"
        for pid, (name, value) in enumerate(made_from.items(), 2)
    )
    content = (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        f'<Properties xmlns="{_TYPES}/custom-properties" xmlns:vt="{_TYPES}/docPropsVTypes">{said}</Properties>'
    )
    package, kind = document.part.package, f"{_TYPES}/relationships/custom-properties"
    for id in [id for id, one in package.rels.items() if one.reltype == kind]:
        del package.rels[id]
    part = Part(
        PackURI("/docProps/custom.xml"),
        "application/vnd.openxmlformats-officedocument.custom-properties+xml",
        content.encode(),
        package,
    )
    package.relate_to(part, kind)


def _placed(blocks: Iterable[Block]) -> Iterator[Placing | Table]:
    """Give each block its style; an empty line is a matter of the styles."""
    begun = titled = signed = False
    for block in blocks:
        match block:
            case Placed(level=1):
                titled = True
                yield Placing("Title", safe(block.text))
            case Placed(at="right"):
                signed = True
                yield Placing("Signature", safe(block.text))
            case Placed():
                yield Placing("Subtitle" if titled else "Number" if begun else "Masthead", safe(block.text))
                begun = True
            case Heading(level=2) if signed:
                yield Placing("Annex", safe(block.text))
            case Heading():
                yield Placing(f"Heading {max(block.level - 1, 1)}", safe(block.text))
            case Para():
                yield _paragraph(block)
            case Raw():
                yield from (Placing("Body Text", safe(line)) for line in block.lines)
            case Table():
                yield block
            case Gap():
                pass


def _paragraph(block: Para) -> Placing:
    text = safe(block.text if isinstance(block.text, str) else "".join(one.text for one in block.text))
    if block.colophon:
        return Placing("Colophon", text)
    if block.colour == QUIET:
        return Placing("Read", text)
    if block.indent:
        return Placing("List" if block.indent <= LIST_INDENT else "List Continue", text)
    inner = text.removeprefix(FIRST_INDENT)
    return Placing("Body Text" if inner == text else "Body Text First Indent", inner)


def _frame(paragraph: "Paragraph") -> None:
    """Put a paragraph where its style places it on the page: some programs look for that at the paragraph alone."""
    from docx.oxml.ns import qn  # noqa: PLC0415 - only for this form

    style = paragraph.style.element if paragraph.style else None
    for placed in style.findall(f"{qn('w:pPr')}/{qn('w:framePr')}") if style is not None else ():
        paragraph._p.get_or_add_pPr().append(deepcopy(placed))  # noqa: SLF001 - the library knows no frames


def _add_table(document: "Document", table: Table) -> None:
    """Add a table with all its lines, its titles again on each page; a row of one cell runs across the columns."""
    titles = [[as_span(one).text for one in table.titles]] if table.shows_titles else []
    rows = [*titles, *([as_span(cell).text for cell in row] for row in table.rows)]
    section = document.sections[0]
    room = (section.page_width or 0) - (section.left_margin or 0) - (section.right_margin or 0)
    shares = _shares([row for row in rows if len(row) > 1], room / POINT)
    widths = [int(room / TWENTIETH * share) for share in shares]
    grid = document.add_table(0, len(table.titles), TABLE_STYLE)
    grid.autofit = False
    for column, width in zip(grid.columns, widths, strict=True):
        column.width = width * TWENTIETH
    kinds = ["Number" if at in table.right else "Text" for at in range(len(widths))]
    ids = {kind: document.styles[f"Table {kind}"].style_id for kind in ("Heading", "Number", "Text")}
    for y, row in enumerate(rows):
        head = y < len(titles)
        named = [ids["Heading" if head else kind] for kind in kinds]
        across = len(row) == 1 < len(widths)
        cells = (
            [(row[0], named[0], sum(widths), len(widths))]
            if across
            else zip(row, named, widths, repeat(1), strict=False)
        )
        grid._tbl.append(_row(cells, head=head))  # noqa: SLF001 - cell by cell the library looks each style up


def _row(cells: Iterable[tuple[str, str, int, int]], *, head: bool) -> "CT_Row":
    """Make a row of texts, each with its style, width and over how many columns it stands."""
    from docx.oxml import OxmlElement  # noqa: PLC0415 - only for this form
    from docx.oxml.ns import qn  # noqa: PLC0415

    def part(of: "BaseOxmlElement", name: str, **told: object) -> "BaseOxmlElement":
        made = OxmlElement(f"w:{name}")
        for key, value in told.items():
            made.set(qn(f"w:{key}"), str(value))
        of.append(made)
        return made

    row = OxmlElement("w:tr")
    properties = part(row, "trPr")
    part(properties, "cantSplit")
    if head:
        part(properties, "tblHeader")
    for text, style, width, over in cells:
        cell = part(row, "tc")
        inner = part(cell, "tcPr")
        part(inner, "tcW", w=width, type="dxa")
        if over > 1:
            part(inner, "gridSpan", val=over)
        paragraph = part(cell, "p")
        part(part(paragraph, "pPr"), "pStyle", val=style)
        part(paragraph, "r").text = safe(text)
    return row


def _shares(rows: Sequence[Sequence[str]], room: float) -> list[float]:
    """Share the width of a page, in points, among the columns of a table: the widest has what the others leave."""
    wide = [max((columns(row[at]) for row in rows), default=1) for at in range(len(rows[0]) if rows else 1)]
    wanted = [min(one, WIDE) * HALF_WIDTH + PADDING for one in wide]
    widest = wide.index(max(wide))
    others = sum(wanted) - wanted[widest]
    if others < room * 2 / 3:
        wanted[widest] = room - others
    return [one / sum(wanted) for one in wanted]


def template_of(lang: str) -> bytes:
    """Return our own template of a language."""
    from ltzplan.views.page import TEXT  # noqa: PLC0415 - imports jinja2

    return (TEXT / lang / "pages" / f"paper.{lang}.docx").read_bytes()
