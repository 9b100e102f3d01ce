"""Every verb as it is typed: what it writes, prints, refuses, and with which exit code."""

import csv
import hashlib
import io
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from ltzplan.issues import refuse
from ltzplan.store.files import Disk

Ltz = Callable[..., Any]
WHOLE = re.compile(r"[A-Z][0-9]+-[0-9a-f]{16}\n")
AS_OF = ("--as-of", "2020-10-31")
JSON = ("--format", "json")


def files(folder: Path) -> list[Path]:
    return sorted((folder / "data" / "records").rglob("*.yaml"))


def fields_of(text: str) -> dict[str, Any]:
    """Read a record by the dozen lines of standard library that are promised to do."""
    said = {}
    for line in text.removesuffix("\n").split("\n"):
        key, _, value = line.partition(": ")
        said[key] = json.loads(value)
    return said


def newest(folder: Path, id: str) -> list[dict[str, Any]]:
    """Give the records of the file that holds a record's id."""
    for path in files(folder):
        chunks = path.read_text(encoding="utf-8").split("---\n")
        digests = [hashlib.sha256(chunk.encode()).hexdigest()[:16] for chunk in chunks]
        if id.rpartition("-")[2] in digests:
            return [fields_of(chunk) for chunk in chunks]
    raise LookupError(id)


@pytest.fixture
def yes(ltz: Ltz) -> Callable[..., str]:
    """Give a function that runs ltz, expects exit 0 and gives what it prints."""

    def act(*words: str) -> str:
        done = ltz(*words)
        assert done.code == 0, done.err
        return done.out

    return act


@pytest.fixture
def wrote(yes: Callable[..., str], request: pytest.FixtureRequest) -> Callable[..., str]:
    """Give a function that runs a writing verb and gives the id, which stands alone on stdout."""

    def act(*words: str) -> str:
        out = yes(*words)
        assert WHOLE.fullmatch(out), out
        return out.strip()

    return act


@pytest.fixture
def no(ltz: Ltz) -> Callable[..., str]:
    """Give a function that runs what must be refused with a code, prints nothing and writes nothing."""

    def act(code: str, *words: str) -> str:
        before = files(Path())
        done = ltz(*words)
        assert (done.code, done.out) == (2, ""), done
        assert f"error[{code}]" in done.err, done.err
        assert files(Path()) == before
        return done.err

    return act


# ---- update


@pytest.mark.parametrize(("part", "milestone"), [("北段", "通车"), ("north section", "OPENED"), ("north", "opened")])
def test_parts_and_milestones_are_typed_by_id_or_name(blank: Path, wrote: Any, part: str, milestone: str) -> None:
    [said] = newest(blank, wrote("update", "A1", "--part", part, "--milestone", milestone))
    assert (said["parts"], said["milestone"]) == (["north"], "opened")
    [said] = newest(blank, wrote("raise", "A1", "--part", part, "--text", "x"))
    assert said["parts"] == ["north"]


def test_update_with_every_option(blank: Path, wrote: Any) -> None:
    proof = blank / "证明 1.pdf"
    proof.write_bytes(b"proof")
    first = wrote("update", "A1", "--text", "旧")
    id = wrote(
        "update", "A1", "--stage", "under_way", "--percent", "61.5", "--measure", "investment", "--part", "north",
        "--city", "north", "--milestone", "opened", "--annual-target", "met", "--text", "北段通车", "--next", "南段",
        "--date", "2026-10-31", "--on-behalf-of", "north", "--received", "2026-11-02", "--source", "样例日报",
        "--evidence", str(proof), "--replaces", first[:7],
    )  # fmt: skip
    [said] = newest(blank, id)
    assert said == {
        "kind": "update",
        "task": "A1",
        "parts": ["north"],
        "city": "north",
        "stage": "under_way",
        "percent": "61.5",
        "measure": "investment",
        "milestone": "opened",
        "annual_target": "met",
        "next": "南段",
        "date": "2026-10-31",
        "text": "北段通车",
        "on_behalf_of": "north",
        "received": "2026-11-02",
        "source": {"title": "样例日报"},
        "evidence": {"title": "证明 1.pdf", "sha256": hashlib.sha256(b"proof").hexdigest()},
        "replaces": [first],
        "entered": {"at": "2026-11-24T15:00:00+08:00", "office": "secretariat", "by": said["entered"]["by"]},
    }
    assert list(said)[:2] == ["kind", "task"]
    [path] = [path for path in files(blank) if "2026-10-31" in path.name]
    assert path.parent == blank / "data" / "records" / "secretariat" / "2026"
    digits = hashlib.sha256(path.read_bytes()).hexdigest()[:16]
    assert path.name == f"2026-10-31-A1-update-{digits}.yaml"
    assert id == f"A1-{digits}"


def test_update_by_words_instead_of_ids(blank: Path, wrote: Any) -> None:
    id = wrote(
        "update", "样例大道", "--stage", "推进", "--percent", "3", "--measure", "投资", "--city", "北样市",
        "--on-behalf-of", "北样市",
    )  # fmt: skip
    [said] = newest(blank, id)
    assert said["task"] == "A1"
    assert (said["stage"], said["measure"], said["city"], said["on_behalf_of"]) == (
        "under_way",
        "investment",
        "north",
        "north",
    )


def test_update_by_english_words_in_any_case(blank: Path, wrote: Any) -> None:
    [said] = newest(blank, wrote("update", "a1", "--stage", "Under Way", "--city", "north example"))
    assert (said["task"], said["stage"], said["city"]) == ("A1", "under_way", "north")


def test_a_nil_report_is_a_report(blank: Path, wrote: Any, yes: Any) -> None:
    before = json.loads(yes("status", *JSON))["tasks"]
    [said] = newest(blank, wrote("update", "A1", "--nil"))
    assert said["nil"] is True
    after = json.loads(yes("status", *JSON))["tasks"]
    owed = [next(row["months_owed"] for row in rows if row["id"] == "A1") for rows in (before, after)]
    assert owed[0] > 0
    assert owed[1] == 0


