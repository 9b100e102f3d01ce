"""The papers: goldens of every kind in both languages, issuing, printing again, and what is refused."""

import hashlib
import json
import re
import shutil
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from ltzplan.cli.commands.paper import KINDS
from ltzplan.model.records import Record
from ltzplan.model.values import Words
from ltzplan.store.files import Disk
from ltzplan.store.records import write
from ltzplan.store.workspace import BLANK
from tests.build import (
    extension,
    name_of,
    order,
    petition,
    problem,
    recheck,
    reply,
    session,
    sort,
    update,
    withdrawal,
)  # fmt: skip
from tests.conftest import run_git

Ltz = Callable[..., Any]
NOW = "2026-06-30T09:00:00+08:00"
JULY = "2026-07-01T09:00:00+08:00"
"""The first day on which the papers of June and of the half year are issued."""
PLAN = {
    "supervision:": "supervision:\n  - {ground: key, rests_on: level-3}\n  - {ground: returned, times: 2, rests_on: local}",
    "  reports: {due_day": "  problems: {bulletin: monthly, summary: [quarterly], rests_on: rhythm-1}\n  reports: {due_day",
    "papers: {due_after_days: 10}": """papers:
  due_after_days: 10
  bulletin: {name: {zh: "月通报", en: "Monthly bulletin"}, addressee: {zh: "各有关单位", en: "All units concerned"}, report_to: {zh: "两市市长", en: "The mayors"}, copy_to: {zh: "档案室", en: "The archive"}}
  supervision: {name: {zh: "督查报告", en: "Supervision report"}, addressee: {zh: "两市主要领导", en: "The leaders of both cities"}}
""",
}
"""What the three-task example lacks: a rhythm of problems, more grounds of supervision, names of papers."""


def both(zh: str, en: str) -> Words:
    return Words(zh=zh, en=en)


