"""Papers that were passed on, held against their commit and the records: two answers for two reasons."""

import json
import re
import shutil
import subprocess
from dataclasses import replace
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from docx import Document

from ltzplan.cli.commands.paper import KINDS, print_paper
from ltzplan.cli.output import Output, Snapshot
from ltzplan.reports.papers.paper import PaperReport, PaperRequest
from ltzplan.views.blocks import Para
from ltzplan.views.word import template_of
from tests.cli.half_year import PAPERS, issue
from tests.cli.written import Ltz
from tests.conftest import run_git

ONE_OF_EACH = {words[0]: name for name, words in reversed(PAPERS.items())}
MONTH = ("bulletin", "--month", "2026-06")


def made(ltz: Ltz, file: str, *words: str) -> str:
    done = ltz("paper", *words, "-o", file)
    assert done.code == 0, done.err
    return file


def checked(ltz: Ltz, file: str) -> Any:
    done = ltz("check", file, "--format", "json")
    assert done.code in (0, 1), done.err
    found = json.loads(done.out)
    assert done.code == int(bool(found["altered"] or found["overtaken"]))
    return found


def differing(found: Any, why: str) -> list[tuple[str, str]]:
    return [(one["stands"], one["agrees"]) for one in found[why]]


def altered(file: str, *changes: tuple[str, str]) -> None:
    """Change texts of a paper by hand, as a person would with Word or an editor."""
    if not file.endswith(".docx"):
        text = Path(file).read_text(encoding="utf-8")
        for change in changes:
            text = text.replace(*change, 1)
        Path(file).write_text(text, encoding="utf-8")
        return
    document = Document(file)
    for change in changes:
        [run, *_] = [run for one in document.paragraphs for run in one.runs if change[0] in run.text]
        run.text = run.text.replace(*change, 1)
    document.save(file)


@pytest.mark.parametrize("form", ["docx", "md"])
@pytest.mark.parametrize("kind", KINDS)
def test_what_nobody_touched_agrees(half: Path, ltz: Ltz, tmp_path: Path, kind: str, form: str) -> None:
    file = made(ltz, f"{tmp_path}/{kind}.{form}", *PAPERS[ONE_OF_EACH[kind]], "--lang", "en")
    found = checked(ltz, file)
    assert (found["altered"], found["overtaken"], found["paper"], found["id"]) == ([], [], kind, None)
    jsonschema.validate(found, json.loads(ltz("validate", "--schema", "check").out))


@pytest.mark.parametrize("form", ["docx", "md"])
def test_every_number_and_word_that_was_altered_is_named(half: Path, ltz: Ltz, tmp_path: Path, form: str) -> None:
    file = made(ltz, f"{tmp_path}/a.{form}", *MONTH, "--lang", "en")
    altered(file, ("Carried in 6", "Carried in 9"), ("one by one", "at once"))
    found = checked(ltz, file)
    assert differing(found, "altered") == [("9", "6"), ("at once", "one by one")] and not found["overtaken"]
    said = ltz("check", file, "--lang", "zh")
    assert said.code == 1 and "文件写“9”，按所据版本应为“6”" in said.out and "过时" not in said.out


@pytest.mark.parametrize("form", ["docx", "md"])
def test_what_records_have_overtaken_is_another_answer(own: Path, ltz: Ltz, form: str) -> None:
    """A record of an earlier day that was entered later: the file is as it was made, and no longer so."""
    file = made(ltz, f"a.{form}", *MONTH, "--lang", "en")
    assert ltz("raise", "A1", "--text", "Late news", "--date", "2026-06-20", "--commit").code == 0
    assert checked(ltz, file)["altered"] == []
    overtaken = differing(checked(ltz, file), "overtaken")
    assert any(stands.startswith("1") and agrees.startswith("2") for stands, agrees in overtaken), overtaken
    said = ltz("check", file, "--lang", "zh").out
    assert "因此后录入的记录而过时" in said and "文件中改动" not in said
    altered(file, ("Carried in 6", "Carried in 9"))
    found = checked(ltz, file)
    assert differing(found, "altered") == [("9", "6")] and differing(found, "overtaken") == overtaken


@pytest.mark.parametrize("form", ["docx", "md", "text"])
def test_an_issued_paper_is_known_by_its_number(own: Path, ltz: Ltz, form: str) -> None:
    """In whatever form it was issued; a Markdown file says no more of itself than a reader sees, and altered it is still known."""
    id, _ = issue(ltz, *MONTH)
    for file in (f"a.{'txt' if form == 'text' else form}", "b.md"):
        assert ltz("paper", "bulletin", "--rev", id, "-o", file, "--lang", "zh").code == 0
        assert (checked(ltz, file)["id"], checked(ltz, file)["altered"]) == (id, [])
        altered(file, ("本月办结1件", "本月办结8件"))
        found = checked(ltz, file)
        assert (found["id"], differing(found, "altered")) == (id, [("8", "1")])
    assert "<!--" not in Path("b.md").read_text(encoding="utf-8")


