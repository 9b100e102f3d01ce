"""`ltz import` of tables as offices keep them: their own heads, words and units, in a plan made of such a table."""

from pathlib import Path

import pytest

from tests.cli.written import record


@pytest.fixture
def county(workspace_of, monkeypatch):
    """A plan with units and one office."""
    workspace_of(COUNTY, "2026-11-20T09:00:00+08:00")
    return Path()


COUNTY = """\
plan: {format: 1, id: county, name: 县重点工作, signed: 2026-01-01, ends: 2026-12-31, time_zone: Asia/Shanghai, language: zh}
units: {trade: {name: 县商务局}, tax: {name: 县税务局}, jobs: {name: 县人社局}}
measures: {progress: {name: 完成进度}}
tasks:
  - {id: T1, no: "1", name: 建厂房, lead_units: [trade], supporting_units: [tax], target: {due: 2026-06-30}}
  - {id: T2, no: "2", name: 稳就业, lead_units: [jobs]}
"""


def test_a_table_of_an_office_s_own_is_read_as_it_stands(county, ltz, monkeypatch):
    """Units report in place of the office, a blank date is today, stages are called as others call them; the same again is there already."""
    Path("r.csv").write_text("序号,重点工作,填报单位,截至时间,目前进展,进度,状态,备注\n1,建厂房,县商务局、县税务局,,封顶,65%,进行中,快\n2,稳就业,县人社局,2026-10,,,未开始,\n", encoding="utf-8")
    done = ltz("import", "r.csv", "--lang", "zh")
    assert done.code == 0, done.err
    said = [record(county, id) for id in done.out.split()]
    assert [(one["date"], one["stage"], one.get("percent"), one.get("text"), one.get("on_behalf_of")) for one in said] == [
        ("2026-11-20", "under_way", "65", "封顶", None), ("2026-10", "not_started", None, None, None),
    ]  # fmt: skip
    assert "1行没有填日期，按2026-11-20算" in done.err and done.err.count("承办单位") == 1
    monkeypatch.setenv("LTZ_NOW", "2026-11-25T09:00:00+08:00")
    assert "已有2条" in ltz("import", "r.csv", "--lang", "zh").err


@pytest.mark.parametrize(
    ("rows", "code"),
    [
        ("任务,填报单位,进展\n1,县人社局,x", "unknown_id"), ("任务,填报单位,进展\n9,县人社局,x", "unknown_id"), ("序号,任务,牵头单位,完成时限,进展\n1,建厂房,县商务局,2026年,", "tasks_not_reports"),
        ("序号,任务,牵头单位,完成时限,备注\n1,建厂房,县商务局,2026年,去年结转", "tasks_not_reports"), ("什么,怎样\n1,x", "no_reports"),
    ],
)  # fmt: skip
def test_what_is_no_report_of_the_unit_is_refused(county, no, rows, code):
    Path("r.csv").write_text(rows, encoding="utf-8")
    no(code, "import", "r.csv")


def test_columns_of_reports_are_told(county, ltz, no):
    Path("r.csv").write_text("什么,怎样,何时\n1,封顶,2026-10\n", encoding="utf-8")
    done = ltz("import", "r.csv", "--map", "什么=任务", "--map", "怎样=text")
    assert record(county, done.out.strip())["text"] == "封顶" and "何时" in done.err
    no("not_one_of", "import", "r.csv", "--map", "谁=任务", "--map", "什么=task", "--map", "怎样=text")
    assert ltz("form", "-o", "f.xlsx").code == 0
    no("only_of_tables", "import", "f.xlsx", "--map", "什么=task")
