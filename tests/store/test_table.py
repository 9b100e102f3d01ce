"""Tables of every kind of file, made here; and files that are none, or too much."""

import io
import sys
import zipfile
import zlib
from base64 import b85decode
from datetime import date

import docx
import openpyxl
import pytest

from ltzplan.issues import LtzError
from ltzplan.store.table import read_tables

ODS = """<office:document-content xmlns:office="o" xmlns:table="t" xmlns:text="x"><table:table table:name="Plan">
<table:table-row><table:table-cell table:number-columns-spanned="2"><text:p>Title</text:p></table:table-cell><table:covered-table-cell/></table:table-row>
<table:table-row table:number-rows-repeated="2"><table:table-cell office:date-value="2026-06-30"/>
<table:table-cell><text:p>a</text:p><text:p>b</text:p></table:table-cell></table:table-row>
<table:table-row table:number-rows-repeated="1048573"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>
</table:table></office:document-content>"""

XLS = zlib.decompress(b85decode(
    r"c-rk)O=uHA6#gbZ%@1jQYAUos2?eXx_8?xov|9!3$r43SMAX#eAZb%cz0`}<nxi0iQoI!E!AsSPKlp>*JO~wg5CkDnJb4n7dT6u0`MO)uh|qv7ROVae&D%F`=DppS_hx6`%_Yjy58ErK"
    r"LqEKz+95R6$dr_jdlQGW+qP!iIw-|9*i;AwWg?sWc-H(jpyyD}cLg3i@Vyoae3o(w7cewd$fY(A2k1jaX&?H8D%=rC6m9gXh4dWh7Sj9Fd`>z*$#v2`(JiZ!n6rku_c^Qhgr}2jQRs0W"
    r"v(HCL_MjDS^eVo5LoMt2vA=jeGqTAVI(!k#KqhoBSI8CheGGRI1||f(qocjqY#B+J>>2#DQ@{^5s$Zpyd}HMbBLB5o9{7tqD3e$(zv=M-ld#V+NJ@xc!K+(*NRMO+i;}06le+!DvCMdW"
    r"Jgn0=!#=($?3)=55usVc$R`*Sak0C2@B911!)fabC6i3`%cE}B_F?0S?jfC{Z1JqnZqnVPS2^l7^6jKa@k;8hbgRQ0nxf7%wswh~y~Mn=qlVupeCgYfCmp3P)-K^^2P>D7vmdN!bjk*m"
    r"mHzsgLXYZEw{K}YwcJ`c$>S4g+aHM}=!rYN+s>{R!;%giL4x!ppI*NmMQv55{X#4#YBw=eou1cE^i{@CD;sIQrv;Drk_Kuv*f0zX3=9km3=9km))mV6O!xB0z(WE*TLaF2oh2z%^PA+q"
    r"#ZipObx{tL2T_o^h>3>Q&sO-AJC<5wANPNu#&NM;L>|NRBj51)mBXB>eV#RUjQ_h3YSezU5kJ@2{%^$l%bo"
))
"""A workbook of Excel as it was before 2007: a title over two columns, a number and a day."""