def test_the_date_is_today_in_the_plans_zone(
    blank: Path, wrote: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LTZ_NOW", "2026-11-23T17:30:00+00:00")
    [said] = newest(blank, wrote("update", "A1", "--nil"))
    assert said["date"] == "2026-11-24"
    assert said["entered"]["at"] == "2026-11-24T01:30:00+08:00"


@pytest.mark.parametrize("date", ["2026", "2026-10", "2026-10-31"])
def test_a_day_a_month_or_a_year(blank: Path, wrote: Any, date: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LTZ_NOW", "2027-01-01T00:00:00+08:00")
    [said] = newest(blank, wrote("update", "A1", "--nil", "--date", date))
    assert said["date"] == date
    assert files(blank)[0].name.startswith(f"{date}-A1-update-")


def test_two_records_at_one_instant(blank: Path, wrote: Any) -> None:
    """A frozen clock keeps the order: the next microsecond is taken."""
    said = ("update", "A1", "--text", "同一句", "--again")
    at = [newest(blank, wrote(*said))[0]["entered"]["at"] for _ in range(3)]
    assert at == [
        "2026-11-24T15:00:00+08:00",
        "2026-11-24T15:00:00.000001+08:00",
        "2026-11-24T15:00:00.000002+08:00",
    ]
    assert len(files(blank)) == 3


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("empty_update", ()),
        ("nil_with_news", ("--nil", "--stage", "under_way")),
        ("percent_without_measure", ("--percent", "5")),
        ("completed_by_update", ("--stage", "completed")),
        ("claim_of_part", ("--stage", "reported_complete", "--part", "north")),
        ("out_of_range", ("--percent", "101", "--measure", "works")),
        ("not_a_number", ("--percent", "NaN", "--measure", "works")),
        ("not_a_number", ("--percent", "８", "--measure", "works")),
        ("not_a_date", ("--nil", "--date", "2026-02-30")),
        ("date_in_future", ("--nil", "--date", "2026-11-25")),
        ("unknown_id", ("--part", "middle", "--text", "x")),
        ("unknown_id", ("--milestone", "closed", "--text", "x")),
        ("unknown_id", ("--stage", "undr_way")),
        ("unknown_id", ("--measure", "money", "--percent", "5")),
        ("unknown_id", ("--city", "west", "--text", "x")),
        ("not_one_of", ("--annual-target", "maybe")),
        ("unknown_record", ("--nil", "--replaces", "A1-ffff")),
        ("file_missing", ("--nil", "--evidence", "missing.pdf")),
        ("empty_text", ("--text", " ")),
        ("hidden_character", ("--text", "a\u202eb")),
    ],
)
def test_updates_that_are_refused(blank: Path, no: Any, code: str, words: tuple[str, ...]) -> None:
    no(code, "update", "A1", *words)


def test_did_you_mean(blank: Path, no: Any) -> None:
    assert "under_way" in no("unknown_id", "update", "A1", "--stage", "undr_way")
    assert "updatee" in no("unknown_verb", "updatee", "A1")
    assert "“update”" in no("unknown_verb", "updatee", "A1")


def test_a_task_that_is_not_there(blank: Path, no: Any) -> None:
    no("unknown_id", "update", "Z9", "--nil")


def test_offices_write_what_they_may(blank: Path, no: Any, wrote: Any) -> None:
    problem = wrote("raise", "A1", "--text", "难")
    no(
        "not_permitted",
        "sort",
        problem,
        "--as",
        "land",
        "--needs",
        "bureaus",
        "--because",
        "x",
        "--office",
        "north",
    )
    no("unknown_id", "update", "A1", "--nil", "--office", "west")
    [said] = newest(blank, wrote("update", "A1", "--nil", "--office", "南样市"))
    assert said["entered"]["office"] == "south"


def test_which_office(blank: Path, no: Any, wrote: Any, git: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("LTZ_OFFICE")
    assert "secretariat, north, south" in no("which_office", "update", "A1", "--nil")
    git(blank, "init", "--quiet")
    git(blank, "config", "ltz.office", "north")
    assert newest(blank, wrote("update", "A1", "--nil"))[0]["entered"]["office"] == "north"
    monkeypatch.setenv("LTZ_OFFICE", "south")
    assert newest(blank, wrote("update", "B1", "--nil"))[0]["entered"]["office"] == "south"
    assert (
        newest(blank, wrote("--office", "north", "update", "A2", "--nil"))[0]["entered"]["office"] == "north"
    )


# ---- raise and sort


def test_a_city_raises_and_proposes(blank: Path, wrote: Any, yes: Any) -> None:
    id = wrote(
        "--office", "north", "raise", "A1", "B1", "--text", "过境段用地未批", "--concerns", "south", "--position",
        "south=愿意配合，要指标", "--position", "北样市=按规划=执行", "--tried", "两市部门谈过两次", "--wanted-by", "2026-12-31",
        "--part", "north", "--city", "north", "--needs", "bureaus", "--date", "2026-11-20",
    )  # fmt: skip
    [said] = newest(blank, id)
    assert said | {"entered": None} == {
        "kind": "problem",
        "tasks": ["A1", "B1"],
        "parts": ["north"],
        "city": "north",
        "concerns": ["south"],
        "positions": {"south": "愿意配合，要指标", "north": "按规划=执行"},
        "tried": "两市部门谈过两次",
        "wanted_by": "2026-12-31",
        "needs": "bureaus",
        "date": "2026-11-20",
        "text": "过境段用地未批",
        "entered": None,
    }
    report = json.loads(yes("escalate", *JSON))
    assert [(one["id"], one["task"], one["days"], one["proposed_need"]) for one in report["unsorted"]] == [
        (id, "A1", 4, "bureaus")
    ]
    assert all(one["standing"] for level in report["levels"] for one in level["matters"])


def test_the_secretariat_raises_and_sorts_in_one_file(blank: Path, wrote: Any, yes: Any) -> None:
    id = wrote(
        "raise", "A1", "--text", "征地未完", "--needs", "bureaus", "--as", "用地", "--because", "两市部门能定"
    )
    [path] = files(blank)
    data = path.read_bytes()
    assert data.count(b"---\n") == 1
    assert path.stem.endswith(hashlib.sha256(data).hexdigest()[:16])
    problem, sort = newest(blank, id)
    assert (problem["kind"], sort["kind"]) == ("problem", "sort")
    assert sort["answers"] == id
    assert (sort["sort"], sort["needs"], sort["because"]) == ("land", "bureaus", "两市部门能定")
    report = json.loads(yes("escalate", *JSON))
    assert report["unsorted"] == []
    [level] = [one for one in report["levels"] if one["level"] == "vice_mayors"]
    assert [one["id"] for one in level["matters"]] == [id]
    assert yes("validate", "--strict") == ""


def test_raising_without_a_need_waits_in_the_queue(blank: Path, wrote: Any, yes: Any) -> None:
    id = wrote("raise", "A1", "--text", "难")
    assert len(newest(blank, id)) == 1
    assert [one["id"] for one in json.loads(yes("escalate", *JSON))["unsorted"]] == [id]


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("sort_needs_need", ("A1", "--text", "x", "--as", "land")),
        ("sort_needs_need", ("A1", "--text", "x", "--as", "land", "--needs", "bureaus", "--office", "north")),
        ("bad_position", ("A1", "--text", "x", "--position", "south")),
        ("unknown_id", ("A1", "--text", "x", "--concerns", "west")),
        ("unknown_id", ("A1", "--text", "x", "--needs", "everybody")),
        ("unknown_id", ("A1", "Z9", "--text", "x")),
        ("missing_argument", ("--text", "x")),
        ("unknown_record", ("A1", "--text", "x", "--follows", "A1-ffff")),
    ],
)
def test_problems_that_are_refused(blank: Path, no: Any, code: str, words: tuple[str, ...]) -> None:
    no(code, "raise", *words)


def test_a_problem_must_say_something(blank: Path, ltz: Ltz) -> None:
    done = ltz("raise", "A1")
    assert (done.code, done.out, files(blank)) == (2, "", [])
    assert "error[" in done.err


