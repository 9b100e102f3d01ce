"""Issuing: a paper is issued once, when its time is over, of what is committed; and is printed again to the byte."""

import json
import shlex
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from tests.cli.half_year import IDS, JULY, NOW, PAPERS, issue, new_record, record_of
from tests.cli.written import Ltz
from tests.conftest import run_git

OF_EACH_KIND = {words[0]: name for name, words in PAPERS.items()}.values()
FORMS = [(name, "text") for name in (*OF_EACH_KIND, "order-void")] + [(name, form) for name in ("bulletin", "order") for form in ("md", "json")]


@pytest.mark.parametrize(("name", "form"), FORMS)
def test_what_was_issued_is_printed_again_to_the_byte(own: Path, ltz: Ltz, monkeypatch: pytest.MonkeyPatch, name: str, form: str) -> None:
    """Whatever was recorded since, whatever the day, the language and the place."""
    if name == "summary-year":
        monkeypatch.setenv("LTZ_NOW", "2027-01-01T09:00:00+08:00")
    id, text = issue(ltz, *PAPERS[name], "--lang", "en", "--format", form)
    ltz("raise", "A1", "--text", "More", "--commit")
    monkeypatch.setenv("LTZ_NOW", "2027-02-01T09:00:00+08:00")
    monkeypatch.setenv("LTZ_LANG", "zh")
    again = ltz("paper", PAPERS[name][0], "--rev", id)
    assert (again.code, again.err, again.out) == (0, "", text)
    [kept] = [json.loads(line.partition(": ")[2]) for line in record_of(own, id) if line.startswith("sha256")]
    assert kept == sha256(text.encode()).hexdigest()


def test_papers_are_numbered_by_kind_in_the_year(own: Path, ltz: Ltz) -> None:
    """An order's slip bears the order's own number; a draft bears none."""
    assert "（草稿，未印发）" in ltz("paper", "bulletin").out
    assert "〔2026〕1号" in issue(ltz, "bulletin", "--month", "2026-05")[1]
    assert "〔2026〕2号" in issue(ltz, "bulletin", "--month", "2026-06")[1]
    assert "〔2026〕1号" in issue(ltz, "reminder")[1]
    id, _ = issue(ltz, "order", IDS["cards"])
    assert 'number: "〔2026〕2号"' in record_of(own, id)


@pytest.mark.parametrize(("lang", "told"), [("zh", "本单位还有2条记录没有提交："), ("en", "2 records of this office are in no commit yet: ")])
def test_what_a_commit_left_is_counted_with_the_command_that_commits_it(own: Path, ltz: Ltz, lang: str, told: str) -> None:
    """Of the own office alone; the command works as it is printed."""
    for office, text in (("secretariat", "One"), ("secretariat", "Two"), ("north", "Three")):
        ltz("raise", "A1", "--text", text, "--office", office)
    [line] = [one for one in ltz("raise", "A1", "--text", "Four", "--commit", "--lang", lang).err.splitlines() if told in one]
    for words in line.removeprefix(told).split(" && "):
        run_git(own, *shlex.split(words)[1:])
    [left] = run_git(own, "status", "--porcelain", "--untracked-files=all").splitlines()
    assert "north" in left


def test_each_write_says_what_others_do_not_get_yet(own: Path, ltz: Ltz, tmp_path: Path) -> None:
    """How many records no commit holds, with the command; where a branch elsewhere is followed, that a commit is not sent."""
    def last(*words: str) -> str:
        return ltz(*words, "--office", "north", "--lang", "en").err.splitlines()[-1]

    assert last("update", "A1", "--nil").startswith("1 record of this office is in no commit yet: git add ")
    assert last("update", "B1", "A2", "--nil").startswith("3 records of this office are in no commit yet: git add ")
    run_git(tmp_path, "init", "--quiet", "--bare", "shared")
    run_git(own, "remote", "add", "origin", str(tmp_path / "shared"))
    run_git(own, "push", "--quiet", "--set-upstream", "origin", "HEAD")
    line = last("update", "A1", "--text", "One")
    assert line.startswith("4 records") and line.endswith(" && git push")
    for words in line.partition(": ")[2].split(" && "):
        run_git(own, *shlex.split(words)[1:])
    assert last("update", "A1", "--text", "Two", "--commit") == (
        "Committed; 1 commit is not sent yet, so others do not see it: git push"
    )


