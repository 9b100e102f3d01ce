"""Makes the templates of papers in Word that come with the program, one a language, from the styles declared below.

    python docs/word_templates.py

A plan may bring its own instead: `papers/paper.LANG.docx`, or `papers/KIND.LANG.docx` for one kind of paper.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

TEXT = Path(__file__).parent.parent / "ltzplan" / "text"
MM, PT = 56.69, 20
"""Twentieths of a point in a millimetre and in a point."""
RED = "C00000"
OFFICE = "http://schemas.openxmlformats.org"
W = f'xmlns:w="{OFFICE}/wordprocessingml/2006/main"'
R = f'xmlns:r="{OFFICE}/officeDocument/2006/relationships"'
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


@dataclass(frozen=True, kw_only=True)
class Style:
    """How one kind of paragraph looks; sizes and distances in points, indents in characters."""

    font: str
    size: float
    based_on: str = "Normal"
    bold: bool = False
    colour: str = ""
    align: str = ""
    before: float = 0
    after: float = 0
    line: float = 0
    """The exact distance of its lines; none: as the font has it."""
    first: float = 0
    left: float = 0
    right: float = 0
    hang: float = 0
    outline: int | None = None
    new_page: bool = False
    next_too: bool = False
    """Whether it stays on the page of what follows."""
    together: bool = False
    """Whether the distance before and after counts only at the ends of several such paragraphs."""
    borders: Mapping[str, tuple[int, str]] | None = None
    squeezed: float = 0
    """By how much its characters stand closer."""
    foot: float = 0
    """How wide, in millimetres, it stands at the foot of the type area, clear of what goes before; none: in its place."""

    def xml(self, name: str, marked: str = "") -> str:
        """Return the style as Word has it; one that Word does not bring along is marked so."""
        marked = marked or ("" if name in BUILT_IN else ' w:customStyle="1"')
        based = f'<w:basedOn w:val="{self.based_on}"/>' if name != "Normal" else ""
        return (
            f'<w:style w:type="paragraph" w:styleId="{name.replace(" ", "")}"{marked}><w:name w:val="{name}"/>'
            f'{based}<w:qFormat/><w:pPr>{"".join(self._paragraph())}</w:pPr>'
            f"<w:rPr>{''.join(self._letters())}</w:rPr></w:style>"
        )

    def _paragraph(self) -> Iterator[str]:
        if self.next_too:
            yield "<w:keepNext/>"
        if self.new_page:
            yield "<w:pageBreakBefore/>"
        if self.foot:
            yield (
                f'<w:framePr w:w="{self.foot * MM:.0f}" w:wrap="notBeside" w:vAnchor="margin" w:hAnchor="margin" w:xAlign="left"'
                ' w:yAlign="bottom"/>'
            )
        if self.borders:
            lines = (
                f'<w:{side} w:val="single" w:sz="{size}" w:space="4" w:color="{colour}"/>'
                for side, (size, colour) in self.borders.items()
            )
            yield f"<w:pBdr>{''.join(lines)}</w:pBdr>"
        line = f'"{self.line * PT:.0f}" w:lineRule="exact"' if self.line else '"240" w:lineRule="auto"'
        yield f'<w:spacing w:before="{self.before * PT:.0f}" w:after="{self.after * PT:.0f}" w:line={line}/>'
        indents = {"left": self.left + self.hang, "right": self.right}
        indents |= {"hanging": self.hang} if self.hang else {"firstLine": self.first}
        told = (
            f'w:{side}Chars="{chars * 100:.0f}" w:{side}="{chars * self.size * PT:.0f}"' for side, chars in indents.items()
        )
        yield f"<w:ind {' '.join(told)}/>"
        if self.together:
            yield "<w:contextualSpacing/>"
        if self.align:
            yield f'<w:jc w:val="{self.align}"/>'
        if self.outline is not None:
            yield f'<w:outlineLvl w:val="{self.outline}"/>'

    def _letters(self) -> Iterator[str]:
        latin = self.font if self.font.isascii() else "Times New Roman"
        east = "宋体" if self.font.isascii() else self.font
        yield f'<w:rFonts w:ascii="{latin}" w:hAnsi="{latin}" w:cs="{latin}" w:eastAsia="{east}"/>'
        yield "<w:b/>" if self.bold else ""
        yield f'<w:color w:val="{self.colour}"/>' if self.colour else ""
        yield f'<w:spacing w:val="{-self.squeezed * PT:.0f}"/>' if self.squeezed else ""
        yield f'<w:sz w:val="{self.size * 2:.0f}"/><w:szCs w:val="{self.size * 2:.0f}"/>'


BUILT_IN = ("Title", "Subtitle", "heading 1", "heading 2", "heading 3", "Body Text", "Body Text First Indent", "List", "List Continue", "Signature")


@dataclass(frozen=True, kw_only=True)
class Template:
    """A page and its styles."""

    lang: str
    margins: tuple[float, float, float, float]
    """At the top, left, right and foot, in millimetres."""
    foot: float
    """How far above the edge the number of the page stands."""
    sides: tuple[str, str]
    """Where it stands on odd and on even pages."""
    number: Style
    styles: Mapping[str, Style]
    default: Style

    def parts(self) -> dict[str, str]:
        """Return the parts of the file by name."""
        kind = "application/vnd.openxmlformats-officedocument.wordprocessingml"
        parts = {"document": "document.main", "styles": "styles", "settings": "settings", "footer1": "footer", "footer2": "footer"}
        types = "".join(
            f'<Override PartName="/word/{part}.xml" ContentType="{kind}.{told}+xml"/>' for part, told in parts.items()
        )
        links = "".join(
            f'<Relationship Id="{part}" Type="{OFFICE}/officeDocument/2006/relationships/{part.rstrip("12")}" Target="{part}.xml"/>'
            for part in parts
            if part != "document"
        )
        relations = f'<Relationships xmlns="{OFFICE}/package/2006/relationships">'
        rels = "application/vnd.openxmlformats-package.relationships+xml"
        return {
            "[Content_Types].xml": (
                f'<Types xmlns="{OFFICE}/package/2006/content-types"><Default Extension="rels" ContentType="{rels}"/>'
                f'<Default Extension="xml" ContentType="application/xml"/>{types}</Types>'
            ),
            "_rels/.rels": (
                f'{relations}<Relationship Id="document" Type="{OFFICE}/officeDocument/2006/relationships/officeDocument"'
                ' Target="word/document.xml"/></Relationships>'
            ),
            "word/_rels/document.xml.rels": f"{relations}{links}</Relationships>",
            "word/document.xml": f"<w:document {W} {R}><w:body>{self._section()}</w:body></w:document>",
            "word/styles.xml": f"<w:styles {W}>{''.join(self._styles())}</w:styles>",
            "word/settings.xml": (
                f'<w:settings {W}><w:evenAndOddHeaders/><w:characterSpacingControl w:val="compressPunctuation"/><w:compat>'
                '<w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/>'
                '</w:compat><w:themeFontLang w:val="en-GB" w:eastAsia="zh-CN"/></w:settings>'
            ),
            "word/footer1.xml": self._footer("PageNumber"),
            "word/footer2.xml": self._footer("PageNumberEven"),
        }

    def _section(self) -> str:
        top, left, right, foot = (f"{one * MM:.0f}" for one in self.margins)
        return (
            '<w:sectPr><w:footerReference w:type="default" r:id="footer1"/><w:footerReference w:type="even" r:id="footer2"/>'
            '<w:pgSz w:w="11906" w:h="16838"/>'
            f'<w:pgMar w:top="{top}" w:right="{right}" w:bottom="{foot}" w:left="{left}" w:header="720"'
            f' w:footer="{self.foot * MM:.0f}" w:gutter="0"/></w:sectPr>'
        )

    def _footer(self, style: str) -> str:
        field = "".join(
            f"<w:r>{one}</w:r>"
            for one in (
                '<w:t xml:space="preserve">— </w:t>',
                '<w:fldChar w:fldCharType="begin"/>',
                "<w:instrText>PAGE</w:instrText>",
                '<w:fldChar w:fldCharType="separate"/>',
                "<w:t>1</w:t>",
                '<w:fldChar w:fldCharType="end"/>',
                '<w:t xml:space="preserve"> —</w:t>',
            )
        )
        return f'<w:ftr {W}><w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{field}</w:p></w:ftr>'

    def _styles(self) -> Iterator[str]:
        lang = '<w:lang w:val="en-GB" w:eastAsia="zh-CN"/>'
        yield f"<w:docDefaults><w:rPrDefault><w:rPr>{lang}</w:rPr></w:rPrDefault></w:docDefaults>"
        yield self.default.xml("Normal", ' w:default="1"')
        yield '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont"><w:name w:val="Default Paragraph Font"/></w:style>'
        yield (
            '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/><w:tblPr><w:tblCellMar>'
            '<w:left w:w="80" w:type="dxa"/><w:right w:w="80" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>'
        )
        lines = "".join(
            f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="auto"/>'
            for side in ("top", "left", "bottom", "right", "insideH", "insideV")
        )
        yield (
            '<w:style w:type="table" w:styleId="TableGrid"><w:name w:val="Table Grid"/><w:basedOn w:val="TableNormal"/>'
            f'<w:tblPr><w:jc w:val="center"/><w:tblBorders>{lines}</w:tblBorders></w:tblPr></w:style>'
        )
        for name, side in zip(("Page Number", "Page Number Even"), self.sides, strict=True):
            yield replace(self.number, align=side).xml(name)
        for name, style in self.styles.items():
            yield style.xml(name)

    def data(self) -> bytes:
        """Return the file: of the same styles the same bytes, whatever the day."""
        out = BytesIO()
        with ZipFile(out, "w", ZIP_DEFLATED) as file:
            for name, text in self.parts().items():
                file.writestr(ZipInfo(name), HEAD + text, ZIP_DEFLATED)
        return out.getvalue()


def official() -> Template:
    """The layout of official papers: type of 156 by 225 mm, 22 lines of 28 characters, levels by their fonts."""
    line, three, four = 28.95, 16.0, 14.0

    def text(font: str = "仿宋_GB2312", **more: object) -> Style:
        return Style(font=font, line=line, squeezed=0.25, **{"size": three, **more})

    def cell(**more: object) -> Style:
        return Style(size=10.5, before=2, after=2, **{"font": "仿宋_GB2312", **more})

    return Template(
        lang="zh", margins=(37, 28, 26, 35), foot=23, sides=("right", "left"), default=text(),
        number=Style(font="宋体", size=four, left=1, right=1),
        styles={
            "Masthead": Style(font="方正小标宋简体", size=26, colour=RED, align="center", before=40, after=20, squeezed=0.25),
            "Number": text(align="center", after=0, borders={"bottom": (18, RED)}),
            "Title": Style(font="方正小标宋简体", size=22, align="center", before=line * 2, after=line, line=34, next_too=True),
            "Subtitle": text(align="center"),
            "heading 1": text("黑体", first=2, outline=0, next_too=True),
            "heading 2": text("楷体_GB2312", first=2, outline=1, next_too=True),
            "heading 3": text(first=2, bold=True, outline=2, next_too=True),
            "Body Text": text(),
            "Body Text First Indent": text(first=2, based_on="BodyText"),
            "List": text(first=2),
            "List Continue": text(left=2),
            "Signature": text(align="right", right=3, before=line, together=True, next_too=True),
            "Annex": text("黑体", after=line, outline=0, next_too=True, new_page=True),
            "Colophon": Style(
                font="仿宋_GB2312", size=four, first=1, foot=156, next_too=True,
                borders={"top": (8, "auto"), "bottom": (8, "auto"), "between": (6, "auto")},
            ),
            "Read": Style(font="宋体", size=9, colour="595959", before=6),
            "Table Heading": cell(font="黑体", align="center", next_too=True),
            "Table Text": cell(),
            "Table Number": cell(align="right"),
        },
    )  # fmt: skip


def plain() -> Template:
    """A plain layout for papers in English."""

    def text(**more: object) -> Style:
        return Style(**{"font": "Times New Roman", "size": 11.5, "after": 6, "line": 15, **more})

    def head(size: float, **more: object) -> Style:
        return Style(font="Arial", size=size, bold=True, next_too=True, **more)

    def cell(**more: object) -> Style:
        return Style(**{"font": "Arial", "size": 9, "before": 2, "after": 2, **more})

    return Template(
        lang="en", margins=(25, 25, 25, 25), foot=12, sides=("center", "center"), default=text(),
        number=Style(font="Arial", size=9),
        styles={
            "Masthead": Style(font="Arial", size=13, bold=True, colour="404040", after=2),
            "Number": Style(font="Arial", size=10, colour="404040", after=18, borders={"bottom": (8, "404040")}),
            "Title": head(18, after=12),
            "Subtitle": text(after=12),
            "heading 1": head(13, before=12, after=4, outline=0),
            "heading 2": head(11.5, before=8, after=4, outline=1),
            "heading 3": head(10.5, before=6, after=4, outline=2),
            "Body Text": text(),
            "Body Text First Indent": text(based_on="BodyText"),
            "List": text(after=3, hang=1.5),
            "List Continue": text(after=3, left=1.5),
            "Signature": text(align="right", after=0, before=12, together=True, next_too=True),
            "Annex": head(13, after=8, outline=0, new_page=True),
            "Colophon": text(
                size=10, before=24, after=0, together=True, next_too=True, borders={"top": (6, "808080"), "bottom": (6, "808080")},
            ),
            "Read": Style(font="Arial", size=8, colour="595959", before=6),
            "Table Heading": cell(bold=True, next_too=True),
            "Table Text": cell(),
            "Table Number": cell(align="right"),
        },
    )  # fmt: skip


TEMPLATES = (official(), plain())


def path_of(template: Template) -> Path:
    """Return where a template stands."""
    return TEXT / template.lang / "pages" / f"paper.{template.lang}.docx"


if __name__ == "__main__":
    for one in TEMPLATES:
        path_of(one).write_bytes(one.data())
