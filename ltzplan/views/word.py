"""A paper as a document of Word: its blocks in the named styles of a template, and nothing that runs."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime, time
from io import BytesIO
from typing import TYPE_CHECKING, NamedTuple
from xml.sax.saxutils import quoteattr

from ltzplan.issues import extra
from ltzplan.views.blocks import QUIET, Block, Gap, Heading, Para, Placed, Raw, Table, as_span
from ltzplan.views.layout import columns
from ltzplan.views.safe import safe, undated

if TYPE_CHECKING:
    from docx.document import Document
    from docx.table import _Cell

FIRST_INDENT = "　　"
"""What begins a paragraph of running Chinese text; a style says the same of Word."""
STYLES = (
    "Masthead", "Number", "Title", "Subtitle", "Heading 1", "Heading 2", "Heading 3", "Body Text", "Body Text First Indent",
    "List", "List Continue", "Signature", "Colophon", "Read", "Table Heading", "Table Text", "Table Number",
)  # fmt: skip
"""The styles of paragraphs that a template must have."""
TABLE_STYLE = "Table Grid"
HALF_WIDTH, PADDING = 5.3, 15.0
"""Points that a column of a terminal takes in a cell of a table, and its margins."""
LONGEST = 255
"""Characters that a property of a document holds."""
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
        for one in _placed(blocks):
            if isinstance(one, Table):
                _add_table(self._document, one)
            else:
                self._document.add_paragraph(one.text, one.style)

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
        f"<vt:lpwstr>{_escaped(value)}</vt:lpwstr></property>"
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


def _escaped(value: str) -> str:
    from xml.sax.saxutils import escape  # noqa: PLC0415 - only for this form

    return escape(safe(value))


def _placed(blocks: Iterable[Block]) -> Iterator[Placing | Table]:
    """Give each block its style; an empty line is a matter of the styles."""
    begun = titled = False
    for block in blocks:
        match block:
            case Placed(level=1):
                titled = True
                yield Placing("Title", safe(block.text))
            case Placed(at="right"):
                yield Placing("Signature", safe(block.text))
            case Placed():
                yield Placing("Subtitle" if titled else "Number" if begun else "Masthead", safe(block.text))
                begun = True
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
    text = block.text if isinstance(block.text, str) else "".join(one.text for one in block.text)
    text = "\n".join(map(safe, text.split("\n")))
    if block.colophon:
        return Placing("Colophon", text)
    if block.colour == QUIET:
        return Placing("Read", text)
    if block.indent:
        return Placing("List" if block.indent <= LIST_INDENT else "List Continue", text)
    inner = text.removeprefix(FIRST_INDENT)
    return Placing("Body Text" if inner == text else "Body Text First Indent", inner)


def _add_table(document: "Document", table: Table) -> None:
    """Add a table with all its lines, its titles again on each page."""
    from docx.oxml import OxmlElement  # noqa: PLC0415 - only for this form

    titles = [[as_span(one).text for one in table.titles]] if table.shows_titles else []
    rows = [*titles, *([as_span(cell).text for cell in row] for row in table.rows)]
    grid = document.add_table(len(rows), len(table.titles), TABLE_STYLE)
    grid.autofit = False
    section = document.sections[0]
    room = (section.page_width or 0) - (section.left_margin or 0) - (section.right_margin or 0)
    widths = [int(room * share) for share in _shares([row for row in rows if len(row) > 1], room / 12700)]
    for y, (row, line) in enumerate(zip(rows, grid.rows, strict=True)):
        cells = line.cells
        if len(row) == 1 < len(cells):
            cells = (cells[0].merge(cells[-1]),)
        head = y < len(titles)
        for x, (text, cell) in enumerate(zip(row, cells, strict=False)):
            _fill(cell, text, "Heading" if head else "Number" if x in table.right else "Text")
        for cell, width in zip(line.cells, widths, strict=False):
            cell.width = width
        properties = line._tr.get_or_add_trPr()  # noqa: SLF001 - what the library has no word for
        properties.append(OxmlElement("w:cantSplit"))
        if head:
            properties.append(OxmlElement("w:tblHeader"))
    for column, width in zip(grid.columns, widths, strict=True):
        column.width = width


def _fill(cell: "_Cell", text: str, style: str) -> None:
    paragraph = cell.paragraphs[0]
    paragraph.style = f"Table {style}"
    paragraph.add_run(safe(text))


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