def test_an_issued_markdown_file_has_the_digest_of_its_record(own: Path, ltz: Ltz) -> None:
    done = ltz("paper", *MONTH, "--issue", "--commit", "-o", "a.md")
    assert done.code == 0, done.err
    [record] = Path("data/records").rglob(f"*{done.out.strip().rpartition('-')[2]}.yaml")
    assert sha256(Path("a.md").read_bytes()).hexdigest() in record.read_text()


def test_the_properties_of_an_issued_paper_cannot_make_it_another(own: Path, ltz: Ltz) -> None:
    """What the record says of it counts, not the file."""
    id, _ = issue(ltz, *MONTH)
    assert ltz("paper", "bulletin", "--rev", id, "-o", "a.docx").code == 0
    from tests.cli.test_word import rewritten

    rewritten(Path("a.docx"), "docProps/custom.xml", ("2026-06</vt", "2026-05</vt"))
    assert checked(ltz, "a.docx")["altered"] == []


def test_a_paper_that_corrects_another_is_not_taken_for_that(own: Path, ltz: Ltz) -> None:
    """It names the other at its head; altered or not, it is known by its own number, which comes first."""
    ids = [issue(ltz, *MONTH)[0]]
    for number in (1, 2, 3):
        assert ltz("raise", "A1", "--text", f"News {number}", "--date", "2026-06-20", "--commit").code == 0
        ids.append(issue(ltz, *MONTH, "--corrects", f"〔2026〕{number}号")[0])
    for id in ids:
        file = f"{id}.md"
        assert ltz("paper", "bulletin", "--rev", id, "-o", file, "--lang", "zh").code == 0
        assert (checked(ltz, file)["id"], checked(ltz, file)["altered"]) == (id, [])
        altered(file, ("本月办结1件", "本月办结8件"))
        assert (checked(ltz, file)["id"], differing(checked(ltz, file), "altered")) == (id, [("8", "1")])


def test_a_draft_that_gives_itself_a_number_is_a_draft_still(own: Path, ltz: Ltz) -> None:
    file = made(ltz, "a.md", *MONTH, "--lang", "en")
    altered(file, ('"kind"', '"number": "〔2026〕9号", "kind"'), ("(draft, not issued)", "〔2026〕9号"))
    found = checked(ltz, file)
    assert (found["number"], found["id"]) == (None, None)
    assert ("〔2026〕9号", "(draft, not issued)") in differing(found, "altered")


def test_a_count_of_files_that_is_none_is_left_out_of_account(own: Path, ltz: Ltz) -> None:
    file = made(ltz, "a.md", *MONTH)
    altered(file, ('"kind"', f'"uncommitted": "{"9" * 5000}", "kind"'))
    assert checked(ltz, file)["uncommitted"] == 0


def test_a_document_whose_parts_lie_in_one_another_without_end(own: Path, ltz: Ltz) -> None:
    from zipfile import ZipFile

    with ZipFile("a.docx", "w") as packed:
        packed.writestr("word/document.xml", f"{'<a>' * 3000}{'</a>' * 3000}")
    done = ltz("check", "a.docx")
    assert done.code == 2 and "[paper_unreadable]" in done.err


def test_a_draft_of_what_was_not_committed_says_so(own: Path, ltz: Ltz) -> None:
    assert ltz("raise", "A1", "--text", "News", "--date", "2026-06-20").code == 0
    file = made(ltz, "a.docx", *MONTH)
    found = checked(ltz, file)
    assert found["uncommitted"] == 1 and found["altered"]
    assert "尚未提交" in ltz("check", file, "--lang", "zh").out


def test_a_commit_that_is_not_here(own: Path, ltz: Ltz) -> None:
    file = made(ltz, "a.md", *MONTH)
    commit = run_git(own, "rev-parse", "HEAD").strip()
    altered(file, (commit, "0" * 40))
    done = ltz("check", file)
    assert done.code == 2 and "[unknown_revision]" in done.err


def test_an_issued_paper_whose_record_is_not_here(own: Path, ltz: Ltz) -> None:
    """It is not taken for a draft: what its record says could not be held against it."""
    id, _ = issue(ltz, *MONTH)
    assert ltz("paper", "bulletin", "--rev", id, "-o", "a.docx").code == 0
    [record] = Path("data/records").rglob(f"*{id.rpartition('-')[2]}.yaml")
    record.unlink()
    done = ltz("check", "a.docx")
    assert done.code == 2 and "[unknown_record]" in done.err and id in done.err


