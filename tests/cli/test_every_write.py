"""What every writing verb can do."""

import shlex
from pathlib import Path
from typing import Any

import pytest

from ltzplan.store.files import Disk
from tests.cli.written import WHOLE, Ltz, files

WRITES = {
    "update": ("update", "A1", "--text", "十"),
    "raise": ("raise", "A1", "--text", "难", "--needs", "bureaus"),
    "sort": ("sort", "{problem}", "--as", "land", "--needs", "bureaus", "--because", "由"),
    "accept": ("accept", "{problem}", "--text", "好"),
    "accept task": ("accept", "B1"),
    "return": ("return", "B1", "--because", "由"),
    "withdraw": ("withdraw", "{problem}", "--because", "由"),
    "undo": ("undo",),
}


@pytest.mark.parametrize("name", WRITES)
def test_a_dry_run_writes_nothing_and_shows_all(blank: Path, wrote: Any, ltz: Ltz, name: str) -> None:
    problem = wrote("raise", "A1", "--text", "难")
    wrote("update", "B1", "--stage", "reported_complete")
    words = [word.format(problem=problem) for word in WRITES[name]]
    before = files(blank)
    done = ltz(*words, "--dry-run", "--lang", "en")
    assert done.code == 0
    assert files(blank) == before
    assert not list((blank / "data").rglob(".*"))
    assert "Nothing written" in done.err
    path, _, data = done.out.partition("\n")
    id = wrote(*words)  # the very bytes and the very path are what is written then
    [new] = set(files(blank)) - set(before)
    assert new.relative_to(blank / "data" / "records").as_posix() == path
    assert new.read_bytes() == data.encode()
    assert id


@pytest.mark.parametrize("name", WRITES)
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_after_a_write_the_id_stands_alone(blank: Path, wrote: Any, ltz: Ltz, name: str, lang: str) -> None:
    problem = wrote("raise", "A1", "--text", "难")
    wrote("update", "B1", "--stage", "reported_complete")
    before = files(blank)
    done = ltz(*(word.format(problem=problem) for word in WRITES[name]), "--lang", lang)
    assert done.code == 0
    assert WHOLE.fullmatch(done.out)
    [new] = set(files(blank)) - set(before)
    assert 1 <= len(done.err.splitlines()) <= 5
    assert new.name not in done.err


def test_where_it_was_stored_is_said_to_who_asks(blank: Path, ltz: Ltz) -> None:
    done = ltz("update", "A1", "--nil", "--verbose")
    [new] = files(blank)
    assert new.name in done.err


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_write_answers_in_words(
    blank: Path, ltz: Ltz, lang: str, monkeypatch: pytest.MonkeyPatch, golden: Any
) -> None:
    """What was understood by name, what it changed, what comes next: a month of an office, each line with its answer."""
    said = list[str]()
    named = dict[str, str]()
    for at, line in enumerate(MONTH.strip().splitlines()):
        monkeypatch.setenv("LTZ_NOW", f"2026-11-{at // 4 + 1:02}T{at % 4 + 9:02}:00:00+08:00")
        name, _, typed = line.rpartition("= ")
        words = [named.get(word, word) for word in shlex.split(typed)]
        done = ltz(*words, "--lang", lang)
        assert done.code == 0, done.err
        if name:
            named[name] = done.out.split()[0]
        shown = done.err
        said.append(f"$ ltz {typed}\n{shown}")
    golden(f"answers.{lang}.txt", "\n".join(said))


MONTH = """
update A1 --stage under_way --percent 40 --measure works --text 开工
update A1 --percent 35 --measure works --text 复核 --date 2026-11-01
update B1 --nil
update B1 --nil
PROBLEM= raise A1 --text 征地未完
sort PROBLEM --as land --needs bureaus --because 部门能定
ORDER= order PROBLEM --unit north_lands --urgency normal --require 拿出方案
reply PROBLEM --unit north_lands --received --text 收到
reply PROBLEM --unit north_lands --done --text 已办
return PROBLEM --because 没有附图
extend PROBLEM 2026-12-31 --because 等图 --approved-by 秘书处
reply PROBLEM --unit north_lands --done --text 附图
accept PROBLEM --text 属实
PROBLEM2= raise A2 --text 要省里指标 --needs province
petition PROBLEM2 --to 省厅 --text 请示
reply PROBLEM2 --answer --text 同意
adjust A2 --due 2027-06-30 --because 指标 --approved-by 联席会议
CLAIM= update B1 --stage reported_complete --text 完成
return B1 --because 缺件
withdraw CLAIM --because 记错
paper agenda --level mayors
"""


def test_a_disk_that_fails(blank: Path, no: Any, wrote: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    class Full(Disk):
        def write(self, handle: int, data: bytes) -> int:
            raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr("ltzplan.cli.recorder.Disk", Full)
        assert "No space left on device" in no("not_stored", "update", "A1", "--nil")
    wrote("update", "A1", "--nil")


def test_the_built_in_plan_is_read_only(
    tmp_path: Path, ltz: Ltz, no: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    done = ltz("status", "--as-of", "2020-10-31", "--lang", "en")
    assert done.code == 0
    assert len(done.err.splitlines()) == 1
    assert "read-only" in done.err
    assert "ltz init" in done.err
    done = ltz("update", "T1", "--nil", "--office", "secretariat")
    assert (done.code, done.out) == (2, "")
    assert "error[read_only]" in done.err


LONG = "开展前期工作，已完成地质勘察和初步设计，正在报批之中，各项要素保障到位，资金正在筹措"


@pytest.mark.parametrize(
    ("lang", "told"),
    [
        ("zh", ("2026-10还没有报，这一条计入2026-11", "--date 2026-10", "计入2026-11，", "：开展前期工作", "“10月底”没有写年份", "希望2027-10-31前答复", "建议2027-09-30前办结")),
        ("en", ("2026-10 is still owed, and this counts for 2026-11", "--date 2026-10", "counts for 2026-11, ", ": 开展前期工作", "“10月底” names no year", "answer expected by 2027-10-31", "recommended to be done by 2027-09-30")),
    ],
)  # fmt: skip
def test_what_was_understood_of_days_and_words_is_said(blank: Path, ltz: Ltz, lang: str, told: tuple[str, ...]) -> None:
    """Which month a report counts for while an earlier one is owed; a limit without its year; the first words."""
    reported = ltz("update", "A1", "--text", LONG, "--lang", lang).err
    raised = ltz("raise", "A1", "--text", "难", "--wanted-by", "10月底", "--lang", lang)
    hinted = ltz("sort", raised.out.strip(), "--as", "land", "--needs", "bureaus", "--because", "由", "--recommend", "给地", "--due", "9月底", "--lang", lang)
    shown = reported + raised.err + hinted.err
    assert [one for one in told if one not in shown] == []
    assert LONG not in reported
    assert ltz("update", "A2", "--nil", "--date", "2026-10", "--lang", lang).err.count("2026-11") == 0
