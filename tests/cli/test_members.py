"""A plan whose members are departments: in its own word everywhere, and each of a group that leads owes its report."""

import re

import pytest

from ltzplan.languages import LANGS

PLAN = """\
plan: {format: 1, id: dept, name: {zh: 部门计划, en: Plan of departments}, signed: 2026-01-10, ends: 2026-12-31, time_zone: Asia/Shanghai, language: en}
members:
  called: {zh: 部门, en: department}
  edu: {name: {zh: 教育局, en: Education}}
  fin: {name: {zh: 财政局, en: Finance}}
  tax: {name: {zh: 税务局, en: Tax}}
levels: [{id: low, name: {zh: 办公室, en: Office}}, {id: high, name: {zh: 县长, en: County head}}]
needs:
  one: {name: {zh: 内部, en: Within}, level: low}
  all: {name: {zh: 共同, en: All}, level: high}
measures: {works: {name: {zh: 进度, en: works}}}
offices:
  hq: {name: {zh: 督查室, en: Secretariat}, may: all}
  edu: {name: {zh: 教育局办公室, en: Education office}, may: [update, problem, reply], member: edu}
units:
  all: {name: {zh: 各部门, en: All departments}, members: [schools, money, taxes]}
  schools: {name: {zh: 基教科, en: Schools}, member: edu}
  money: {name: {zh: 预算科, en: Budget}, member: fin}
  taxes: {name: {zh: 征管科, en: Taxes}, member: tax}
rhythm:
  work: {dispatch: monthly, summary: [monthly], evaluation: monthly}
evaluation: [{measure: reports_punctual, weight: 1}, {measure: dispatches_held, weight: 1}]
tasks:
  - {id: A, name: {zh: 减负, en: Less paper}, lead_units: [{each: all}], cross_region: true, target: {due: 2026-11-30}}
  - {id: B, name: {zh: 办学, en: Schools}, members: [edu, fin], target: {due: 2026-11-30}}
"""
SCREENS = (
    "status", "status --all", "status --member edu", "status --since 2026-10-01", "show A", "show B", "show {raised}", "show {reported}", "why A", "escalate", "escalate --member 教育局",
    "todo", "todo --unit money", "calendar", "log", "log A", "validate", "list silent", "list silent --by member", "list tasks --format csv", "list records --format csv", "list problems --format csv",
    "list doubts", "list silent --format csv", "list units", "paper reminder", "paper evaluation --month 2026-10", "paper summary --month 2026-10", "",
)  # fmt: skip


@pytest.fixture
def county(workspace_of, monkeypatch, ltz):
    """Such a plan as a workspace in which one department of three reported on a task; the ids of its records by name."""
    workspace_of(PLAN, "2026-11-20T09:00:00+08:00")
    monkeypatch.setenv("LTZ_OFFICE", "hq")
    typed = {
        "reported": "update A --text Started --percent 20 --measure works --member edu --on-behalf-of edu --date 2026-10-31",
        "raised": "raise A --text Stuck --concerns fin --position edu=yes --on-behalf-of edu --date 2026-11-02",
    }
    return {name: _done(ltz, *words.split()).out.strip() for name, words in typed.items()}


def _done(ltz, *words, columns=None):
    done = ltz(*words, columns=columns)
    assert done.code == 0, (words, done.err)
    return done


@pytest.mark.parametrize("lang", LANGS)
def test_no_screen_calls_them_cities(county, ltz, lang):
    _done(ltz, "sort", county["raised"], "--needs", "all", "--as", "other", "--because", "Two of them")
    found = {}
    for screen in SCREENS:
        done = _done(ltz, "--lang", lang, *screen.format(**county).split())
        said = re.sub(r"ltz .*|--\w+", "", done.out + done.err)
        if wrong := re.findall(r".*(?:市|\bcit(?:y|ies)\b).*|.*\{.*", said, re.IGNORECASE):
            found[screen] = wrong
    assert found == {}


def test_each_department_of_a_group_is_counted(county, ltz):
    shown = _done(ltz, "show", "A").out
    assert "Reported for 2026-10: 1/3 departments (Education 2026-10-31, Finance none, Tax none)" in shown
    assert "A     10 since 2026-01  Finance, Tax: 10 since 2026-01" in _done(ltz, "list", "silent").out
    [*_, first, second] = _done(ltz, "list", "silent", columns=100).out.splitlines()
    assert re.fullmatch(r"  A +2026-01 +10  .+  Finance, Tax: 10 since 2026-01", first)
    assert re.fullmatch(r"  B +2026-01 +10  .+  Education, Finance: 10 since 2026-01", second)
    assert "--member MEMBER" in _done(ltz, "todo").out


def test_for_whom_a_record_was_entered_is_said_wherever_it_is(county, ltz):
    for screen in ("log", "show A", "show {raised}", "show {reported}", "status --since 2026-10-01"):
        assert "on behalf of Education office" in _done(ltz, *screen.format(**county).split()).out
    receipt = _done(ltz, "update", "B", "--text", "Begun", "--on-behalf-of", "edu").err
    assert "B Schools: on behalf of Education office (2026-11-20): Begun" in receipt


def test_what_is_anothers_is_left_out_by_an_option_too(county, ltz):
    assert "A " in _done(ltz, "todo", "--unit", "Budget").out
    assert "Less paper" not in _done(ltz, "todo", "--unit", "schools").out


def test_what_is_wrong_is_said_in_the_plans_word(county, ltz):
    assert "there is no department “nope”" in ltz("raise", "A", "--text", "x", "--concerns", "nope").err
    assert "several departments" in ltz("--office", "edu", "update", "A", "--percent", "10", "--measure", "works", "--date", "2026-10").err
    assert "What the departments or their units did" in ltz("update", "A", "--background", "--stage", "done", "--text", "x").err


def test_a_level_that_no_need_is_said_of_is_the_lowest(county, ltz):
    assert "standing level is Office, the lowest" in _done(ltz, "why", "B").out