def test_of_papers_of_one_number_the_kind_decides(own: Path, ltz: Ltz) -> None:
    """That is asked for, or said before it; without one both are named."""
    bulletin, text = issue(ltz, "bulletin", "--month", "2026-05")
    reminder, _ = issue(ltz, "reminder")
    assert ltz("paper", "月通报", "--rev", "〔2026〕1号").out == text
    assert ltz("status", "--rev", "bulletin (2026)1").code == 0
    said = ltz("status", "--rev", "〔2026〕1号").err
    assert "[number_given_twice]" in said and bulletin in said and reminder in said
    new, _ = issue(ltz, "bulletin", "--month", "2026-05", "--corrects", "〔2026〕1号")
    assert f'corrects: "{bulletin}"' in record_of(own, new)
    assert reminder in ltz("withdraw", "reminder 〔2026〕1号", "--because", "x", "--dry-run").out


def test_a_paper_that_is_asked_for_otherwise_differs_and_says_so(own: Path, ltz: Ltz) -> None:
    id, text = issue(ltz, "bulletin")
    again = ltz("paper", "bulletin", "--rev", id, "--refs")
    assert again.out != text and id in again.err
    other = ltz("paper", "reminder", "--rev", id)
    assert (other.code, other.err) == (0, "")


def test_a_correction_is_a_new_paper_that_names_the_old(own: Path, ltz: Ltz) -> None:
    old, _ = issue(ltz, "bulletin", "--month", "2026-06")
    new, text = issue(ltz, "bulletin", "--month", "2026-06", "--corrects", "〔2026〕1号")
    assert "本件更正此前印发的月通报〔2026〕1号（2026年7月1日）。" in text
    assert f'corrects: "{old}"' in record_of(own, new)


def test_one_paper_holds_two_duties(own: Path, ltz: Ltz) -> None:
    """demands-2: the summary of a quarter and of the half year."""
    id, _ = issue(ltz, "summary", "--quarter", "2026Q2", "--half", "2026H1")
    duties = json.loads(ltz("calendar", "--format", "json").out)["duties"]
    assert {one["period"] for one in duties if one["by"] == id} == {"2026Q2"}
    assert 'periods: ["2026Q2", "2026H1"]' in record_of(own, id)


def test_minutes_write_a_session_down(own: Path, ltz: Ltz) -> None:
    """demands-3: at once."""
    id, _ = issue(ltz, "minutes", "--session", IDS["site"])
    assert f'concerns: ["{IDS["site"]}"]' in record_of(own, id)


def test_issuing_may_be_tried(own: Path, ltz: Ltz) -> None:
    done = ltz("paper", "bulletin", "--issue", "--dry-run")
    assert done.code == 0 and 'paper: "bulletin"' in done.out
    assert ltz("paper", "bulletin").out


def test_what_is_not_committed_is_not_issued(own: Path, ltz: Ltz) -> None:
    ltz("raise", "A1", "--text", "More")
    done = ltz("paper", "bulletin", "--issue")
    assert (done.code, done.out) == (2, "") and "[uncommitted]" in done.err


def test_a_paper_that_is_not_committed_goes_with_the_next_one(own: Path, ltz: Ltz) -> None:
    """Both say so, by one word; after that nothing is left."""
    first = ltz("paper", "bulletin", "--issue", "--lang", "en")
    assert any(one.endswith('git commit -m "Records not committed before"') for one in first.err.splitlines())
    assert "add --commit to the next one" in first.err
    assert "Add --commit" in ltz("paper", "reminder", "--issue", "--lang", "en").err
    assert "next one" not in ltz("paper", "reminder", "--issue", "--commit", "--lang", "en").err
    assert run_git(own, "status", "--porcelain", "data") == ""


