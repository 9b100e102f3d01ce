"""The papers: goldens of every kind in both languages, issuing, printing again, and what is refused."""

import json
import re
import shutil
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from ltzplan.model.values import Words
from ltzplan.store.files import Disk
from ltzplan.store.records import id_of, write
from ltzplan.store.workspace import BLANK

from tests.build import (
    adjustment, claim, extension, name_of, order, petition, problem, recheck, reply, session, sort, update, withdrawal,
)  # fmt: skip

Ltz = Callable[..., Any]
NOW = "2026-06-30T09:00:00+08:00"


def both(zh: str, en: str) -> Words:
    return Words(zh=zh, en=en)


def records() -> dict[str, Any]:
    """Give half a year of an invented plan: five problems in every state, two sessions, reports and silence."""
    made: dict[str, Any] = {}
    add = made.setdefault
    land = add("land", problem(
        "A1", "2026-02-02", text=both("北段用地未批", "The land of the north section is not approved"),
        concerns=("south",), positions={"north": both("先用后补", "use first"), "south": both("先批后用", "approve first")},
        tried=both("两局商谈两次", "the bureaus met twice"),
    ))  # fmt: skip
    rail = add("rail", problem("A2", "2026-02-10", text=both("未纳入省规划", "Not in the province's plan")))
    cards = add("cards", problem("B1", "2026-03-02", text=both("两市系统不通", "The two systems do not speak to each other")))
    dump = add("dump", problem(("A1", "B1"), "2026-04-01", text=both("弃土场无处可设", "No place for the spoil")))
    late = add("late", problem("A1", "2026-05-06", text=both("管线未迁", "Pipes are not moved")))
    add("new", problem("B1", "2026-06-22", text=both("无人认领", "Nobody takes it")))
    made["land_sorted"] = sort(land, "bureaus", "2026-02-05", key=True)
    made["rail_sorted"] = sort(rail, "province", "2026-02-12", sort="other")
    made["cards_sorted"] = sort(cards, "bureaus", "2026-03-05", sort="other")
    made["dump_sorted"] = sort(dump, "bureaus", "2026-04-03")
    made["late_sorted"] = sort(late, "own_unit", "2026-05-08", sort="other")
    held = add("spring", session(
        "2026-03-10", land, cards, level="vice_mayors", attended=(both("北样市副市长", "Vice mayor of North"), both("南样市副市长", "Vice mayor of South")),
        text=both("研究用地和一卡通", "Land and the one card"),
    ))  # fmt: skip
    slip = {"session": held, "origin": "session", "units": ("north_lands", "south_lands"), "key": True}
    made["land_order"] = order(
        made["land_sorted"], day="2026-03-10", due="2026-04-30", number="〔2026〕1号",
        require=both("两局会签报批", "Sign together and hand it in"), tracked_by=("north_roads",), **slip,
    )  # fmt: skip
    slip |= {"units": ("north_roads",), "key": False, "helpers": ("south_lands",)}
    made["cards_order"] = order(
        made["cards_sorted"], day="2026-03-10", due="2026-06-10", number="〔2026〕2号", require=both("打通接口", "Join them"), **slip
    )
    made["void"] = order(made["dump_sorted"], ("south_lands",), "2026-04-06", due="2026-05-06", number="〔2026〕3号")
    made["void_gone"] = withdrawal(made["void"], "2026-04-07", because=both("单位写错", "The wrong unit"))
    made["dump_order"] = order(
        made["dump_sorted"], ("south_lands",), "2026-04-08", due="2026-06-20", number="〔2026〕4号",
        require=both("选址", "Find a place"), origin="instruction",
    )  # fmt: skip
    made["late_order"] = order(made["late_sorted"], ("north_roads",), "2026-05-10", due="2026-06-05", number="〔2026〕5号", require=both("迁改", "Move them"))
    received = add("received", reply(made["land_order"], "received", "2026-03-12", unit="north_lands", text=both("收到", "We have it")))
    done = add("done_north", reply(received, "done", "2026-04-20", unit="north_lands", text=both("已会签", "Signed")))
    done = add("done_south", reply(done, "done", "2026-04-28", unit="south_lands", text=both("已会签", "Signed too")))
    back = add("back", recheck(done, "return", "2026-05-04", because=both("缺图", "The map is missing"), due=None))
    again = add("again", reply(back, "done", "2026-05-20", unit="north_lands", text=both("补图", "With the map")))
    made["asked"] = petition(made["rail_sorted"], day="2026-05-25", to=both("省发展改革部门", "The province's planners"), number="样请〔2026〕1号")
    made["cards_done"] = reply(made["cards_order"], "done", "2026-06-08", unit="north_roads", text=both("接口已通", "Joined"))
    made["longer"] = extension(made["late_order"], "2026-06-25", "2026-06-04", because=both("雨季", "Rain"), approved_by="分管副市长")
    made["dump_done"] = reply(made["dump_order"], "done", "2026-06-18", unit="south_lands", text=both("已选定", "Found"))
    made["dump_closed"] = recheck(made["dump_done"], "accept", "2026-06-24")
    made["summer"] = session(
        "2026-05-12", land, level="vice_mayors", form="on_site", portfolio="transport", text=both("现场看北段", "At the north section")
    )
    for month, percent in (("2026-02", 10), ("2026-04", 35)):
        made[f"A1-{month}"] = update("A1", month, percent=percent, stage="under_way", office="north")
    made["nil"] = update("A2", "2026-05-31", nil=True, entered_on="2026-06-01")
    return made


@pytest.fixture(scope="module")
def year(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace with those records, committed."""
    import subprocess

    folder = tmp_path_factory.mktemp("papers")
    (folder / "data").mkdir()
    shutil.copyfile(BLANK, folder / "data" / "tasks.yaml")
    for one in records().values():
        write(folder / "data" / "records", [one], Disk())
    identity = ("-c", "user.name=Tester", "-c", "user.email=tester@example.org")
    for words in (("init", "--quiet"), ("add", "data"), (*identity, "commit", "--quiet", "-m", "data")):
        subprocess.run(["git", *words], cwd=folder, check=True)
    return folder
