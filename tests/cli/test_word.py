"""Papers in Word: what they say, what they say of themselves, whose template they are set in, and that nothing in them runs."""

import importlib.util
import json
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from io import BytesIO
from itertools import pairwise
from pathlib import Path
from zipfile import ZipFile

import pytest
from docx import Document
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph

from ltzplan.cli.commands.paper import KINDS
from ltzplan.store.files import Disk
from ltzplan.views.blocks import Para
from ltzplan.views.word import FIRST_INDENT, STYLES, WordPaper, template_of
from tests.build import order, problem, sort, write
from tests.cli.half_year import PAPERS, record_of
from tests.cli.written import Ltz
from tests.conftest import run_git

ROOT = Path(__file__).parents[2]
ONE_OF_EACH = {words[0]: name for name, words in reversed(PAPERS.items())}


def made(ltz: Ltz, file: str, *words: str) -> Path:
    done = ltz("paper", *words, "-o", file)
    assert done.code == 0, done.err
    return Path(file)


def said(path: Path) -> dict[str, str]:
    """Give what a file says it was made from."""
    text = ZipFile(path).read("docProps/custom.xml").decode()
    return dict(re.findall(r'name="ltz\.(\w+)"><vt:lpwstr>([^<]*)<', text))


def paragraphs(path: Path) -> Iterator[tuple[str, str]]:
    """Give each paragraph with its style."""
    document = Document(str(path))
    for one in document.element.body.iter(qn("w:p")):
        paragraph = Paragraph(one, document)
        yield str(paragraph.style.name), paragraph.text


def rewritten(path: Path, part: str, change: tuple[str, str]) -> None:
    """Change a text in a part of a file."""
    with ZipFile(path) as packed:
        parts = {name: packed.read(name) for name in packed.namelist()}
    assert change[0].encode() in parts[part]
    with ZipFile(path, "w") as packed:
        for name, data in parts.items():
            packed.writestr(name, data.decode().replace(*change) if name == part else data)