def test_sort_moves_a_problem_to_its_level(blank: Path, wrote: Any, yes: Any) -> None:
    problem = wrote("raise", "A1", "--text", "难", "--date", "2026-11-01")
    sort = wrote(
        "sort",
        problem[:7],
        "--as",
        "其他",
        "--needs",
        "省级部门",
        "--because",
        "要省里批",
        "--key",
        "--date",
        "2026-11-02",
    )
    [said] = newest(blank, sort)
    assert (said["answers"], said["sort"], said["needs"], said["key"]) == (problem, "other", "province", True)
    [matter] = [
        one
        for level in json.loads(yes("escalate", *JSON))["levels"]
        for one in level["matters"]
        if one["kind"] == "problem"
    ]
    assert (matter["id"], matter["days"], matter["needs"], matter["key"]) == (problem, 23, "province", True)
    again = wrote("sort", problem, "--as", "land", "--needs", "bureaus", "--because", "部门能定")
    assert newest(blank, again)[0]["answers"] == sort
    shown = json.loads(yes("show", problem, *JSON))
    assert (shown["state"], shown["level"]) == ("sorted", "vice_mayors")


def test_dismiss(blank: Path, wrote: Any, yes: Any, no: Any) -> None:
    problem = wrote("raise", "A1", "--text", "不涉及其他市")
    [said] = newest(blank, wrote("sort", problem, "--dismiss", "--because", "本市自己办"))
    assert said["dismissed"] is True
    assert "needs" not in said and "sort" not in said
    assert json.loads(yes("show", problem, *JSON))["state"] == "dismissed"
    assert json.loads(yes("escalate", *JSON))["unsorted"] == []
    no("impossible_move", "accept", problem)
    no("impossible_move", "sort", problem, "--as", "land", "--needs", "bureaus", "--because", "x")


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("sorted_or_dismissed", ("--because", "x")),
        ("sorted_or_dismissed", ("--as", "land", "--because", "x")),
        ("sorted_or_dismissed", ("--needs", "bureaus", "--because", "x")),
        ("sorted_or_dismissed", ("--dismiss", "--needs", "bureaus", "--because", "x")),
        ("missing_key", ("--as", "land", "--needs", "bureaus")),
        ("unknown_id", ("--as", "water", "--needs", "bureaus", "--because", "x")),
    ],
)
def test_sorts_that_are_refused(blank: Path, wrote: Any, no: Any, code: str, words: tuple[str, ...]) -> None:
    no(code, "sort", wrote("raise", "A1", "--text", "难"), *words)


# ---- accept, return, withdraw


def test_accept_only_after_a_claim(blank: Path, wrote: Any, no: Any, yes: Any) -> None:
    assert "reported_complete" in no("no_claim", "accept", "A1")
    no("no_claim", "return", "A1", "--because", "x")
    claim = wrote("--office", "north", "update", "A1", "--stage", "reported_complete", "--date", "2026-11-01")
    waiting = json.loads(yes("escalate", *JSON))["waiting_for_recheck"]
    assert [(one["id"], one["kind"], one["days"]) for one in waiting] == [("A1", "task", 23)]
    back = wrote("return", "A1", "--because", "护栏没装", "--date", "2026-11-05")
    [said] = newest(blank, back)
    assert (said["answers"], said["verdict"], said["because"]) == (claim, "return", "护栏没装")
    no("no_claim", "accept", "A1")
    claim = wrote(
        "update", "样例大道", "--stage", "reported_complete", "--date", "2026-11-10", "--text", "护栏已装"
    )
    id = wrote("accept", "样例大道", "--text", "现场看过", "--date", "2026-11-12")
    assert newest(blank, id)[0]["answers"] == claim
    row = next(one for one in json.loads(yes("status", *JSON))["tasks"] if one["id"] == "A1")
    assert (row["stage"], row["light"], row["claimed_on"]) == ("completed", "done", "2026-11-10")
    no("no_claim", "accept", "A1")


def test_a_return_says_why(blank: Path, wrote: Any, ltz: Ltz) -> None:
    wrote("update", "A1", "--stage", "reported_complete")
    before = files(blank)
    done = ltz("return", "A1")
    assert (done.code, done.out, files(blank)) == (2, "", before)
    assert "error[" in done.err


@pytest.mark.parametrize("sorted_first", [True, False])
def test_accept_a_problem_sorted_or_not(
    blank: Path, wrote: Any, yes: Any, no: Any, sorted_first: bool
) -> None:
    problem = wrote("raise", "A1", "--text", "难", *(("--needs", "bureaus") if sorted_first else ()))
    [said] = newest(blank, wrote("accept", problem[:8], "--text", "已解决"))
    assert (said["verdict"], said["text"]) == ("accept", "已解决")
    shown = json.loads(yes("show", problem, *JSON))
    assert (shown["state"], shown["level"]) == ("closed", None)
    for words in (("accept", problem), ("sort", problem, "--dismiss", "--because", "x")):
        no("impossible_move", *words)
    [again] = newest(blank, wrote("raise", "A1", "--text", "又来了", "--follows", problem[:8]))
    assert again["follows"] == problem


def test_a_problem_without_an_order_cannot_be_returned(blank: Path, wrote: Any, no: Any) -> None:
    said = no("impossible_move", "return", wrote("raise", "A1", "--text", "难"), "--because", "x")
    assert all(move in said for move in ("sort", "dismiss", "accept"))


def test_withdraw(blank: Path, wrote: Any, yes: Any, no: Any) -> None:
    update = wrote("update", "A1", "--percent", "50", "--measure", "works")
    id = wrote("withdraw", update[:7], "--because", "录错了任务")
    [said] = newest(blank, id)
    assert (said["kind"], said["withdraws"], said["because"]) == ("withdrawal", update, "录错了任务")
    row = json.loads(yes("status", *JSON))["tasks"][0]
    assert (row["percent"], row["last_report"]) == (None, None)
    assert update[:7] in yes("log", "A1")
    no("unknown_record", "withdraw", "A1-0000", "--because", "x")
    no(
        "mends_other_office",
        "withdraw",
        wrote("update", "A1", "--nil"),
        "--because",
        "x",
        "--office",
        "north",
    )


def test_withdraw_says_why(blank: Path, wrote: Any, ltz: Ltz) -> None:
    update = wrote("update", "A1", "--nil")
    done = ltz("withdraw", update)
    assert (done.code, done.out) == (2, "")


# ---- ids


def test_ids_by_prefix(shipped: Path, yes: Any, no: Any) -> None:
    assert json.loads(yes("show", "T1-37b0", *JSON))["id"] == "T1-37b096156776fc59"
    assert json.loads(yes("show", "t1-37B0", *JSON))["id"] == "T1-37b096156776fc59"
    assert json.loads(yes("why", "T1-37b0", *JSON))["id"] == "T1-37b096156776fc59"
    assert "T1-37b096156776fc59" in no("ambiguous_id", "show", "T1-")
    no("unknown_id", "show", "T1-zzzz")
    assert json.loads(yes("show", "T1", *JSON))["task"]["id"] == "T1"
    assert json.loads(yes("show", "“三干”快速化改造", *JSON))["task"]["id"] == "T1"
    assert json.loads(yes("show", "t1", *JSON))["task"]["id"] == "T1"


# ---- filters


