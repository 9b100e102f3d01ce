"""Sections, numbers as published and units that lead: shown, filtered, counted, and typed."""

import json

import pytest

PLAN = """\
plan: {format: 1, id: county, name: 县2026年重点工作, signed: 2026-01-10, ends: 2026-12-31, time_zone: Asia/Shanghai}
areas: [{id: eco, name: 经济}, {id: life, name: 民生}]
sections:
  - {id: works, name: 项目建设, area: eco}
  - {id: schools, name: 教育, area: life}
units:
  plans: {name: 县发展和改革局, aliases: [县发改局]}
tasks:
  - {id: T1, no: 一（一）1, name: 新开工项目, section: works, lead_units: [plans], target: {due: 2026-10-31, due_words: 10月底前}}
  - {id: T2, no: 二（一）1, name: 扩建小学, section: schools, lead_units: [县教育局], supporting_units: [县发改局], target: {due_words: 长期坚持}}
"""


@pytest.fixture
def county(workspace_of):
    workspace_of(PLAN, "2026-11-20T09:00:00+08:00")


@pytest.mark.parametrize(("words", "found"), [
    ("--section 教育", ["T2"]), ("--lead 发改局", ["T1"]), ("--unit 县发改局", ["T1", "T2"]), ("--lead 教育局", ["T2"]), ("--area 经济", ["T1"]),
])  # fmt: skip
def test_filters(county, ltz, words, found):
    done = ltz("status", *words.split(), "--format", "json")
    assert [row["id"] for row in json.loads(done.out)["tasks"]] == found


def test_numbers_are_shown_and_typed(county, ltz):
    out = ltz("status", "--lang", "zh").out
    assert "一（一）1" in out
    assert "长期坚持" in out
    assert ltz("show", "二（一）1", "--lang", "zh").out.startswith("二（一）1 扩建小学（T2）")
    assert ltz("update", "二(一)1", "--text", "开工").out.startswith("T2-")


def test_counts(county, ltz):
    for by, groups in (("section", ["works", "schools"]), ("lead", ["县发展和改革局", "县教育局"])):
        counted = json.loads(ltz("status", "--by", by, "--format", "json").out)["counts"]
        assert [one["group"] for one in counted] == groups


def test_a_row_says_its_section_number_leads_and_words(county, ltz):
    row = json.loads(ltz("status", "--format", "json").out)["tasks"][0]
    assert (row["no"], row["section"], row["lead"], row["due_words"]) == ("一（一）1", "works", ["县发展和改革局"], "10月底前")