def records() -> dict[str, Record]:
    """Give half a year of an invented plan: problems in every state, sessions of every form, reports and silence."""
    made: dict[str, Record] = {}

    def keep(name: str, record: Record) -> Record:
        made[name] = record
        return record

    land = keep("land", problem(
        "A1", "2026-02-02", text=both("北段用地未批", "The land of the north section is not approved"), concerns=("south",),
        positions={"north": both("先用后补", "use first"), "south": both("先批后用", "approve first")},
        tried=both("两局商谈两次", "the bureaus met twice"),
    ))  # fmt: skip
    rail = keep("rail", problem("A2", "2026-02-10", text=both("未纳入省规划", "Not in the province's plan")))
    cards = keep("cards", problem("B1", "2026-03-02", text=both("两市系统不通", "The two systems do not speak to each other")))
    dump = keep("dump", problem(("A1", "B1"), "2026-04-01", text=both("弃土场无处可设", "No place for the spoil")))
    pipes = keep("pipes", problem("A1", "2026-05-06", text=both("管线未迁", "Pipes are not moved")))
    noise = keep("noise", problem("A1", "2026-05-07", text=both("夜间施工扰民", "Work at night disturbs people")))
    fees = keep("fees", problem("B1", "2026-05-08", text=both("手续费谁出", "Who pays the fees"), tried=both("问过银行", "the bank was asked")))
    keep("new", problem("B1", "2026-06-22", text=both("无人认领", "Nobody takes it")))
    because = both("两局能定", "The bureaus can settle it")
    sorted_ = {
        "land": keep("land_sorted", sort(land, "bureaus", "2026-02-05", key=True, because=because)),
        "rail": keep("rail_sorted", sort(rail, "province", "2026-02-12", sort="other", because=both("省里定", "The province decides"))),
        "cards": keep("cards_sorted", sort(cards, "bureaus", "2026-03-05", sort="other", because=because)),
        "dump": keep("dump_sorted", sort(dump, "bureaus", "2026-04-03", because=because)),
        "pipes": keep("pipes_sorted", sort(pipes, "own_unit", "2026-05-08", sort="other", because=because)),
        "noise": keep("noise_sorted", sort(noise, "bureaus", "2026-05-09", sort="other", because=because)),
        "fees": keep("fees_sorted", sort(fees, "bureaus", "2026-05-10", sort="other", because=because)),
    }
    held = keep("spring", session(
        "2026-03-10", land, cards, level="vice_mayors", text=both("研究用地和一卡通。", "Land and the one card."),
        attended=(both("北样市副市长", "Vice mayor of North"), both("南样市副市长", "Vice mayor of South")),
    ))  # fmt: skip
    decided = {"session": held, "origin": "session"}
    land_order = keep("land_order", order(
        sorted_["land"], ("north_lands", "south_lands"), "2026-03-10", due="2026-04-30", number="〔2026〕1号", key=True,
        require=both("两局会签报批", "Sign together and hand it in"), tracked_by=("north_roads",), **decided,
    ))  # fmt: skip
    cards_order = keep("cards_order", order(
        sorted_["cards"], ("north_roads",), "2026-03-10", due="2026-06-10", number="〔2026〕2号", helpers=("south_lands",),
        require=both("打通接口", "Join them"), **decided,
    ))  # fmt: skip
    void = keep("void", order(
        sorted_["dump"], ("south_lands",), "2026-04-06", due="2026-05-06", number="〔2026〕3号", require=both("选址", "Find a place")
    ))  # fmt: skip
    keep("void_gone", withdrawal(void, "2026-04-07", because=both("单位写错", "The wrong unit")))
    dump_order = keep("dump_order", order(
        sorted_["dump"], ("south_lands",), "2026-04-08", due="2026-06-20", number="〔2026〕4号",
        require=both("选址", "Find a place"), origin="instruction",
    ))  # fmt: skip
    pipes_first = keep("pipes_first", order(
        sorted_["pipes"], ("north_roads",), "2026-05-10", due="2026-06-05", number="〔2026〕5号", require=both("迁", "Move")
    ))  # fmt: skip
    pipes_order = keep("pipes_order", order(
        sorted_["pipes"], ("north_roads",), "2026-05-10", due="2026-06-05", number="〔2026〕5号", require=both("迁改", "Move them"),
        replaces=pipes_first, hour=13,
    ))  # fmt: skip
    rail_order = keep("rail_order", order(
        sorted_["rail"], ("north_roads",), "2026-05-11", due="2026-06-15", number="〔2026〕6号", require=both("备齐材料", "Have the papers ready")
    ))  # fmt: skip
    noise_order = keep("noise_order", order(
        sorted_["noise"], ("north_roads",), "2026-05-12", due="2026-07-12", number="〔2026〕7号", require=both("改工时", "Change the hours")
    ))  # fmt: skip
    last = keep("received", reply(land_order, "received", "2026-03-12", unit="north_lands", text=both("收到", "We have it")))
    for day, unit, verdict in (("2026-04-20", "north_lands", ""), ("2026-04-28", "south_lands", "2026-05-04"),
                               ("2026-05-20", "north_lands", ""), ("2026-05-21", "south_lands", "2026-06-01"),
                               ("2026-06-12", "north_lands", "")):  # fmt: skip
        last = keep(day, reply(last, "done", day, unit=unit, text=both("已会签", "Signed")))
        if verdict:
            last = keep(verdict, recheck(last, "return", verdict, because=both("缺图", "The map is missing")))
    asked = keep("asked", petition(
        rail_order, day="2026-05-25", to=both("省发展改革部门", "The province's planners"), number="样请〔2026〕1号"
    ))  # fmt: skip
    assert asked
    keep("cards_done", reply(cards_order, "done", "2026-06-08", unit="north_roads", text=both("接口已通", "Joined")))
    keep("longer", extension(pipes_order, "2026-06-25", "2026-06-04", because=both("雨季", "Rain"), approved_by="分管副市长"))
    done = keep("dump_done", reply(dump_order, "done", "2026-06-18", unit="south_lands", text=both("已选定", "Found")))
    keep("dump_closed", recheck(done, "accept", "2026-06-24"))
    keep("noise_back", reply(noise_order, "cannot", "2026-06-02", unit="north_roads", text=both("不归我局管", "It is not ours")))
    keep("site", session(
        "2026-05-12", land, dump, "A1", level="vice_mayors", form="on_site", portfolio="transport", text=both("现场看北段。", "At the north section."),
        ad_hoc=True, because=both("汛期将至", "The rains are near"),
    ))  # fmt: skip
    keep("news", session("2026-06-16", level="mayors", form="information", merges=("2026-04",), because=both("合并", "Merged"), text=None))
    keep("joint", session(
        "2026-01-20", level=None, joint_meeting=True, stated={"met": 2, "under_way": 1}, text=both("签署计划。", "The plan is signed.")
    ))  # fmt: skip
    for month, percent in (("2026-02", 10), ("2026-04", 35)):
        keep(f"A1-{month}", update("A1", month, percent=percent, stage="under_way", office="north"))
    keep("nil", update("A2", "2026-05-31", nil=True, entered_on="2026-06-01"))
    return made