@pytest.mark.parametrize(
    ("words", "some", "others"),
    [
        (("--area", "transport"), {"T1", "T9"}, {"P1", "C1"}),
        (("--area", "交通共建"), {"T1", "T9"}, {"P1"}),
        (("--area", "Transport"), {"T1", "T9"}, {"P1"}),
        (("--level", "书记、市长"), {"T5", "I1", "O4"}, {"T1"}),
        (("--level", "lead_unit"), {"T1"}, {"T5", "I1", "O4"}),
        (("--light", "on_course", "--as-of", "2020-08-31"), {"T1"}, {"T4", "P1"}),
        (("--light", "正常", "--as-of", "2020-08-31"), {"T1"}, {"T4", "P1"}),
        (("--light", "unlit", "--as-of", "2020-08-31"), {"T4"}, {"T1"}),
        (("--stage", "推进"), {"T1"}, {"T6"}),
        (("--stage", "under_way"), {"T1", "T2"}, {"T4", "T5"}),
        (("--stage", "completed"), set(), {"T1"}),
        (("--kind", "合作事项"), {"P1"}, set()),
        (("--origin", "carried_over"), {"C1", "C2", "C3"}, {"T1"}),
        (("--origin", "plan"), {"T1"}, {"C1"}),
        (("--city", "zhuzhou", "--area", "livelihood"), set(), {"T1"}),
        (("--area", "transport", "--light", "on_course", "--as-of", "2020-08-31"), {"T1"}, {"T4"}),
    ],
)
def test_filters_of_status(
    shipped: Path, yes: Any, words: tuple[str, ...], some: set[str], others: set[str]
) -> None:
    report = json.loads(yes("status", *AS_OF, *words, *JSON))
    shown = {row["id"] for row in report["tasks"]}
    assert some <= shown
    assert not others & shown
    own = [row for row in report["tasks"] if row["origin"] == "plan"]
    assert report["summary"]["tasks"]["total"] == len(own)
    listed = {row["id"] for row in json.loads(yes("list", "tasks", *AS_OF, *words, *JSON))["tasks"]}
    assert listed == shown


def test_filters_of_escalate(blank: Path, wrote: Any, yes: Any) -> None:
    """One aide gets only what is before her principal, and the tasks of the field."""
    road = wrote("raise", "A1", "--text", "路", "--needs", "bureaus")
    card = wrote("raise", "B1", "--text", "卡", "--needs", "bureaus")

    def matters(*words: str) -> dict[str, list[str]]:
        levels = json.loads(yes("escalate", *words, *JSON))["levels"]
        return {one["level"]: [matter["id"] for matter in one["matters"]] for one in levels}

    assert matters() == {"mayors": ["A2"], "vice_mayors": [road, card], "lead_unit": []}
    assert matters("--level", "分管副市长") == {"vice_mayors": [road, card]}
    assert matters("--level", "vice_mayors", "--portfolio", "交通") == {"vice_mayors": [road]}
    assert matters("--portfolio", "services") == {"mayors": [], "vice_mayors": [card], "lead_unit": []}
    assert matters("--area", "transport", "--level", "vice_mayors") == {"vice_mayors": [road]}
    assert matters("--city", "北样市")["vice_mayors"] == [road, card]


def test_one_aides_paper(blank: Path, wrote: Any, yes: Any) -> None:
    """With --level the text too holds that level's matters and nobody else's."""
    wrote("raise", "A1", "--text", "路的事", "--needs", "bureaus")
    wrote("raise", "A1", "--text", "省里的事", "--needs", "province")
    text = yes("escalate", "--level", "vice_mayors", "--lang", "zh")
    assert "路的事" in text
    assert "省里的事" not in text
    assert "市长" in text


@pytest.mark.parametrize("verb", ["status", "escalate", "list"])
@pytest.mark.parametrize(
    "option", ["--area", "--city", "--level", "--light", "--stage", "--kind", "--origin"]
)
def test_filters_name_what_is_unknown(blank: Path, no: Any, verb: str, option: str) -> None:
    words = (verb, "tasks") if verb == "list" else (verb,)
    no("not_one_of" if option == "--origin" else "unknown_id", *words, option, "nothing")


# ---- two clocks