def bare(text: str) -> str:
    """Give what is read, without blanks and the lines of tables."""
    return re.sub(r"[\s\u3000]+", "", text)


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("kind", KINDS)
def test_a_paper_says_in_word_what_it_says_as_text(half: Path, ltz: Ltz, tmp_path: Path, kind: str, lang: str) -> None:
    """Every paragraph in a style of the template; of the same paper the same bytes, without a time of the machine."""
    words = (*PAPERS[ONE_OF_EACH[kind]], "--lang", lang)
    file = made(ltz, f"{tmp_path}/{kind}.docx", *words)
    found = [*paragraphs(file)]
    assert bare("".join(text for _, text in found)) == bare(ltz("paper", *words).out)
    assert {style for style, _ in found} <= {*STYLES}
    assert [style for style, _ in found][:3] == ["Masthead", "Number", "Title"]
    assert file.read_bytes() == made(ltz, f"{tmp_path}/again.docx", *words).read_bytes()
    assert {one.date_time for one in ZipFile(file).infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_running_text_is_set_in_by_its_style(half: Path, ltz: Ltz, tmp_path: Path) -> None:
    found = [*paragraphs(made(ltz, f"{tmp_path}/a.docx", "bulletin"))]
    assert not any(text.startswith(FIRST_INDENT) for style, text in found if not style.startswith("Table"))
    assert any(style == "Body Text First Indent" for style, _ in found)
    assert [style for style, _ in found][-2:] == ["Colophon", "Read"]


def test_the_colophon_stands_at_the_foot_of_the_page_where_the_template_places_it(half: Path, ltz: Ltz, tmp_path: Path) -> None:
    """Some programs frame a paragraph only where it says so itself; all of it is one frame."""
    file = made(ltz, f"{tmp_path}/a.docx", *PAPERS["bulletin-default"])
    framed = [*Document(str(file)).element.body.iter(qn("w:framePr"))]
    assert [one.getparent().pStyle.val for one in framed] == ["Colophon"] * 3
    [frame] = [dict(one) for one in {tuple(sorted(one.items())) for one in framed}]
    assert (frame[qn("w:vAnchor")], frame[qn("w:yAlign")]) == ("margin", "bottom")
    assert "framePr" not in ZipFile(made(ltz, f"{tmp_path}/b.docx", *PAPERS["bulletin-default"], "--lang", "en")).read("word/document.xml").decode()


def test_what_annexes_there_are_is_set_in(half: Path, ltz: Ltz, tmp_path: Path) -> None:
    """The second below the name of the first, as a document office sets it."""
    found = [*paragraphs(made(ltz, f"{tmp_path}/a.docx", *PAPERS["evaluation"][:3]))]
    listed = [(style, text) for style, text in found if "计分办法和口径" in text or "2. 得分算式" in text][:3]
    assert ("Body Text First Indent", "附件：1. 计分办法和口径") in listed and ("Body Text First Indent", "　　　2. 得分算式") in listed


def test_no_page_holds_a_signature_alone(half: Path, ltz: Ltz, tmp_path: Path) -> None:
    file = made(ltz, f"{tmp_path}/a.docx", *PAPERS["bulletin-default"])
    found = Document(str(file)).paragraphs
    [last] = [one for one, below in pairwise(found) if below.style.name == "Signature" != one.style.name]
    assert last.text and last.paragraph_format.keep_with_next


def test_an_annex_follows_the_signature(half: Path, ltz: Ltz, tmp_path: Path) -> None:
    styles = [style for style, _ in paragraphs(made(ltz, f"{tmp_path}/a.docx", *PAPERS["evaluation"][:3]))]
    assert styles.count("Annex") == 2 and styles.index("Annex") > styles.index("Signature")
    assert "Annex" not in {style for style, _ in paragraphs(made(ltz, f"{tmp_path}/b.docx", *PAPERS["brief-mayors"]))}


def test_a_file_says_what_it_was_made_from(half: Path, ltz: Ltz, tmp_path: Path) -> None:
    file = made(ltz, f"{tmp_path}/a.docx", "brief", "--level", "mayors", "--as-of", "2026-06-30")
    told = said(file)
    frame = json.loads(ltz("paper", "brief", "--level", "mayors", "--format", "json").out)
    assert told["commit"] == frame["commit"] and told["plan"] == frame["plan"]
    assert (told["paper"], told["level"], told["date"], told["lang"]) == ("brief", "mayors", "2026-06-30", "zh")
    assert re.fullmatch("[0-9a-f]{64}", told["sha256"]) and "id" not in told
    core = Document(str(file)).core_properties
    assert (core.version, core.created.isoformat()) == (told["commit"], "2026-06-30T00:00:00+00:00")


def test_the_briefs_own_verb_gives_the_same(half: Path, ltz: Ltz, tmp_path: Path) -> None:
    assert ltz("brief", "mayors", "-o", f"{tmp_path}/a.docx").code == 0
    again = made(ltz, f"{tmp_path}/b.docx", "brief", "--level", "mayors")
    assert (tmp_path / "a.docx").read_bytes() == again.read_bytes()


def test_a_paper_issued_in_word_is_printed_again_to_the_byte(own: Path, ltz: Ltz) -> None:
    """The file tells the paper's id; the record's digest is of what the paper says, in the file too."""
    done = ltz("paper", "bulletin", "--month", "2026-06", "--issue", "--commit", "-o", "issued.docx")
    assert done.code == 0, done.err
    id = done.out.strip()
    again = ltz("paper", "bulletin", "--rev", id, "-o", "again.docx")
    assert again.code == 0 and "SHA-256" not in again.err
    assert Path("issued.docx").read_bytes() == Path("again.docx").read_bytes()
    told = said(Path("issued.docx"))
    assert told["id"] == id and {f'sha256: "{told["sha256"]}"', 'form: "docx"'} <= {*record_of(Path(), id)}
    assert ltz("paper", "bulletin", "--rev", id, "--format", "text").err == ""


def test_a_paper_issued_in_word_is_not_printed_on_a_screen(own: Path, ltz: Ltz) -> None:
    id = ltz("paper", "bulletin", "--month", "2026-06", "--issue", "--commit", "--format", "docx").out.strip()
    done = ltz("paper", "bulletin", "--rev", id, columns=80)
    assert (done.code, done.out) == (2, "") and "[not_for_a_screen]" in done.err
    assert "办结情况" in ltz("paper", "bulletin", "--rev", id, "--format", "text", columns=80).out


def test_a_paper_issued_as_text_is_passed_on_in_word(own: Path, ltz: Ltz) -> None:
    id = ltz("paper", "bulletin", "--month", "2026-06", "--issue", "--commit").out.strip()
    done = ltz("paper", "bulletin", "--rev", id, "-o", "a.docx")
    assert "SHA-256" not in done.err and said(Path("a.docx"))["id"] == id


HOSTILE = '{ HYPERLINK "x" } =cmd|\' /C calc\'!A0 <w:fldSimple w:instr="DDEAUTO"/> &amp; ]]> MERGEFIELD'


def test_text_of_a_record_never_runs(blank: Path, ltz: Ltz, monkeypatch: pytest.MonkeyPatch) -> None:
    """It stands in the paper as it was typed, and is no field, link or markup."""
    monkeypatch.setenv("LTZ_NOW", "2026-05-04T09:00:00+08:00")
    raised = problem("A1", "2026-03-02", text=HOSTILE)
    write(blank / "data" / "records", [raised, order(sort(raised, "bureaus", "2026-03-05", sort="other"), ("north_roads",), "2026-03-10", due="2026-03-31")], Disk())
    write(blank / "data" / "records", [sort(raised, "bureaus", "2026-03-05", sort="other")], Disk())
    file = made(ltz, "a.docx", "bulletin", "--month", "2026-04")
    assert any(HOSTILE in text for _, text in paragraphs(file))
    names = {one.tag.rpartition("}")[2] for one in Document(str(file)).element.iter()}
    assert not names & {"fldSimple", "instrText", "hyperlink", "object", "altChunk"}


def test_what_nobody_sees_is_shown() -> None:
    assert WordPaper([Para("a\u202eb\x07")], template_of("en")).text == "a\\u202Eb\\u0007"


# ---- templates


def template(name: str, change: tuple[str, str]) -> bytes:
    """Give a template of ours with a text of its styles changed."""
    out = BytesIO()
    with ZipFile(ROOT / f"ltzplan/text/zh/pages/{name}") as ours, ZipFile(out, "w") as mine:
        for part in ours.namelist():
            mine.writestr(part, ours.read(part).decode().replace(*change) if part == "word/styles.xml" else ours.read(part))
    return out.getvalue()


def test_a_plan_brings_its_own_template(own: Path, ltz: Ltz) -> None:
    """That of a kind before that of all; a paper issued keeps that of its commit."""
    folder = own / "data" / "papers"
    folder.mkdir()
    (folder / "paper.zh.docx").write_bytes(template("paper.zh.docx", ("C00000", "0000C0")))
    (folder / "order.zh.docx").write_bytes(template("paper.zh.docx", ("C00000", "00C000")))
    assert ltz("validate").code == 0
    run_git(own, "add", "data")
    run_git(own, "commit", "--quiet", "-m", "templates")
    def colour(file: str, *words: str) -> str:
        return ZipFile(made(ltz, file, *words)).read("word/styles.xml").decode()
    assert "0000C0" in colour("a.docx", "bulletin") and "00C000" in colour("b.docx", *PAPERS["order"])
    assert "0000C0" not in colour("c.docx", "bulletin", "--lang", "en")
    id = ltz("paper", "bulletin", "--month", "2026-06", "--issue", "--commit").out.strip()
    (folder / "paper.zh.docx").unlink()
    assert "0000C0" in colour("d.docx", "bulletin", "--rev", id)


def test_our_templates_are_those_that_the_script_makes(monkeypatch: pytest.MonkeyPatch) -> None:
    spec = importlib.util.spec_from_file_location("word_templates", ROOT / "docs" / "word_templates.py")
    assert spec and spec.loader
    script = importlib.util.module_from_spec(spec)
    monkeypatch.setitem(sys.modules, spec.name, script)
    spec.loader.exec_module(script)
    for one in script.TEMPLATES:
        with ZipFile(script.path_of(one)) as kept:
            assert {name: kept.read(name).decode() for name in kept.namelist()} == {
                name: script.HEAD + text for name, text in one.parts().items()
            }


# ---- as another program shows it


@pytest.fixture(scope="module")
def soffice() -> str:
    program = shutil.which("soffice")
    if program is None:
        pytest.skip("LibreOffice is not installed: no paper is drawn")
    return program


def test_libreoffice_draws_every_paper(half: Path, ltz: Ltz, tmp_path: Path, soffice: str) -> None:
    """Without an error, on as many pages as it needs, and saying all of it; its own text leaves out what stands in a frame."""
    names = [(name, lang) for name in ONE_OF_EACH.values() for lang in ("zh", "en")]
    files = [made(ltz, f"{tmp_path}/{name}-{lang}.docx", *PAPERS[name], "--lang", lang) for name, lang in names]
    for form in ("txt:Text (encoded):UTF8", "pdf"):
        words = (f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--convert-to", form, "--outdir", str(tmp_path))
        done = subprocess.run([soffice, "--headless", *words, *map(str, files)], capture_output=True, timeout=180, check=False)
        assert done.returncode == 0, done.stderr
    for file, (name, lang) in zip(files, names, strict=True):
        text = ltz("paper", *PAPERS[name], "--lang", lang).out
        flows = "".join(said for style, said in paragraphs(file) if (style, lang) != ("Colophon", "zh"))
        assert bare(file.with_suffix(".txt").read_text(encoding="utf-8-sig")) == bare(flows), file
        pages = len(re.findall(rb"/Type\s*/Page\b", file.with_suffix(".pdf").read_bytes()))
        assert 1 <= pages <= 2 + len(text) // 400, (file, pages)