def test_minutes_of_what_is_no_session_are_refused(own: Path, ltz: Ltz) -> None:
    """A record that came by a merge names an order: it is said, and nothing breaks."""
    id, _ = issue(ltz, "order", IDS["cards"])
    record = next(Path("data", "records").rglob(f"*{id.rpartition('-')[2]}.yaml")).read_text(encoding="utf-8")
    said = dict(line.split(": ", 1) for line in record.splitlines())
    kept = ("date", "lang", "commit", "sha256", "concerns")
    rows = "\n".join(f"    {key}: {said[key]}" for key in kept)
    Path("batch.yaml").write_text(f"records:\n  - kind: paper\n    paper: minutes\n{rows}\n", encoding="utf-8")
    done = ltz("import", "batch.yaml")
    assert done.code == 0, done.err
    again = ltz("paper", "minutes", "--rev", done.out.strip())
    assert (again.code, "[unknown_record]" in again.err) == (2, True)


# ---- once, when it is over


def test_R12_a_period_is_drafted_on_any_day_and_issued_when_it_is_over(own: Path, ltz: Ltz, monkeypatch: pytest.MonkeyPatch) -> None:
    """Method B11; the refusal names the day."""
    monkeypatch.setenv("LTZ_NOW", NOW)
    draft = ltz("paper", "bulletin", "--month", "2026-06")
    assert draft.code == 0
    done = ltz("paper", "bulletin", "--month", "2026-06", "--issue")
    assert (done.code, done.out) == (2, "") and "[not_over]" in done.err and "2026-07-01" in done.err
    monkeypatch.setenv("LTZ_NOW", JULY)
    early = ltz("paper", "bulletin", "--month", "2026-06", "--as-of", "2026-06-30", "--issue")
    assert (early.code, early.out) == (2, "")
    issue(ltz, "bulletin", "--month", "2026-06")


def test_R12_decembers_bulletin_is_issued_in_january(own: Path, ltz: Ltz, monkeypatch: pytest.MonkeyPatch) -> None:
    """After the plan's end too: by the day that the calendar says, and then nothing waits."""
    monkeypatch.setenv("LTZ_NOW", "2028-01-05T09:00:00+08:00")
    asked = ("calendar", "--format", "json")

    def last() -> dict[str, Any]:
        found = json.loads(ltz(*asked).out)["duties"]
        [one] = [one for one in found if one["duty"] == "bulletin" and one["period"] == "2027-12"]
        return dict(one)

    assert (last()["ends"], last()["due"], last()["state"]) == ("2027-12-31", "2028-01-10", "due")
    assert "--month 2026-01 --issue" in ltz("todo", "--format", "json").out
    id, text = issue(ltz, "bulletin", "--month", "2027-12")
    assert (last()["state"], last()["by"]) == ("held", id)
    assert "截至2027年12月31日" in text and "〔2028〕1号" in text


def test_stranger_2_a_final_paper_is_not_issued_twice(own: Path, ltz: Ltz) -> None:
    """The refusal names the one that is out, its number and day, and both ways on; no number is used up."""
    id, _ = issue(ltz, "bulletin", "--month", "2026-06")
    again = ltz("paper", "bulletin", "--month", "2026-06", "--issue", "--commit", "--lang", "en")
    assert (again.code, again.out) == (2, "")
    for said in ("[already_issued]", "〔2026〕1号", "2026-07-01", f"--rev {id}", f"--corrects {id}"):
        assert said in again.err
    new, _ = issue(ltz, "bulletin", "--month", "2026-06", "--corrects", id)
    assert f"--rev {new}" in ltz("paper", "bulletin", "--month", "2026-06", "--issue").err
    assert [one["number"] for one in json.loads(ltz("list", "papers", "--format", "json").out)["papers"]] == ["〔2026〕1号", "〔2026〕2号"]


