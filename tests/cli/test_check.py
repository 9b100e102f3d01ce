"""Papers that were passed on, held against their commit and the records: two answers for two reasons."""

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from docx import Document

from ltzplan.cli.commands.paper import KINDS
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
    from hashlib import sha256

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


def test_libreoffice_saves_it_again_and_it_still_agrees(half: Path, ltz: Ltz, tmp_path: Path) -> None:
    program = shutil.which("soffice")
    if program is None:
        pytest.skip("LibreOffice is not installed: no paper is saved again")
    (tmp_path / "again").mkdir()
    file = made(ltz, f"{tmp_path}/a.docx", *PAPERS["evaluation"])
    words = (f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--convert-to", "docx", "--outdir", f"{tmp_path}/again")
    subprocess.run([program, "--headless", *words, file], capture_output=True, timeout=120, check=True)
    assert (tmp_path / "again" / "a.docx").read_bytes() != Path(file).read_bytes()
    assert checked(ltz, f"{tmp_path}/again/a.docx")["altered"] == []