def test_a_commit_tells_a_paper_whose_number_was_altered(own: Path, ltz: Ltz) -> None:
    """Also where the number is now that of another."""
    first, second = (issue(ltz, "bulletin", "--month", month)[0] for month in ("2026-05", "2026-06"))
    for number in (2, 7):
        assert ltz("paper", "bulletin", "--rev", first, "-o", f"{number}.md").code == 0
        altered(f"{number}.md", ("〔2026〕1号", f"〔2026〕{number}号"))
        found = checked(ltz, f"{number}.md")
        assert (found["id"], differing(found, "altered")) == (first, [(str(number), "1")]) and first != second


def test_what_is_shown_beside_an_issued_paper_is_none_of_its_alterations(own: Path, ltz: Ltz) -> None:
    id, _ = issue(ltz, *MONTH)
    assert ltz("paper", "bulletin", "--rev", id, "--refs", "-o", "a.docx").code == 0
    assert (checked(ltz, "a.docx")["id"], checked(ltz, "a.docx")["altered"]) == (id, [])


@pytest.mark.parametrize("words", [("summary", "--quarter", "2026Q2"), ("bulletin", "--month", "2026-05")])
def test_another_paper_of_the_moment_of_an_issued_one_is_a_draft(own: Path, ltz: Ltz, words: tuple[str, ...]) -> None:
    """In whatever language: it does not bear the id of what it is not."""
    id, _ = issue(ltz, *MONTH)
    file = made(ltz, "a.docx", *words, "--rev", id, "--lang", "en")
    found = checked(ltz, file)
    assert (found["id"], found["paper"], found["altered"]) == (None, words[0], [])


def templates_with_a_header(folder: Path) -> None:
    """Bring along a template whose pages bear a masthead with a number, and a foot with another beside that of the page."""
    document = Document(BytesIO(template_of("zh")))
    section = document.sections[0]
    section.header.paragraphs[0].text, section.even_page_header.paragraphs[0].text = "内部资料 第3号", "注意保存 12份"
    section.footer.paragraphs[0].add_run(" 共7份")
    (folder / "data" / "papers").mkdir()
    document.save(str(folder / "data" / "papers" / "paper.zh.docx"))
    run_git(folder, "add", "data")
    run_git(folder, "commit", "-qm", "template")


def rewrite(file: str, part: str, *changes: tuple[str, str]) -> None:
    from tests.cli.test_word import rewritten

    for change in changes:
        rewritten(Path(file), part, change)


def test_what_was_altered_at_the_head_or_foot_of_the_pages_is_named(own: Path, ltz: Ltz) -> None:
    """But not the numbers of the pages, which are whatever Word counts."""
    templates_with_a_header(own)
    file = made(ltz, "a.docx", *MONTH)
    rewrite(file, "word/footer1.xml", ("<w:t>1</w:t>", "<w:t>23</w:t>"))
    assert checked(ltz, file)["altered"] == []
    rewrite(file, "word/footer1.xml", ("共7份", "共8份"))
    rewrite(file, "word/header1.xml", ("第3号", "第4号"))
    found = checked(ltz, file)["altered"]
    assert [(one["where"], one["place"], one["stands"], one["agrees"]) for one in found] == [("head", 1, "4", "3"), ("foot", 1, "8", "7")]
    said = ltz("check", file, "--lang", "zh").out
    assert "页眉第1段：文件写“4”" in said and "页脚第1段：文件写“8”" in said


def test_the_foot_of_an_issued_paper_is_no_part_of_its_digest_and_is_held_against_its_commit_all_the_same(own: Path, ltz: Ltz) -> None:
    templates_with_a_header(own)
    ltz("paper", *MONTH, "--issue", "--commit", "-o", "a.docx")
    rewrite("a.docx", "word/footer1.xml", ("共7份", "共8份"))
    found = checked(ltz, "a.docx")
    assert [(one["where"], one["stands"]) for one in found["altered"]] == [("foot", "8")] and found["id"]