def test_stranger_2_minutes_of_a_session_are_issued_once(own: Path, ltz: Ltz) -> None:
    issue(ltz, "minutes", "--session", IDS["site"])
    issue(ltz, "minutes", "--session", IDS["spring"])
    assert "[already_issued]" in ltz("paper", "minutes", "--session", IDS["site"], "--issue").err
    issue(ltz, "reminder")
    issue(ltz, "reminder")


def test_a_notice_is_for_one_unit_and_printed_again_under_the_name_of_its_day(own: Path, ltz: Ltz, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each unit has its own; by its former name it is the same unit; who is late with nothing gets none."""
    monkeypatch.setenv("LTZ_NOW", NOW)
    roads, text = issue(ltz, "reminder", "--unit", "北样市公路局")
    lands, other = issue(ltz, "reminder", "--unit", "south_lands")
    assert [said in text for said in ("北样市公路局：", "管线未迁", "北段用地未批")] == [True, True, False]
    assert [said in other for said in ("南样市自然资源局：", "管线未迁", "北段用地未批", "抄送：北样市公路局。")] == [True, False, True, True]
    assert 'unit: "north_roads"' in record_of(own, roads) and "〔2026〕2号" in other
    monkeypatch.setenv("LTZ_NOW", JULY)
    assert ltz("paper", "reminder", "--rev", roads).out == text
    assert "北样市交通局：" in ltz("paper", "reminder", "--unit", "north_roads").out
    wrong = ltz("paper", "reminder", "--unit", "north_roads", "--issue", "--corrects", lands)
    assert (wrong.code, "[corrects_another]" in wrong.err) == (2, True)
    assert ltz("paper", "reminder", "--unit", "north_lands", "--corrects", lands).code == 0, "what is corrected may be settled by now"
    done = ltz("paper", "reminder", "--unit", "north_lands")
    assert (done.code, done.out, "[nothing_to_remind]" in done.err) == (2, "", True)
    listed = json.loads(ltz("list", "papers", "--format", "json").out)["papers"]
    assert [one["unit"] for one in listed] == ["north_roads", "south_lands"]


def test_the_colophon_says_who_issued_it_and_when(own: Path, ltz: Ltz) -> None:
    """A draft has no day of issue yet; a slip is out since it was given."""
    assert "秘书处　　　　　年　月　日印发" in ltz("paper", "bulletin").out
    assert "Issued by: Secretariat\n" in ltz("paper", "bulletin", "--lang", "en").out
    assert "秘书处　　2026年7月1日印发" in issue(ltz, "bulletin")[1]
    assert "Issued by: Secretariat, 2026-03-10\n" in ltz("paper", "order", IDS["land"], "--lang", "en").out


def test_R12_a_correction_is_of_the_same_matter(own: Path, ltz: Ltz) -> None:
    id, _ = issue(ltz, "bulletin", "--month", "2026-05")
    done = ltz("paper", "bulletin", "--month", "2026-06", "--issue", "--corrects", id)
    assert (done.code, "[corrects_another]" in done.err) == (2, True)


def test_R12_issuing_commits_new_records_first(own: Path, ltz: Ltz) -> None:
    """The paper is of the commit that holds them; one that git was told of already counts as new."""
    ids = [new_record(ltz, "raise", "A1", "--text", text) for text in ("More", "Still more")]
    run_git(own, "add", "data/records")
    ids.append(new_record(ltz, "raise", "B1", "--text", "And more"))
    assert "[uncommitted]" in ltz("paper", "bulletin", "--month", "2026-06", "--issue").err
    id, _text = issue(ltz, "bulletin", "--month", "2026-06", "--lang", "en")
    assert run_git(own, "status", "--porcelain") == ""
    log = run_git(own, "log", "-2", "--format=%B")
    assert all(f"Ltz-Record: {one}" in log for one in (*ids, id))
    commit = next(line for line in record_of(own, id) if line.startswith("commit"))
    assert run_git(own, "rev-parse", "HEAD~1").strip() in commit


@pytest.mark.parametrize("change", ["plan", "gone"])
def test_R12_a_changed_plan_or_record_stops_it(own: Path, ltz: Ltz, change: str) -> None:
    """What is new is not committed either."""
    new_record(ltz, "raise", "A1", "--text", "More")
    head, plan = run_git(own, "rev-parse", "HEAD"), own / "data" / "tasks.yaml"
    if change == "plan":
        plan.write_text(plan.read_text(encoding="utf-8") + "# a word\n", encoding="utf-8")
    else:
        next((own / "data" / "records").rglob("2026-06-22-*-problem-*.yaml")).unlink()
    done = ltz("paper", "bulletin", "--month", "2026-06", "--issue", "--commit")
    assert (done.code, done.out) == (2, "") and "[uncommitted]" in done.err
    assert run_git(own, "rev-parse", "HEAD") == head


def test_R12_what_git_refuses_is_not_issued(own: Path, ltz: Ltz, hook: Callable[[Path, str], Path]) -> None:
    new_record(ltz, "raise", "A1", "--text", "More")
    hook(own, "echo 'not today' >&2\nexit 1")
    done = ltz("paper", "bulletin", "--month", "2026-06", "--issue", "--commit")
    assert (done.code, done.out) == (2, "") and "[uncommitted]" in done.err and "not today" in done.err


def test_faults_T8_what_two_issued_at_once_is_a_doubt_and_can_be_settled(own: Path, ltz: Ltz) -> None:
    """One number twice, and two of one period: by a merge, or two in one moment."""
    issue(ltz, "bulletin", "--month", "2026-05")
    run_git(own, "checkout", "--quiet", "-b", "other", "HEAD")
    first, _ = issue(ltz, "bulletin", "--month", "2026-06")
    run_git(own, "checkout", "--quiet", "-")
    run_git(own, "checkout", "--quiet", "-b", "third")
    second, _ = issue(ltz, "bulletin", "--month", "2026-06", "--lang", "en")
    run_git(own, "merge", "--quiet", "--no-edit", "other")

    def doubts() -> list[tuple[str, list[str]]]:
        return [(one["doubt"], sorted(one["records"])) for one in json.loads(ltz("list", "doubts", "--format", "json").out)["doubts"]]

    both = sorted((first, second))
    for asked in (("double_number", both), ("double_paper", both)):
        assert asked in doubts()
    typed = ltz("paper", "bulletin", "--month", "2026-06", "--issue", "--corrects", "〔2026〕2号")
    assert typed.code == 2 and "[number_given_twice]" in typed.err and first in typed.err and second in typed.err
    new_record(ltz, "withdraw", second, "--because", "Twice", "--commit")
    assert [one for one, _ in doubts() if one.startswith("double")] == []


def test_R12_one_mark_is_one_series(own: Path, ltz: Ltz) -> None:
    """The full number is stored, printed and typed; an order takes the next one."""
    plan = own / "data" / "tasks.yaml"
    text = plan.read_text(encoding="utf-8").replace("bulletin: {name", 'bulletin: {mark: "样联", name')
    plan.write_text(text.replace("papers:\n", 'papers:\n  order: {name: "交办单", mark: "样联"}\n'), encoding="utf-8")
    run_git(own, "commit", "--quiet", "-am", "marks")
    id, printed = issue(ltz, "bulletin", "--month", "2026-06")
    assert "样联〔2026〕1号" in printed and 'number: "样联〔2026〕1号"' in record_of(own, id)
    slip = new_record(ltz, "order", IDS["fees"], "--unit", "north_roads", "--due", "2026-08-01", "--require", "x", "--commit")
    assert 'number: "样联〔2026〕2号"' in record_of(own, slip)
    assert "样联〔2026〕2号" in ltz("paper", "order", "样联〔2026〕2号").out
    assert "样联〔2026〕3号" in issue(ltz, "bulletin", "--month", "2026-05")[1]