def test_as_of_and_known_on(
    blank: Path, wrote: Any, yes: Any, no: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    def percent(*words: str) -> str | None:
        return json.loads(yes("status", *words, *JSON))["tasks"][0]["percent"]

    monkeypatch.setenv("LTZ_NOW", "2026-10-10T09:00:00+08:00")
    wrote("update", "A1", "--percent", "10", "--measure", "works", "--date", "2026-09-30")
    monkeypatch.setenv("LTZ_NOW", "2026-11-10T23:59:59+08:00")
    wrote("update", "A1", "--percent", "20", "--measure", "works", "--date", "2026-10")
    monkeypatch.setenv("LTZ_NOW", "2026-11-24T15:00:00+08:00")
    assert percent() == "20"
    assert percent("--as-of", "2026-10-30") == "10"  # a month counts from its end
    assert percent("--as-of", "2026-10-31") == "20"
    assert percent("--as-of", "2026-10") == "20"
    assert percent("--as-of", "2026-09-29") is None
    assert percent("--known-on", "2026-11-09") == "10"
    assert percent("--known-on", "2026-11-10") == "20"  # the whole day counts
    assert percent("--as-of", "2026-12-31", "--known-on", "2026-10-09") is None
    frame = json.loads(yes("status", "--as-of", "2026-10", "--known-on", "2026-11", *JSON))
    assert (frame["as_of"], frame["known_on"]) == ("2026-10-31", "2026-11-30")
    assert json.loads(yes("status", *JSON))["known_on"] is None
    for option in ("--as-of", "--known-on"):
        for value in ("2026-13-01", "yesterday", "2026-1-1", "２０２６"):
            no("bad_date", "status", option, value)


@pytest.mark.parametrize(
    "verb",
    [
        ("status",),
        ("escalate",),
        ("show", "A1"),
        ("why", "A1"),
        ("log", "A1"),
        ("log",),
        ("list", "tasks"),
        ("list", "records"),
    ],
)
def test_every_read_knows_both_clocks(blank: Path, wrote: Any, yes: Any, verb: tuple[str, ...]) -> None:
    wrote("update", "A1", "--text", "只在十一月", "--date", "2026-11-20")
    frame = json.loads(yes(*verb, "--as-of", "2026-10-31", "--known-on", "2026-10-31", *JSON))
    assert (frame["as_of"], frame["known_on"]) == ("2026-10-31", "2026-10-31")
    assert "只在十一月" not in json.dumps(frame, ensure_ascii=False)


def test_a_bad_clock(blank: Path, no: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LTZ_NOW", "noon")
    no("bad_date", "status")


# ---- what every write can do


WRITES = {
    "update": ("update", "A1", "--text", "十"),
    "raise": ("raise", "A1", "--text", "难", "--needs", "bureaus"),
    "sort": ("sort", "{problem}", "--as", "land", "--needs", "bureaus", "--because", "由"),
    "accept": ("accept", "{problem}", "--text", "好"),
    "accept task": ("accept", "B1"),
    "return": ("return", "B1", "--because", "由"),
    "withdraw": ("withdraw", "{problem}", "--because", "由"),
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
    assert len(done.err.splitlines()) == 1
    assert new.name in done.err


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


# ---- import


BATCH = """records:
- {label: road, kind: problem, tasks: [A1], date: 2026-09-10, text: "征地未完", needs: bureaus}
- {label: sorted, kind: sort, answers: road, sort: land, needs: bureaus, because: "部门能定", date: 2026-09-11}
- {kind: recheck, answers: sorted, verdict: accept, text: "办了", date: 2026-10-01}
- {label: first, kind: update, task: A1, date: 2026-09, percent: 10, measure: works}
- {kind: update, task: A1, date: 2026-09, percent: 12, measure: works, replaces: [first]}
- {label: wrong, kind: update, task: B1, date: 2026-09-30, text: "错"}
- {kind: withdrawal, withdraws: wrong, because: "重复", date: 2026-10-02}
- {kind: problem, tasks: [A1], date: 2026-10-20, text: "又来了", follows: road}
"""


def batch(folder: Path, text: str = BATCH) -> str:
    (folder / "batch.yaml").write_text(text, encoding="utf-8")
    return "batch.yaml"


def test_import_with_labels(blank: Path, yes: Any, ltz: Ltz) -> None:
    done = ltz("import", batch(blank), "--lang", "en")
    assert done.code == 0, done.err
    ids = done.out.split()
    assert len(ids) == len(files(blank)) == 8
    assert done.err == "8 imported, 0 already there\n"
    assert all(
        path.read_bytes().count(b"---\n") == 0 and b"label" not in path.read_bytes() for path in files(blank)
    )
    assert newest(blank, ids[1])[0]["answers"] == ids[0]
    assert newest(blank, ids[2])[0]["answers"] == ids[1]
    assert newest(blank, ids[4])[0]["replaces"] == [ids[3]]
    assert newest(blank, ids[6])[0]["withdraws"] == ids[5]
    assert newest(blank, ids[7])[0]["follows"] == ids[0]
    assert json.loads(yes("show", ids[0], *JSON))["state"] == "closed"
    row = json.loads(yes("status", *JSON))["tasks"][0]
    assert row["percent"] == "12"
    assert yes("validate", "--strict") == ""


def test_import_again_adds_only_what_is_missing(
    blank: Path, ltz: Ltz, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = ltz("import", batch(blank))
    stood = {path: path.read_bytes() for path in files(blank)}
    monkeypatch.setenv("LTZ_NOW", "2026-12-24T15:00:00+08:00")
    monkeypatch.setenv("LTZ_OFFICE", "secretariat")
    again = ltz("import", batch(blank), "--lang", "en")
    assert (again.code, again.out, again.err) == (0, "", "0 imported, 8 already there\n")
    more = ltz(
        "import",
        batch(blank, BATCH + "- {kind: update, task: A2, date: 2026-10-31, nil: true}\n"),
        "--lang",
        "en",
    )
    assert (more.code, more.err) == (0, "1 imported, 8 already there\n")
    assert {path: path.read_bytes() for path in files(blank) if path in stood} == stood
    assert len(first.out.split()) == 8


@pytest.mark.parametrize("stop", range(8))
def test_import_stopped_in_the_middle(
    blank: Path, ltz: Ltz, stop: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    done = []

    class Broken(Disk):
        def link(self, source: Path, target: Path) -> None:
            if len(done) == stop:
                raise OSError(5, "Input/output error")
            done.append(target)
            super().link(source, target)

    with monkeypatch.context() as patch:
        patch.setattr("ltzplan.cli.recorder.Disk", Broken)
        broken = ltz("import", batch(blank), "--lang", "en")
    assert broken.code == 2
    assert f"error[{'partly_stored' if stop else 'not_stored'}]" in broken.err
    assert ("do it again" in broken.err) is (stop == 0)
    assert f"{stop} of 8 are stored" in broken.err or not stop
    assert len(broken.out.split()) == len(files(blank)) == stop
    monkeypatch.setenv("LTZ_NOW", "2026-11-25T15:00:00+08:00")
    again = ltz("import", batch(blank), "--lang", "en")
    assert (again.code, again.err) == (0, f"{8 - stop} imported, {stop} already there\n")
    assert len(files(blank)) == 8
    assert ltz("validate", "--strict").code == 0


@pytest.mark.parametrize(
    ("code", "line"),
    [
        ("unknown_id", "- {kind: update, task: Z9, date: 2026-09-30, nil: true}"),
        ("percent_without_measure", "- {kind: update, task: A1, date: 2026-09-30, percent: 5}"),
        ("not_a_date", "- {kind: update, task: A1, date: 2026-02-30, nil: true}"),
        ("unknown_kind", "- {kind: rumour, task: A1, date: 2026-09-30, nil: true}"),
        ("missing_key", "- {task: A1, date: 2026-09-30, nil: true}"),
        ("unknown_key", "- {kind: update, task: A1, date: 2026-09-30, nill: true}"),
        ("given_by_the_tool", "- {kind: update, task: A1, date: 2026-09-30, nil: true, entered: {by: me}}"),
        ("impossible_move", "- {kind: sort, answers: road, dismissed: true, because: x, date: 2026-11-01}"),
        (
            "names_unknown",
            "- {kind: sort, answers: A1-0000000000000000, dismissed: true, because: x, date: 2026-11-01}",
        ),
        ("bad_record_id", "- {kind: sort, answers: later, dismissed: true, because: x, date: 2026-11-01}"),
    ],
)
def test_import_checks_all_before_it_writes(blank: Path, no: Any, code: str, line: str) -> None:
    name = batch(
        blank,
        f"{BATCH}{line}\n- {{kind: update, task: A2, date: 2026-02-31, nil: true}}\n"
        if code not in ("impossible_move", "names_unknown")
        else f"{BATCH}{line}\n",
    )
    said = no(code, "import", name)
    if code not in ("impossible_move", "names_unknown"):
        assert "batch.yaml:10:" in said
        assert "batch.yaml:11:" in said  # all findings at once
    assert not (blank / "data" / "records").exists()


@pytest.mark.parametrize("text", ["records: 3\n", "other: []\n", "[]\n", "- a\n", "records: [a]\n"])
def test_import_of_what_is_no_batch(blank: Path, ltz: Ltz, text: str) -> None:
    done = ltz("import", batch(blank, text))
    assert (done.code, done.out) == (2, "")
    assert "error[" in done.err


@pytest.mark.parametrize(
    "field", ["label: [a]", "label: {a: b}", "answers: [road]", "answers: {a: b}", "answers: null"]
)
def test_import_of_odd_shapes(blank: Path, ltz: Ltz, field: str) -> None:
    line = f"- {{kind: sort, dismissed: true, because: x, date: 2026-11-01, {field}}}\n"
    done = ltz("import", batch(blank, BATCH + line))
    assert done.code == 2
    assert "error[" in done.err
    assert files(blank) == []


def test_import_of_an_empty_list(blank: Path, ltz: Ltz) -> None:
    done = ltz("import", batch(blank, "records: []\n"))
    assert (done.code, done.out) == (0, "")


def test_import_of_words(blank: Path, yes: Any, ltz: Ltz) -> None:
    """A batch says units, measures and parts by id or by word, as a verb does."""
    line = "- {kind: update, task: 样例大道, parts: [北段], date: 2026-09, percent: 10, measure: 工程量}\n"
    said = newest(blank, yes("import", batch(blank, f"records:\n{line}")).strip())[0]
    assert (said["task"], said["parts"], said["measure"]) == ("A1", ["north"], "works")


def test_import_of_what_answers_before_it_was_asked(blank: Path, no: Any) -> None:
    """A move is not older than what it answers, though both stand in one batch."""
    text = """records:
- {label: road, kind: problem, tasks: [A1], date: 2026-09-01, text: "x"}
- {kind: sort, answers: road, date: 2026-08-02, sort: land, needs: bureaus, because: "y"}
"""
    assert "batch.yaml:3:3:" in no("dates_backwards", "import", batch(blank, text))
    assert files(blank) == []


def test_import_says_only_what_is_wrong_itself(blank: Path, no: Any) -> None:
    """What answers a record that is wrong is checked too, but not blamed for it."""
    text = """records:
- {label: road, kind: problem, tasks: [Z9], date: 2026-09-01, text: "x"}
- {kind: sort, answers: road, date: 2026-09-02, sort: lend, needs: bureaus, because: "y"}
"""
    said = no("unknown_id", "import", batch(blank, text))
    assert re.findall(r"(?m)^batch.yaml:(\d+):\d+: \w+\[(\w+)\]", said) == [("2", "unknown_id"), ("3", "unknown_id")]


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (
            "{kind: order, answers: A1-0, number: n, units: [nonesuch], due: 2026-13-01, requir: r, key: maybe, date: 2026-09-01}",
            ["missing_key", "unknown_id", "not_a_date", "unknown_key", "not_true_or_false"],
        ),
        (
            "{kind: order, answers: zzz, number: n, units: [nonesuch], due: 2026-12-01, require: r, date: 2026-09-01}",
            ["bad_record_id", "unknown_id"],
        ),
        ("{kind: session, date: 2026-09-01, level: kings, form: meeting, matters: 7}", ["unknown_id", "wrong_type"]),
        ("{kind: update, date: 2026-09-01, task: [A1], nil: true}", ["not_text"]),
        ('{kind: update, date: 2026-09-01, task: "", nil: true}', ["empty_text"]),
    ],
)  # fmt: skip
def test_import_says_all_that_is_wrong_with_a_record(blank: Path, ltz: Ltz, line: str, said: list[str]) -> None:
    """An unknown word hides nothing: what is wrong beside it is said too, in the order of the file."""
    done = ltz("import", batch(blank, f"records:\n- {line}\n"))
    assert re.findall(r"(?m)^batch.yaml:2:\d+: \w+\[(\w+)\]", done.err) == said


def test_import_twice_the_same_label(blank: Path, ltz: Ltz) -> None:
    """A label that stands twice would make a reference ambiguous: it is refused, not guessed."""
    text = BATCH + '- {label: road, kind: problem, tasks: [B1], date: 2026-10-21, text: "别的"}\n'
    done = ltz("import", batch(blank, text))
    assert done.code == 2
    assert files(blank) == []


def test_import_in_a_dry_run(blank: Path, ltz: Ltz) -> None:
    done = ltz("import", batch(blank), "--dry-run")
    assert done.code == 0
    assert len(done.out.split()) == 8
    assert files(blank) == []


@pytest.mark.parametrize(("facts", "count"), [("replay", 73), ("meetings", 4)])
def test_the_replay_is_what_is_shipped(shipped: Path, ltz: Ltz, facts: str, count: int) -> None:
    """The import files of the facts give nothing new on the shipped records."""
    replay = Path(__file__).parents[1] / "facts" / f"{facts}.yaml"
    before = files(shipped)
    done = ltz("import", str(replay), "--office", "secretariat", "--lang", "en")
    assert (done.code, done.out) == (0, "")
    assert done.err.endswith(f", {count} already there\n")
    assert files(shipped) == before


# ---- forms


TABULAR = [
    ("status",),
    ("escalate",),
    ("log", "T1"),
    ("log",),
    ("list", "tasks"),
    ("list", "problems"),
    ("list", "silent"),
]


@pytest.mark.parametrize("verb", TABULAR, ids=" ".join)
def test_csv(shipped: Path, ltz: Ltz, verb: tuple[str, ...]) -> None:
    by_lang = {}
    for lang in ("zh", "en"):
        done = ltz(*verb, *AS_OF, "--format", "csv", "--raw", "--lang", lang)
        assert (done.code, done.err) == (0, "")
        assert all(line.endswith("\r") for line in done.out.split("\n")[:-1])
        by_lang[lang] = list(csv.DictReader(io.StringIO(done.out, newline="")))
    assert by_lang["zh"]
    assert [list(row) for row in by_lang["zh"]] == [list(row) for row in by_lang["en"]]
    assert all(None not in row and None not in row.values() for row in by_lang["zh"])


@pytest.mark.parametrize(
    "verb", [*TABULAR, ("list", "clauses"), ("list", "areas"), ("list", "offices")], ids=" ".join
)
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_markdown(shipped: Path, ltz: Ltz, verb: tuple[str, ...], lang: str) -> None:
    done = ltz(*verb, *AS_OF, "--format", "md", "--lang", lang)
    assert (done.code, done.err) == (0, "")
    assert done.out.endswith("\n")
    tables = re.findall(r"(?:^\|.*\n)+", done.out, re.MULTILINE)
    assert tables
    for table in tables:
        cells = {len(re.findall(r"(?<!\\)\|", line)) for line in table.splitlines()}
        assert len(cells) == 1, table


def test_formulas_and_markup_stay_as_typed(blank: Path, wrote: Any, yes: Any) -> None:
    text = '=SUM(A1) [bold]x[/bold] | *y* "z", `w`'
    wrote("update", "A1", "--text", text)
    rows = list(csv.DictReader(io.StringIO(yes("log", "A1", "--format", "csv", "--raw"), newline="")))
    assert [row["text"] for row in rows if row["text"]] == [text]
    assert text in yes("log", "A1")
    assert text in yes("show", "A1")
    assert json.dumps(text) in yes("log", "A1", *JSON)
    markdown = yes("log", "A1", "--format", "md")
    assert re.sub(r"\\(.)", r"\1", markdown).count(text) == 1


@pytest.mark.parametrize(
    ("verb", "form"),
    [(("status",), "xml"), (("show", "A1"), "csv"), (("why", "A1"), "md")],
)
def test_forms_that_are_not_there(blank: Path, no: Any, verb: tuple[str, ...], form: str) -> None:
    no("not_one_of", *verb, "--format", form)


LISTS = [
    "tasks",
    "problems",
    "records",
    "silent",
    "areas",
    "levels",
    "needs",
    "sorts",
    "measures",
    "stages",
    "offices",
    "clauses",
]


@pytest.mark.parametrize("kind", LISTS)
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_lists(shipped: Path, yes: Any, kind: str, lang: str) -> None:
    report = json.loads(yes("list", kind, *AS_OF, "--lang", lang, *JSON))
    assert isinstance(report[kind], list)
    assert report[kind]
    assert report["schema"] == "ltz/list/1"
    text = yes("list", kind, *AS_OF, "--lang", lang)
    for row in report[kind]:
        assert (row.get("id") or row.get("task")) in text


def test_a_list_that_is_not_there(shipped: Path, no: Any) -> None:
    assert "problems" in no("not_one_of", "list", "dreams")


# ---- the contract


STATUS_TASK = ["id", "origin", "area", "title", "stage", "light", "unlit_because", "percent", "percent_basis", "measure", "percent_date", "parts", "schedule", "due", "first_due", "overdue_days", "level", "standing_level", "open_problems", "last_report", "months_owed", "annual_target", "claimed_on", "disagreements"]
FRAME = ["schema", "plan", "as_of", "known_on", "commit", "read"]
MATTER = ["id", "kind", "task", "standing", "since", "days", "needs", "rests_on", "state", "due", "first_due", "overdue_days", "portfolio"]


@pytest.fixture
def eventful(blank: Path, wrote: Any, ltz: Ltz) -> Path:
    """A workspace in which every list of the contract holds something."""
    ltz("import", batch(blank))
    wrote("raise", "A1", "--text", "省里的事", "--needs", "province", "--date", "2026-11-01")
    wrote(
        "--office", "north", "raise", "B1", "--text", "待分类", "--needs", "bureaus", "--date", "2026-11-02"
    )
    wrote(
        "--office", "north", "update", "A1", "--percent", "50", "--measure", "works", "--date", "2026-11-20"
    )
    wrote(
        "--office", "south", "update", "A1", "--percent", "40", "--measure", "works", "--date", "2026-11-20"
    )
    wrote(
        "--office",
        "north",
        "update",
        "A1",
        "--percent",
        "70",
        "--measure",
        "works",
        "--part",
        "north",
        "--date",
        "2026-11-10",
    )
    wrote("update", "A2", "--stage", "reported_complete", "--date", "2026-11-03")
    return blank


def test_fields_of_status(eventful: Path, yes: Any) -> None:
    report = json.loads(yes("status", *JSON))
    assert report["schema"] == "ltz/status/1"
    assert list(report)[: len(FRAME)] == FRAME
    assert {"tasks", "records", "skipped"} <= set(report["read"])
    assert report["plan"] == "example"
    for row in report["tasks"]:
        assert set(row) >= set(STATUS_TASK)
    road, *_ = report["tasks"]
    assert road["percent"] is None
    [one] = road["disagreements"]
    assert {"measure", "part", "date", "figures"} <= set(one)
    assert [(figure["office"], figure["percent"]) for figure in one["figures"]] == [
        ("north", "50"),
        ("south", "40"),
    ]
    assert {"record", "office", "percent"} <= set(one["figures"][0])
    assert [(part["part"], part["percent"]) for part in road["parts"] if part["percent"]] == [("north", "70")]
    assert road["due"] == "2026-12-31"
    assert isinstance(road["months_owed"], int)
    assert "summary" in report


def test_fields_of_escalation(eventful: Path, yes: Any) -> None:
    report = json.loads(yes("escalate", *JSON))
    assert report["schema"] == "ltz/escalation/1"
    assert list(report)[: len(FRAME)] == FRAME
    assert [one["level"] for one in report["levels"]] == ["mayors", "vice_mayors", "lead_unit"]
    for level in report["levels"]:
        for one in level["matters"]:
            assert set(one) >= set(MATTER)
            assert (one["since"] is None) == (one["days"] is None) == one["standing"]
    assert {one["kind"] for one in report["levels"][0]["matters"]} == {"task", "problem"}
    for one in report["unsorted"]:
        assert set(one) >= {"id", "task", "since", "days", "proposed_need"}
    assert len(report["unsorted"]) == 2
    assert [one["id"] for one in report["waiting_for_recheck"]] == ["A2"]
    assert all(set(one) >= {"task", "months"} for one in report["silent"])
    assert len(report["disagreements"]) == 1
    assert report["supervision"] == []
    assert report["next_dispatch"] == "2026-11"


def test_fields_of_supervision(eventful: Path, yes: Any) -> None:
    report = json.loads(yes("escalate", "--as-of", "2027-01-10", *JSON))
    assert [(one["id"], one["days"]) for one in report["supervision"]] == [("A1", 10)]
    assert set(report["supervision"][0]) >= {"id", "grounds", "days"}


def test_fields_of_why_and_problem(eventful: Path, yes: Any) -> None:
    report = json.loads(yes("why", "A1", *JSON))
    assert set(report) >= {"id", "level", "light", "steps", "without"}
    for step in report["steps"]:
        assert set(step) >= {"rule", "holds", "records", "rests_on"}
    assert report["without"]
    for one in report["without"]:
        assert set(one) >= {"record", "level", "light"}
    problem = json.loads(yes("list", "problems", *JSON))["problems"][0]["id"]
    shown = json.loads(yes("show", problem, *JSON))
    assert shown["state"] == "closed"
    assert [one["move"] for one in shown["moves"] if one["move"]] == ["sort", "accept"]


@pytest.mark.parametrize(
    ("name", "verb"),
    [
        ("status", ("status",)),
        ("escalation", ("escalate",)),
        ("task", ("show", "A1")),
        ("problem", ("show", "{problem}")),
        ("why", ("why", "A1")),
        ("why", ("why", "{problem}")),
        ("log", ("log", "A1")),
        ("log", ("log",)),
    ],
)
def test_json_is_as_its_schema_says(eventful: Path, yes: Any, name: str, verb: tuple[str, ...]) -> None:
    schema = json.loads(yes("validate", "--schema", name))
    jsonschema.Draft202012Validator.check_schema(schema)
    problem = json.loads(yes("escalate", *JSON))["levels"][0]["matters"][0]["id"]
    words = [word.format(problem=problem) for word in verb]
    for as_of in ("2025-12-31", "2026-11-24", "2027-03-01"):
        if "{problem}" in verb and as_of < "2026":
            continue
        report = json.loads(yes(*words, "--as-of", as_of, *JSON))
        jsonschema.validate(report, schema, jsonschema.Draft202012Validator)
        assert report["schema"] == f"ltz/{name}/1"


def test_json_of_the_shipped_plan_is_as_its_schema_says(shipped: Path, yes: Any) -> None:
    for name, verb in (
        ("status", ("status",)),
        ("escalation", ("escalate",)),
        ("log", ("log",)),
        ("task", ("show", "L5")),
    ):
        schema = json.loads(yes("validate", "--schema", name))
        jsonschema.validate(json.loads(yes(*verb, *AS_OF, *JSON)), schema, jsonschema.Draft202012Validator)


def test_json_is_the_same_in_both_languages(eventful: Path, yes: Any) -> None:
    for verb in (("status",), ("escalate",), ("show", "A1"), ("why", "A1"), ("log",), ("list", "records")):
        assert yes(*verb, *JSON, "--lang", "zh") == yes(*verb, *JSON, "--lang", "en")


def test_records_are_as_their_schema_says(shipped: Path, yes: Any) -> None:
    schema = json.loads(yes("validate", "--schema", "record"))
    validator = jsonschema.Draft202012Validator(schema)
    for path in files(shipped):
        for chunk in path.read_text(encoding="utf-8").split("---\n"):
            validator.validate(fields_of(chunk))


def test_a_schema_that_is_not_there(blank: Path, no: Any) -> None:
    assert "escalation" in no("not_one_of", "validate", "--schema", "dreams")


# ---- exit codes and usage


def test_exit_codes(blank: Path, ltz: Ltz, wrote: Any) -> None:
    assert ltz("status").code == 0
    assert ltz("escalate", "--exit-code").code == 0  # standing matters and silence call nobody
    problem = wrote("raise", "A1", "--text", "难")
    assert ltz("escalate").code == 0
    assert ltz("escalate", "--exit-code").code == 1
    assert ltz("escalate", "--exit-code", *JSON).code == 1
    assert ltz("escalate", "--exit-code", "--as-of", "2026-11-23").code == 0
    assert ltz("escalate", "--exit-code", "--area", "services").code == 0
    wrote("accept", problem, "--because", "Settled")
    assert ltz("escalate", "--exit-code").code == 0
    assert ltz("escalate", "--exit-code", "--as-of", "2027-01-01").code == 1  # a task is overdue
    assert ltz("validate").code == 0
    plan = blank / "data" / "tasks.yaml"
    plan.write_text(plan.read_text(encoding="utf-8").replace("expects: 2", "expects: 3"), encoding="utf-8")
    assert ltz("validate").code == 1
    assert ltz("status").code == 2
    assert ltz("update", "A1", "--nil").code == 2


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("unknown_verb", ("statu",)),
        ("unknown_verb", ("dance",)),
        ("unknown_option", ("status", "--as-off", "2020")),
        ("unknown_option", ("--nothing", "status")),
        ("option_needs_value", ("status", "--as-of")),
        ("option_needs_value", ("status", "--lang")),
        ("option_needs_value", ("status", "--data")),
        ("option_needs_value", ("update", "A1", "--nil", "--office")),
        ("missing_argument", ("show",)),
        ("missing_argument", ("update",)),
        ("extra_argument", ("status", "T1")),
        ("extra_argument", ("show", "T1", "T2")),
        ("not_one_of", ("status", "--lang", "fr")),
        ("no_workspace", ("status", "--data", "missing")),
    ],
)
def test_usage(
    blank: Path, ltz: Ltz, code: str, words: tuple[str, ...], lang: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LTZ_LANG", lang)
    done = ltz(*words)
    assert (done.code, done.out) == (2, "")
    word = "错误" if lang == "zh" else "error"
    assert f"{word}[{code}]" in done.err
    if lang == "zh":
        assert not re.search(r"[A-Za-z]+( [a-z]+){3}", done.err), f"English in a Chinese message: {done.err}"


def test_version_and_bare_help(blank: Path, ltz: Ltz) -> None:
    assert re.fullmatch(r"ltz \d+\.\d+\S*\n", ltz("--version").out)
    assert re.search(r"PyYAML .*(libyaml|pure Python)", ltz("--version", "--verbose").out)
    for words in ((), ("--help",)):
        done = ltz(*words)
        assert done.code == 0
        assert "escalate" in done.out


def test_global_options_anywhere(
    blank: Path, ltz: Ltz, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("LTZ_OFFICE")
    monkeypatch.chdir(tmp_path.parent)
    data = str(blank / "data")
    shown = [
        ltz("--data", data, "--lang", "zh", "status"),
        ltz("status", "--data", data, "--lang", "zh"),
        ltz("status", f"--data={data}", "--lang=zh"),
        ltz("--lang=zh", "status", "--data", data),
    ]
    assert {one.code for one in shown} == {0}
    assert len({one.out for one in shown}) == 1
    assert "样例大道" in shown[0].out
    for words in (
        ("--office", "north", "update", "A1", "--nil"),
        ("update", "A1", "--nil", "--office", "north"),
        ("update", "--office=north", "A1", "--nil"),
    ):
        assert ltz("--data", data, *words).code == 0
    monkeypatch.setenv("LTZ_DATA", data)
    monkeypatch.setenv("LTZ_LANG", "zh")
    assert "样例大道" in ltz("status").out
    assert "Example Avenue" in ltz("status", "--lang", "en").out


def test_a_text_that_looks_like_an_option(blank: Path, wrote: Any) -> None:
    for text in ("--lang", "--data=x", "--office", "--version", "-", "status"):
        id = wrote("update", "A1", f"--text={text}")
        assert newest(blank, id)[0]["text"] == text


@pytest.mark.parametrize("text", ["--lang", "--data=/x", "--office=north"])
def test_a_value_that_looks_like_a_global_option(blank: Path, ltz: Ltz, text: str) -> None:
    """It is the value of --text, as with every other program, or refused; never silently something else."""
    done = ltz("update", "A1", "--text", text)
    if done.code == 0:
        assert newest(blank, done.out.strip())[0]["text"] == text
    else:
        assert done.code == 2
        assert files(blank) == []


def test_the_language_of_the_locale(blank: Path, ltz: Ltz, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value, word in (
        ("LANG", "zh_CN.UTF-8", "样例大道"),
        ("LANG", "en_GB.UTF-8", "Example Avenue"),
        ("LC_ALL", "zh_CN.GB18030", "样例大道"),
        ("LTZ_LANG", "en", "Example Avenue"),
    ):
        monkeypatch.setenv(name, value)
        assert word in ltz("status").out


def test_the_nearest_workspace_upwards(blank: Path, ltz: Ltz, monkeypatch: pytest.MonkeyPatch) -> None:
    (blank / "a" / "b").mkdir(parents=True)
    monkeypatch.chdir(blank / "a" / "b")
    assert json.loads(ltz("status", *JSON).out)["plan"] == "example"


def test_a_bug_is_one_line_and_a_log(
    blank: Path, ltz: Ltz, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("ltzplan.cli.run.load", lambda *_, **__: broken())
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    done = ltz("status", "--lang", "en")
    assert (done.code, done.out) == (70, "")
    assert len(done.err.splitlines()) == 1
    [log] = tmp_path.glob("ltz-*.log")
    assert str(log) in done.err
    assert "ZeroDivisionError" in log.read_text(encoding="utf-8")


def test_interrupted(blank: Path, ltz: Ltz, monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("ltzplan.cli.run.load", stop)
    done = ltz("status")
    assert (done.code, done.out) == (130, "")
    assert "Traceback" not in done.err


def test_every_finding_at_once(blank: Path, ltz: Ltz, monkeypatch: pytest.MonkeyPatch) -> None:
    def bad(*_: object, **__: object) -> None:
        raise refuse("record_edited", found="a", told="b")

    monkeypatch.setattr("ltzplan.cli.run.load", bad)
    done = ltz("status", "--lang", "en")
    assert done.code == 2
    assert "error[record_edited]" in done.err


def test_validate_unknown(shipped: Path, ltz: Ltz) -> None:
    zh, en = (ltz("validate", "--unknown", "--lang", lang) for lang in ("zh", "en"))
    assert zh.code == en.code == 0
    assert "T1" in zh.out
    assert "未见公布" in zh.out
    assert "not found in public" in en.out
    assert len(zh.out.splitlines()) == len(en.out.splitlines()) > 60


def test_validate_as_json(blank: Path, ltz: Ltz) -> None:
    plan = blank / "data" / "tasks.yaml"
    plan.write_text(plan.read_text(encoding="utf-8").replace("expects: 2", "expects: 3"), encoding="utf-8")
    (blank / "data" / "stranger.txt").write_text("x")
    done = ltz("validate", *JSON)
    assert done.code == 1
    found = json.loads(done.out)
    assert {one["code"] for one in found} == {"count_against_expects", "unknown_file"}
    assert all(set(one) >= {"code", "severity", "file", "line", "column", "params"} for one in found)