def test_every_issued_paper_on_a_line_with_its_file(own: Path, ltz: Ltz) -> None:
    assert ltz("check", "--lang", "zh").out.startswith("没有已印发的文稿")
    ids = [ltz("paper", "bulletin", "--month", f"2026-0{month}", "--issue", "--commit", "-o", f"{month}.docx").out.strip() for month in (4, 5)]
    ids += [issue(ltz, *MONTH)[0]]
    assert ltz("check").code == 0
    altered("5.docx", ("〔2026〕2号", "〔2026〕9号"))
    Path("notes.md").write_text("月通报 〔2026〕1号 已发各单位", encoding="utf-8")
    done = ltz("check", "--lang", "zh")
    assert done.code == 1 and [line.split() for line in done.out.splitlines() if line] == [
        ["核对已印发文稿3份：文件有改动1份，因记录而过时0份，本仓库内没有文件1份"],
        ["文号", "文稿", "周期", "印发日期", "文件", "状态"],
        ["〔2026〕1号", "月通报", "2026-04", "2026-07-01", "4.docx", "一致"],
        ["〔2026〕2号", "月通报", "2026-05", "2026-07-01", "5.docx", "文件中改动：1处"],
        ["〔2026〕3号", "月通报", "2026-06", "2026-07-01", "本仓库没有", "与记录一致"],
        ["逐处列出：ltz", "check", "5.docx"],
    ]
    assert ltz("raise", "A1", "--text", "Late news", "--date", "2026-06-20", "--commit").code == 0
    found = json.loads(ltz("check", "--format", "json").out)
    jsonschema.validate(found, json.loads(ltz("validate", "--schema", "issued").out))
    assert [(one["id"], one["file"], bool(one["altered"]), bool(one["overtaken"])) for one in found["checked"]] == [
        (ids[0], "4.docx", False, False), (ids[1], "5.docx", True, False), (ids[2], None, False, True),
    ]  # fmt: skip
    assert [(one["issued"], one["periods"]) for one in found["checked"]] == [("2026-07-01", [f"2026-0{month}"]) for month in (4, 5, 6)]
    alone = ltz("check", "〔2026〕3号", "--lang", "en")
    assert alone.code == 1 and "No file was looked at" in alone.out and "it would say" in alone.out
    correction = ltz("paper", *MONTH, "--issue", "--commit", "--corrects", ids[2]).out.strip()
    listed = json.loads(ltz("check", "--format", "json").out)["checked"]
    assert [one["id"] for one in listed] == [*ids[:2], correction]


def test_what_a_later_version_prints_otherwise_is_no_alteration(own: Path, ltz: Ltz, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file is as it was issued by its digest; of one in another form it is said that this may be why it differs."""
    id = ltz("paper", "bulletin", "--month", "2026-05", "--issue", "--commit", "-o", "5.docx").out.strip()
    again = made(ltz, "5.md", "bulletin", "--rev", id)

    def later(now: Snapshot, head: PaperRequest) -> Output[PaperReport]:
        out = print_paper(now, head)
        return replace(out, blocks=(*[*out.blocks][:3], Para("此句为新版所加。"), *[*out.blocks][3:]))

    monkeypatch.setattr("ltzplan.cli.commands.check.print_paper", later)
    found = checked(ltz, "5.docx")
    assert (found["altered"], found["reworded"], ltz("check", "5.docx").code) == ([], True, 0)
    assert "与印发时相同" in ltz("check", "5.docx", "--lang", "zh").out
    found = checked(ltz, again)
    assert [one["agrees"] for one in found["altered"]] == ["此句为新版所加。"] and found["reworded"]
    listed = ltz("check", "--lang", "zh")
    assert "文件有改动0份" in listed.out and "或因本版本打印的不同：1处" in listed.out
    altered("5.docx", ("2026年5月", "2026年6月"))
    assert ltz("check", "5.docx").code == 1


def test_one_that_cannot_be_checked_does_not_stop_the_others(own: Path, ltz: Ltz) -> None:
    ids = [issue(ltz, "bulletin", "--month", month)[0] for month in ("2026-05", "2026-06")]
    [record] = Path("data/records").rglob(f"*{ids[0].rpartition('-')[2]}.yaml")
    commit = re.search("commit: .*", record.read_text())[0]
    lost = record.read_text().replace(commit, f'commit: "{"0" * 40}"')
    record.unlink()
    (record.parent / record.name.replace(ids[0].rpartition("-")[2], sha256(lost.encode()).hexdigest()[:16])).write_text(lost)
    done = ltz("check")
    assert done.code == 2 and "[unknown_revision]" in done.err and "〔2026〕2号" in done.out


def test_libreoffice_saves_it_again_and_it_still_agrees(own: Path, ltz: Ltz, tmp_path: Path) -> None:
    program = shutil.which("soffice")
    if program is None:
        pytest.skip("LibreOffice is not installed: no paper is saved again")
    (tmp_path / "again").mkdir()
    templates_with_a_header(own)
    file = made(ltz, f"{tmp_path}/a.docx", *PAPERS["evaluation"])
    words = (f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--convert-to", "docx", "--outdir", f"{tmp_path}/again")
    subprocess.run([program, "--headless", *words, file], capture_output=True, timeout=120, check=True)
    assert (tmp_path / "again" / "a.docx").read_bytes() != Path(file).read_bytes()
    assert checked(ltz, f"{tmp_path}/again/a.docx")["altered"] == []
