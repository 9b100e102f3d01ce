"""Half a year of an invented plan under git: its records, the papers that are asked of it, and how one is issued."""

import hashlib
import json
from pathlib import Path

from ltzplan.model.records import Record
from ltzplan.model.values import Words
from ltzplan.store.files import Disk
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
    write,
)  # fmt: skip
from tests.cli.written import Ltz
from tests.conftest import run_git

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


PAPERS = {
    "agenda-transport": ("agenda", "--level", "vice_mayors", "--portfolio", "transport", "--refs"),
    "agenda-services": ("agenda", "--level", "vice_mayors", "--portfolio", "services"),
    "agenda-mayors": ("agenda", "--level", "mayors"),
    "agenda-units": ("agenda", "--level", "lead_unit"),
    "brief-transport": ("brief", "--level", "vice_mayors", "--portfolio", "transport"),
    "brief-mayors": ("brief", "--level", "mayors"),
    "brief-roads": ("brief", "--unit", "north_roads"),
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


def figures(ltz: Ltz, *words: str) -> dict[str, list[str]]:
    done = ltz("paper", *words, "--format", "json")
    assert done.code == 0, done.err
    found: dict[str, list[str]] = json.loads(done.out)["figures"]
    return found


def issue(ltz: Ltz, *words: str) -> tuple[str, str]:
    """Issue a paper and commit its record; give its id and its text, which is that of the digest."""
    done = ltz("paper", *words, "--issue", "--commit")
    assert done.code == 0, done.err
    id = done.out.strip()
    assert f"--rev {id}" in done.err
    text = ltz("paper", words[0], "--rev", id).out
    assert f'sha256: "{hashlib.sha256(text.encode()).hexdigest()}"' in record_of(Path(), id)
    return id, text


def record_of(folder: Path, id: str) -> list[str]:
    """Give the lines of a record's file."""
    [path] = (folder / "data" / "records").rglob(f"*{id.rpartition('-')[2]}.yaml")
    return path.read_text(encoding="utf-8").splitlines()


def new_record(ltz: Ltz, *words: str) -> str:
    done = ltz(*words)
    assert done.code == 0, done.err
    return str(done.out.strip())