IDS = {name: name_of(record) for name, record in records().items()}


def workspace(folder: Path, *made: Record) -> Path:
    """Give a repository whose last commit holds the plan and records."""
    (folder / "data").mkdir(parents=True)
    text = BLANK.read_text(encoding="utf-8")
    for find, put in PLAN.items():
        assert text.count(find) == 1, find
        text = text.replace(find, put)
    (folder / "data" / "tasks.yaml").write_text(text, encoding="utf-8")
    for one in made:
        write(folder / "data" / "records", [one], Disk())
    for words in (("init", "--quiet"), ("config", "user.name", "Tester"), ("config", "user.email", "tester@example.org"),
                  ("config", "ltz.office", "secretariat"), ("add", "data"), ("commit", "--quiet", "-m", "data")):  # fmt: skip
        run_git(folder, *words)
    return folder


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return workspace(tmp_path_factory.mktemp("papers") / "half", *records().values())


@pytest.fixture
def half(made: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The half year, to be read; and the current folder there."""
    monkeypatch.chdir(made)
    monkeypatch.setenv("LTZ_NOW", NOW)
    return made


@pytest.fixture
def own(made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the half year, to be written in."""
    shutil.copytree(made, tmp_path / "own")
    monkeypatch.chdir(tmp_path / "own")
    monkeypatch.setenv("LTZ_NOW", JULY)
    return tmp_path / "own"


@pytest.fixture
def empty(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The plan without any record, on the day after its signing."""
    workspace(tmp_path / "empty")
    monkeypatch.chdir(tmp_path / "empty")
    monkeypatch.setenv("LTZ_NOW", "2026-01-16T09:00:00+08:00")
    return tmp_path / "empty"


def steady(text: str) -> str:
    """Give a text without the digits of the commit."""
    return re.sub(r"(版本|commit)(\s+)[0-9a-f]{7}\b", r"\1\g<2>0000000", text)


PAPERS = {
    "agenda-transport": ("agenda", "--level", "vice_mayors", "--portfolio", "transport", "--refs"),
    "agenda-services": ("agenda", "--level", "vice_mayors", "--portfolio", "services"),
    "agenda-mayors": ("agenda", "--level", "mayors"),
    "agenda-units": ("agenda", "--level", "lead_unit"),
    "minutes-meeting": ("minutes", "--session", IDS["spring"], "--refs"),
    "minutes-on-site": ("minutes", "--session", IDS["site"]),
    "minutes-information": ("minutes",),
    "minutes-joint": ("minutes", "--session", IDS["joint"]),
    "order": ("order", IDS["land"]),
    "order-extended": ("order", IDS["pipes"]),
    "order-void": ("order", IDS["void"]),
    "order-replaced": ("order", IDS["pipes_first"]),
    "reminder": ("reminder", "--refs"),
    "reminder-roads": ("reminder", "--unit", "north_roads", "--refs"),
    "reminder-lands": ("reminder", "--unit", "南样市自然资源局"),
    "bulletin": ("bulletin", "--month", "2026-06", "--refs"),
    "bulletin-default": ("bulletin", "--as-of", "2026-06-29"),
    "bulletin-empty": ("bulletin", "--month", "2026-01"),
    "summary-quarter": ("summary", "--quarter", "2026Q1"),
    "summary-two": ("summary", "--quarter", "2026Q2", "--half", "2026H1", "--refs"),
    "summary-year": ("summary", "--year", "2026"),
    "evaluation": ("evaluation", "--half", "2026H1", "--refs"),
    "evaluation-ranked": ("evaluation", "--half", "2026H1", "--rank"),
    "supervision": ("supervision", "--refs"),
}


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("name", PAPERS)
def test_goldens(half: Path, ltz: Ltz, golden: Callable[[str, str], None], name: str, lang: str) -> None:
    """In a pipe, and so in the file that is sent on, a paragraph is a line."""
    done = ltz("paper", *PAPERS[name], "--lang", lang)
    assert (done.code, done.err) == (0, "")
    golden(f"{name}-{lang}.txt", steady(done.out))


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("kind", ["reminder", "supervision", "bulletin", "summary"])
def test_goldens_of_what_has_nothing_to_say(empty: Path, ltz: Ltz, golden: Callable[[str, str], None], kind: str, lang: str) -> None:
    """An empty month is a proper paper that says so."""
    done = ltz("paper", kind, "--lang", lang)
    assert (done.code, done.err) == (0, "")
    golden(f"nothing-{kind}-{lang}.txt", steady(done.out))


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("name", ["bulletin", "agenda-mayors", "order"])
def test_goldens_in_markdown(half: Path, ltz: Ltz, golden: Callable[[str, str], None], name: str, lang: str) -> None:
    """The title is the one heading of the first level."""
    done = ltz("paper", *PAPERS[name], "--lang", lang, "--format", "md")
    assert [line for line in done.out.splitlines() if line.startswith("# ")] != []
    golden(f"{name}-{lang}.md", steady(done.out))


@pytest.mark.parametrize(("width", "lang"), [(60, "zh"), (60, "en"), (80, "zh"), (120, "en")])
@pytest.mark.parametrize("name", PAPERS)
def test_on_a_screen_it_folds_and_loses_nothing(half: Path, ltz: Ltz, name: str, lang: str, width: int) -> None:
    """The title stands in the middle and the signature at the right, at every width."""
    from tests.cli.test_screens import columns, joined

    shown = ltz("paper", *PAPERS[name], "--lang", lang, columns=width).out
    assert all(columns(line) <= width for line in shown.splitlines())
    assert sorted(joined(shown)) == sorted(joined(ltz("paper", *PAPERS[name], "--lang", lang).out)) or width == 60


def test_the_language_is_the_plans_unless_ltz_was_told_one(half: Path, ltz: Ltz, monkeypatch: pytest.MonkeyPatch) -> None:
    """The locale decides for screens only."""
    assert "月通报" in ltz("paper", "bulletin").out
    assert "Monthly bulletin" in ltz("paper", "bulletin", "--lang", "en").out
    monkeypatch.setenv("LTZ_LANG", "en")
    assert "Monthly bulletin" in ltz("paper", "bulletin").out


@pytest.mark.parametrize("name", PAPERS)
def test_json_is_of_its_schema(half: Path, ltz: Ltz, name: str) -> None:
    """The same in both languages; figures are lists of ids."""
    said = [ltz("paper", *PAPERS[name], "--format", "json", "--lang", lang).out for lang in ("zh", "en")]
    found = json.loads(said[0])
    assert said[0] == said[1]
    kind = PAPERS[name][0]
    assert (found["schema"], found["paper"]) == (f"ltz/{kind}/1", kind)
    jsonschema.validate(found, json.loads(ltz("validate", "--schema", kind).out))
    assert all(isinstance(ids, list) for ids in found["figures"].values())


def test_every_kind_has_a_golden() -> None:
    assert {words[0] for words in PAPERS.values()} == set(KINDS)


def figures(ltz: Ltz, *words: str) -> dict[str, list[str]]:
    done = ltz("paper", *words, "--format", "json")
    assert done.code == 0, done.err
    found: dict[str, list[str]] = json.loads(done.out)["figures"]
    return found


def test_the_bulletins_figures(half: Path, ltz: Ltz) -> None:
    """demands-3: carried in + assigned - closed = open, of them overdue, with the checker, above."""
    names = {id: name for name, id in IDS.items()}
    found = {figure: [names[id] for id in ids] for figure, ids in figures(ltz, "bulletin", "--month", "2026-06").items()}
    assert found == {
        "carried_in": ["land", "rail", "cards", "dump", "pipes", "noise"],
        "assigned": [],
        "closed": ["dump"],
        "open": ["land", "rail", "cards", "pipes", "noise"],
        "overdue": ["land", "pipes"],
        "waiting_for_recheck": ["cards"],
        "waiting_for_province": ["rail"],
    }


# ---- issuing


def issue(ltz: Ltz, *words: str) -> tuple[str, str]:
    """Issue a paper and commit its record; give its id and its text, which is that of the digest."""
    done = ltz("paper", *words, "--issue", "--commit")
    assert done.code == 0, done.err
    id = done.out.strip()
    assert f"--rev {id}" in done.err
    text = ltz("paper", words[0], "--rev", id).out
    record = next(Path("data", "records").rglob(f"*{id.rpartition('-')[2]}.yaml")).read_text(encoding="utf-8")
    assert f'sha256: "{hashlib.sha256(text.encode()).hexdigest()}"' in record
    return id, text


FORMS = [(name, "text") for name in PAPERS] + [(name, form) for name in ("bulletin", "order") for form in ("md", "json")]


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


def record_of(folder: Path, id: str) -> list[str]:
    """Give the lines of a record's file."""
    [path] = (folder / "data" / "records").rglob(f"*{id.rpartition('-')[2]}.yaml")
    return path.read_text(encoding="utf-8").splitlines()


def test_papers_are_numbered_by_kind_in_the_year(own: Path, ltz: Ltz) -> None:
    """An order's slip bears the order's own number; a draft bears none."""
    assert "（草稿，未印发）" in ltz("paper", "bulletin").out
    assert "〔2026〕1号" in issue(ltz, "bulletin", "--month", "2026-05")[1]
    assert "〔2026〕2号" in issue(ltz, "bulletin", "--month", "2026-06")[1]
    assert "〔2026〕1号" in issue(ltz, "reminder")[1]
    id, _ = issue(ltz, "order", IDS["cards"])
    assert 'number: "〔2026〕2号"' in record_of(own, id)


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


@pytest.mark.parametrize("words", [("agenda",), ("order",)])
def test_what_must_be_said(half: Path, ltz: Ltz, words: tuple[str, ...]) -> None:
    done = ltz("paper", *words)
    assert done.code == 2 and "[missing_argument]" in done.err


def test_there_are_no_minutes_before_a_session(empty: Path, ltz: Ltz) -> None:
    done = ltz("paper", "minutes")
    assert done.code == 2 and "[missing_argument]" in done.err


# ---- a figure, opened


@pytest.mark.parametrize("name", ["agenda-mayors", "minutes-meeting", "reminder", "bulletin", "summary-two", "supervision"])
def test_every_figure_of_an_issued_paper_opens(own: Path, ltz: Ltz, name: str) -> None:
    """With its definition and the records behind it."""
    id, _ = issue(ltz, *PAPERS[name])
    count = len(figures(ltz, PAPERS[name][0], "--rev", id))
    for n in range(1, count + 1):
        done = ltz("why", f"{id}:{n}", "--lang", "zh" if n % 2 else "en")
        assert done.code == 0, done.err
    for n in ("0", str(count + 1), "x", ""):
        assert "[out_of_range]" in ltz("why", f"{id}:{n}").err


def test_a_figure_opened(own: Path, ltz: Ltz, golden: Callable[[str, str], None]) -> None:
    id, _ = issue(ltz, "bulletin", "--month", "2026-06")
    for lang in ("zh", "en"):
        golden(f"why-overdue-{lang}.txt", re.sub(r"bulletin-\w+", "bulletin-0", ltz("why", f"{id}:5", "--lang", lang).out))
    found = json.loads(ltz("why", f"{id}:5", "--format", "json").out)
    jsonschema.validate(found, json.loads(ltz("validate", "--schema", "figure").out))
    assert (found["paper"], found["n"], found["figure"], found["ids"]) == ("bulletin", 5, "overdue", [IDS["land"], IDS["pipes"]])
    assert found["records"][IDS["pipes"]] == [IDS["pipes"], IDS["pipes_sorted"], IDS["pipes_order"], IDS["longer"]]


def test_only_of_a_paper(own: Path, ltz: Ltz) -> None:
    assert "[unknown_record]" in ltz("why", "HEAD:1").err


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


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("name", PAPERS)
def test_every_paper_ends_with_its_colophon(half: Path, ltz: Ltz, name: str, lang: str) -> None:
    """GB/T 9704-2012: the annexes stand before it."""
    words = [word for word in PAPERS[name] if word != "--refs"]
    *_, last, empty, foot = ltz("paper", *words, "--lang", lang).out.splitlines()
    assert (last.endswith("印发") if lang == "zh" else last.startswith("Issued by: Secretariat")) and not empty and foot


def test_R12_a_correction_is_of_the_same_matter(own: Path, ltz: Ltz) -> None:
    id, _ = issue(ltz, "bulletin", "--month", "2026-05")
    done = ltz("paper", "bulletin", "--month", "2026-06", "--issue", "--corrects", id)
    assert (done.code, "[corrects_another]" in done.err) == (2, True)


def new_record(ltz: Ltz, *words: str) -> str:
    done = ltz(*words)
    assert done.code == 0, done.err
    return str(done.out.strip())


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


def test_R13_there_is_no_half_year_of_problems(half: Path, ltz: Ltz) -> None:
    """demands-3: the half year sums up work, the quarter both; no bulletin of a half year."""
    of_problems = {"carried_in", "assigned", "closed", "open", "overdue"}
    assert not of_problems & set(figures(ltz, "summary", "--half", "2026H1"))
    both = set(figures(ltz, "summary", "--quarter", "2026Q2", "--half", "2026H1"))
    assert {f"2026Q2/{one}" for one in of_problems} <= both and not {f"2026H1/{one}" for one in of_problems} & both
    text = ltz("paper", "summary", "--half", "2026H1").out
    assert not any(word in text for word in ("交办问题", "办结率", "上期结转"))
    done = ltz("paper", "bulletin", "--half", "2026H1")
    assert (done.code, "[no_half_of_problems]" in done.err) == (2, True)


IDS_IN_BODY = re.compile(r"\b[A-Za-z_0-9]+-[0-9a-f]{4}(?:[0-9a-f]{12})?\b")


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("name", PAPERS)
def test_fidelity_7_no_id_of_a_record_stands_in_a_body(half: Path, ltz: Ltz, name: str, lang: str) -> None:
    """The masthead is the issuer; an order's matter is named in the margin, everything else with `--refs`."""
    words = [word for word in PAPERS[name] if word != "--refs"]
    text = ltz("paper", *words, "--lang", lang).out
    issuer = {"zh": "秘书处", "en": "Secretariat"}[lang]
    assert text.splitlines()[0].strip() == issuer
    body = "\n".join(line for line in text.splitlines() if not line.startswith(("事项编号", "Matter:")))
    assert [id for id in IDS_IN_BODY.findall(body) if not re.fullmatch(r"2026-[0-9]{4}", id)] == []


def test_code_B14_help_names_every_kind(ltz: Ltz) -> None:
    assert all(kind in ltz("paper", "--help", "--lang", "en").out for kind in KINDS)


def test_fidelity_7_the_principal_leaders_are_reported_to(shipped: Path, ltz: Ltz) -> None:
    """One does not copy to leaders."""
    text = ltz("paper", "bulletin", "--month", "2020-10", "--lang", "zh").out
    assert "报：三市主要领导" in text and "抄送" not in text