def packed(files, like=None):
    """A zip archive of files, laid over those of another."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in ({one: like.read(one) for one in like.namelist()} if like else {} | files).items():
            archive.writestr(name, files.get(name, text))
    return out.getvalue()


def saved(made):
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def workbook():
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "分工表"
    for at, value in {"A1": "标题\t ", "A2": 1, "B2": date(2026, 6, 30), "C2": 1.5, "B3": "=1+1", "C3": "a\r\n\u200bb"}.items():
        sheet[at] = value
    sheet.merge_cells("A1:C1")
    sheet.merge_cells("A2:A9")
    book.create_sheet("hidden").sheet_state = "hidden"
    return book


def document():
    made = docx.Document()
    table = made.add_table(3, 3)
    table.cell(0, 0).merge(table.cell(0, 2)).text = "标题"
    table.cell(1, 0).merge(table.cell(2, 0)).text = "领域"
    table.cell(1, 1).text = "一\n二"
    run = table.cell(1, 1).paragraphs[0].runs[0]._r  # noqa: SLF001
    inserted = run.makeelement(run.tag.replace("}r", "}ins"))
    run.addprevious(inserted)
    inserted.append(run)  # a change that is tracked counts as made
    table.cell(2, 2).add_table(1, 1).cell(0, 0).text = "within"
    return made


@pytest.fixture
def of(tmp_path):
    """Give a function that reads bytes as a file: of each table the name, and of each row its texts with their addresses."""

    def read(data):
        (tmp_path / "table").write_bytes(data)
        tables, encoding = read_tables(str(tmp_path / "table"))
        return encoding, {one.name: [[f"{cell.at} {cell.text}".strip() for cell in row] for row in one.rows] for one in tables}

    return read


@pytest.fixture
def refused(of):
    """Give a function that reads what must be refused with a code."""

    def read(code, data):
        with pytest.raises(LtzError) as error:
            of(data)
        assert [one.code for one in error.value.issues] == [code]

    return read


def test_a_workbook_shows_what_is_stored_and_merged_cells_everywhere(of):
    assert of(saved(workbook())) == (None, {"分工表": [
        ["A1 标题", "A1 标题", "A1 标题"], ["A2 1", "B2 2026-06-30", "C2 1.5"], ["A2 1", "B3", "C3 a\nb"],
    ]})  # fmt: skip


def test_an_old_workbook_and_one_that_ends_the_library_that_reads_it(of, refused):
    assert of(XLS) == (None, {"Plan": [["A1 Tasks", "A1 Tasks"], ["A2 1", "B2 2026-09-30"]]})
    sizes = XLS.index(b"\x00\x02\x0e\x00") + 4  # the record that says how large the sheet is
    refused("not_a_table", XLS[: sizes + 4] + b"\xff\xff\xff\x7f" + XLS[sizes + 8 : sizes + 10] + b"\xff\xff" + XLS[sizes + 12 :])


def test_a_document_has_merged_cells_both_ways_and_tables_within_are_not_its_own(of):
    assert of(saved(document())) == (None, {"1": [["A1 标题", "A1 标题"], ["A2 领域", "B2 一\n二"]]})


def test_a_spreadsheet_of_opendocument_may_repeat_blanks_to_its_end(of):
    found = [["A1 Title", "A1 Title"], *([f"A{row} 2026-06-30", f"B{row} a\nb"] for row in (2, 3))]
    assert of(packed({"content.xml": ODS})) == (None, {"Plan": found})


@pytest.mark.parametrize(
    ("encoding", "known"), [("utf-8", "UTF-8"), ("utf-8-sig", "UTF-8"), ("gb18030", "GB18030"), ("utf-16", "UTF-16")]
)
@pytest.mark.parametrize("mark", [",", "\t", ";"])
def test_csv_tells_its_encoding_and_what_parts_it(of, encoding, known, mark):
    text = f'任务{mark}时限\r\n"修路\n架桥"{mark}2026年\r\n'
    assert of(text.encode(encoding)) == (known, {"": [["A1 任务", "B1 时限"], ["A2 修路\n架桥", "B2 2026年"]]})


def test_what_is_no_table_is_refused(refused):
    sound = zipfile.ZipFile(io.BytesIO(saved(document())))
    entity = sound.read("word/document.xml").replace(b"?>", b'?><!DOCTYPE x [<!ENTITY e "x">]>', 1)
    for data in (
        b"\x00\x01\x02\xff\xff", b"PK\x03\x04 broken", b"\xd0\xcf\x11\xe0" * 200, packed({"any": "thing"}), packed({"content.xml": "<a>"}),
        packed({"word/document.xml": "<a/>"}), packed({"xl/workbook.xml": "<a/>"}), packed({"word/document.xml": entity}, sound),
        b'"' + b"x" * 200_000,
    ):  # fmt: skip
        refused("not_a_table", data)


def test_what_would_take_too_much_room_is_refused_before_it_does(refused, monkeypatch):
    for name, limit in {"FILE": 2**16, "UNPACKED": 2**17, "CELLS": 1000}.items():
        monkeypatch.setattr(f"ltzplan.store.table.{name}", limit)
    far = openpyxl.Workbook()
    far.active["A1"], far.active["XFD1048576"] = "a", "b"
    wide = "<table:table-cell table:number-columns-repeated='1001'><text:p>x</text:p></table:table-cell>"
    row = "<table:table-row table:number-rows-repeated="
    for data in (
        saved(far), b"x," * 1001, b"x" * (2**16 + 1), packed({"xl/workbook.xml": b" " * 2**17 + b" "}),
        packed({"content.xml": ODS.replace("<table:covered-table-cell/>", wide)}), packed({"content.xml": ODS.replace(row + '"2"', row + '"501"')}),
    ):  # fmt: skip
        refused("too_large", data)


def test_without_the_extra_csv_is_read_and_the_rest_says_what_to_install(of, refused, monkeypatch):
    for name in ("python_calamine", "docx", "defusedxml"):
        monkeypatch.setitem(sys.modules, name, None)
    assert of(b"Task,Due")[1] == {"": [["A1 Task", "B1 Due"]]}
    refused("missing_extra", saved(workbook()))


def test_what_stands_over_a_table_of_a_document_is_told_with_it(tmp_path):
    """The paragraphs below the table before, without blank ones; not those within a table, nor those below the last."""
    made = docx.Document()
    for text in ("附件1", "", "某县2026年重点工作责任分解表"):
        made.add_paragraph(text)
    made.add_table(1, 1).cell(0, 0).text = "一"
    made.add_table(1, 1).cell(0, 0).text = "二"
    made.add_paragraph("below")
    made.save(tmp_path / "t.docx")
    tables, _ = read_tables(str(tmp_path / "t.docx"))
    assert [(one.name, one.above) for one in tables] == [("1", ("附件1", "某县2026年重点工作责任分解表")), ("2", ())]
