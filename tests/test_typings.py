"""What people type and what it means: a line a typing, on the shipped plan, on 27 November 2026.

Where it is typed, the text, and what is stored or shown; `!code` where it is refused, `?` where it is left as it
stands for the schema to refuse. Chinese and English words are read in either language; only `7/8` is not.
"""

from collections.abc import Callable
from datetime import date
from functools import cache

import pytest

from ltzplan.cli.options import Filters
from ltzplan.cli.typed import Typed, taken
from ltzplan.cli.typed_filter import task_filter
from ltzplan.cli.typed_record import Reader
from ltzplan.issues import Issue, LtzError, nowhere
from ltzplan.languages import LANGS, Lang
from ltzplan.model.codec import KINDS as RECORDS
from ltzplan.model.method import Cycle
from ltzplan.model.plan import Plan
from ltzplan.model.state import State
from ltzplan.reports.listing import LISTS
from ltzplan.rules.fold import state_at
from ltzplan.rules.ledger import Ledger
from ltzplan.rules.typed import number, option
from ltzplan.store.workspace import load
from tests.conftest import DATA

TODAY = date(2026, 11, 27)
DAYS = """
2020-07-31 2020-07-31 | 2020-07 2020-07 | 2020 2020 | 2020年7月31日 2020-07-31 | 2020年07月31日 2020-07-31
2020年7月 2020-07 | 2020年 2020 | 7月31日 2026-07-31 | 7月 2026-07 | 7月份 2026-07 | 11月 2026-11 | 12月 2025-12
12月1日 2025-12-01 | 二〇二〇年七月 2020-07 | 二〇二〇年七月三十一日 2020-07-31 | 二○二○年七月 2020-07 | 十月 2026-10
十月三十一日 2026-10-31 | 十一月廿一日 2026-11-21 | 2020/7/31 2020-07-31 | 2020.7.31 2020-07-31 | 2020-7-31 2020-07-31
2020/07 2020-07 | 2020.7 2020-07 | 2020-7 2020-07 | 20200731 2020-07-31 | 202007 2020-07 | 201007 ? | 20年7月 2020-07
２０２０－０７－３１ 2020-07-31 | ２０２０年７月 2020-07 | 2020—7—31 2020-07-31 | 今天 2026-11-27 | 今日 2026-11-27
昨天 2026-11-26 | 前天 2026-11-25 | 明天 2026-11-28 | 后天 2026-11-29 | 月底 2026-10-31 | 本月底 2026-11-30
上月底 2026-10-31 | 上个月 2026-10 | 上月 2026-10 | 本月 2026-11 | 下月 2026-12 | 10月底 2026-10-31 | 10月末 2026-10-31
年底 2025-12-31 | 去年底 2025-12-31 | 2020年底 2020-12-31 | 去年 2025 | 今年 2026 | 去年7月 2025-07 | 今年10月31日 2026-10-31
31日 2026-10-31 | 20号 2026-11-20 | 2月29日 2024-02-29 | today 2026-11-27 | Today 2026-11-27 | yesterday 2026-11-26
tomorrow 2026-11-28 | eom 2026-10-31 | EOM 2026-10-31 | eoy 2025-12-31 | july 2026-07 | July~2020 2020-07
31~July 2026-07-31 | July~31 2026-07-31 | 31~Jul~2020 2020-07-31 | July~31,~2020 2020-07-31 | 31st~of~July~2020 2020-07-31
2020~July~31 2020-07-31 | last~month 2026-10 | end~of~October 2026-10-31 | end~of~last~month 2026-10-31 | Sept~3 2026-09-03
7/31 2026-07-31 | 31/7 2026-07-31 | 7/7 2026-07-07 | 7/31/2020 2020-07-31 | 7/8/2020 !ambiguous_date
2020-02-30 ? | 2月30日 ? | 13月 ? | junk ? | 3号线 ? | 2020-07-31x ? | 7月32日 ? | 三季度 ?
end~July~2020 2020-07-31 | end~of~Q2~2020 2020-06-30 | 2020年二季度末 2020-06-30 | 三季度末 2026-09-30 | 2020年5月上旬 2020-05-10
2020年5月中旬 2020-05-20 | 2020年5月下旬 2020-05-31 | first~ten~days~of~May~2020 2020-05-10 | last~ten~days~of~May~2020 2020-05-31
"""
AHEAD = """
7月31日 2027-07-31 | 12月31日 2026-12-31 | 12月 2026-12 | 11月 2026-11 | 10月 2027-10 | 月底 2026-11-30 | eom 2026-11-30
年底 2026-12-31 | 31日 2026-12-31 | 27日 2026-11-27 | 明天 2026-11-28 | 下月底 2026-12-31 | 明年1月 2027-01 | 31~Dec 2026-12-31
2020-07-31 2020-07-31 | 2月29日 2028-02-29 | tomorrow 2026-11-28 | next~month 2026-12
"""
MONTHS = """
10月 2026-10 | 2020年10月 2020-10 | 2020-10 2020-10 | 10 2026-10 | 12 2025-12 | 十月 2026-10 | 上月 2026-10 | 2020/10 2020-10
202010 2020-10 | october 2026-10 | Oct~2020 2020-10 | １０月 2026-10 | 13 ? | 2020-13 ? | junk ? | 2020-10-31 ? | 10月31日 ?
"""
QUARTERS = """
三季度 2026Q3 | 第三季度 2026Q3 | 四季度 2026Q4 | 2020年三季度 2020Q3 | 2020年第3季度 2020Q3 | 2020Q3 2020Q3 | 2020-Q3 2020Q3
Q3 2026Q3 | q3~2020 2020Q3 | Ｑ３ 2026Q3 | 3 2026Q3 | 3季度 2026Q3 | 上季度 2026Q3 | 本季度 2026Q4 | quarter~3 2026Q3
3rd~quarter~2020 2020Q3 | Q5 ? | 5 ?
"""
HALVES = """
上半年 2026H1 | 下半年 2026H2 | 2020年上半年 2020H1 | 2020上半年 2020H1 | 2020H1 2020H1 | H1 2026H1 | first~half 2026H1
second~half~of~2020 2020H2 | 1 2026H1 | 去年下半年 2025H2 | H3 ?
"""
YEARS = "2020 2020 | 2020年 2020 | 2020年度 2020 | 去年 2025 | 今年 2026 | last~year 2025 | 二〇二〇年 2020"
PERCENTS = """
81.55 81.55 | 81.55% 81.55 | 81.55％ 81.55 | ８１．５５％ 81.55 | 81，55 81.55 | 81,55 81.55 | 81。55 81.55 | 81.55~% 81.55
１００ 100 | 80% 80 | -5 ? | 1e3 ? | 八十 ? | 1/2 ? | ٨٠ ? | 81.5.5 ?
"""
TASKS = """
T1 T1 | t1 T1 | Ｔ１ T1 | ｔ１ T1 | 三干 T1 | “三干”快速化改造 T1 | 三干快速化改造 T1 | "三干"快速化改造 T1 | 西环线 T2 | 西环线(3号线南延) T2
西环线（地铁3号线南延） T2 | 地铁３号线 T2 | 洞株路 T1 | 芙蓉大道 T1 | Furong~Avenue T1 | West~Ring T2 | ring~west T2 | 一卡通拓展 L2
一江碧水 E2 | 十四五 P3 | 长株潭 !ambiguous_name | 一卡通 !ambiguous_name | T99 !unknown_id | junk !unknown_id | 三千 !unknown_id
"""
STAGES = """
推进 under_way | 推进中 under_way | under_way under_way | Under~Way under_way | underway under_way | 前期 preliminary | 未启动 not_started
报结 reported_complete | 待认定 reported_complete | 已报结 reported_complete | 已完成 reported_complete | reported_complete reported_complete
done reported_complete | completed completed | 完成 reported_complete | complete reported_complete | 在建 !unknown_id | 进行中 under_way | 正在推进 under_way
已启动 under_way | 启动 under_way | In~progress under_way | 未开始 not_started | Not~started not_started | 没有推进 !unknown_id
"""
WORDS = {
    "update.measure": "投资 investment | 工程 works | invest investment | ｗｏｒｋｓ works | money !unknown_id",
    "update.city": "株洲 zhuzhou | 株洲市 zhuzhou | Zhuzhou zhuzhou | Zhuzhou~City zhuzhou | 潭 xiangtan | 北京 !unknown_id",
    "update.forecast": "可按期 on_time | 困难 difficult | 按期 !ambiguous_name",
    "update.annual_target": "met met | 已完成 met | 未完成 not_met | 完成 !ambiguous_name | maybe !not_one_of",
    "sort.sort": "其他 other | 其它 other | 征地 land_acquisition | 用地 land_use_approval | 规划 planning_adjustment",
    "sort.needs": "市直部门 bureaus | 三市直部门 bureaus | 多个市直部门 several_bureaus | 三市政府 city_governments | 省委 province",
    "sort.portfolio": "交通 transport | 交通共建 transport | 环境 environment | transport transport",
    "session.level": "分管副市长 vice_mayors | 牵头单位 lead_unit | 常务 executive_vice_mayors | 书记 secretaries_and_mayors | 副市长 !ambiguous_name",
    "session.form": "会议 meeting | 现场 on_site | 信息 information | meeting meeting | on_site on_site | 电话 !not_one_of",
    "session.put_off": "7月 2026-07 | 2020年7月 2020-07 | junk junk",
    "order.urgency": "急 urgent | 急件 urgent | normal normal | 件 !ambiguous_name",
    "order.origin": "会议 session | 领导批示 instruction | 督查 supervision | session session | 其他 !not_one_of",
    "recheck.verdict": "退回 return | 核查通过 accept | accept accept",
    "reply.says": "签收 received | 报结 done | 申请改派 cannot",
    "reply.unit": "株洲市交通运输局 zhuzhou_transport | 株洲交通 zhuzhou_transport | 株洲市教育局 zhuzhou_education | 交通运输局 !ambiguous_name",
}  # fmt: skip
SEVERAL = """
长沙、湘潭 changsha,xiangtan | 长沙,湘潭市 changsha,xiangtan | 长沙，湘潭 changsha,xiangtan | 长沙;株洲 changsha,zhuzhou | 长沙 changsha
changsha、北京 !unknown_id
"""
OFFICES = "株洲 zhuzhou | 株洲市 zhuzhou | 秘书处 secretariat | 联席会秘书处 secretariat | 长沙 changsha | ｚｈｕｚｈｏｕ zhuzhou"
LIGHTS = "正常 on_course | 临期 due_soon | 严重 far_behind | 黄灯 behind | 蓝 due_soon | 红 !ambiguous_name | 不亮灯 unlit | 完成 done"
AREAS = "交通 transport | 交通共建 transport | 民生 livelihood | 平台 platforms"
ONLY_STAGES = "完成 completed | 已完成 completed | 待认定 reported_complete | 推进中 under_way"
LIST_KINDS = "问题 problems | 任务 tasks | 未报 silent | 交办单 orders | task tasks | ｔａｓｋｓ tasks | 承办单位 units | 口径 measures | junk !not_one_of"
PAPERS = "月通报 bulletin | 通报 bulletin | 交办单 order | 会议纪要 minutes | 纪要 minutes | 督查报告 supervision | 年度评价 evaluation | Order order | 报告 supervision | junk !not_one_of"
STATES = "待分类 raised | 已分类 sorted | 销号 closed | 待核查 answered | closed closed | 逾期 late | overdue late | 未结 open | 已印发 !not_one_of | 分类 !ambiguous_name | lost !not_one_of"
ORIGINS = "计划内 plan | 结转 carried_over | plan plan | 跨区域 project"
PROBLEMS = "天桥 T1-37b096156776fc59 | T1-37b0 T1-37b096156776fc59 | Ｔ1—37b0 T1-37b096156776fc59 | 两地跑 L1-af6c8b83208895ab | 路 !ambiguous_name | T1- !ambiguous_id | junk !unknown_record"
MATTERS = "三干 T1 | 天桥 T1-37b096156776fc59 | T1-37b0 T1-37b096156776fc59 | junk !unknown_id"
OPTIONS = """
--stage --stage | —stage --stage | ——stage --stage | –stage --stage | －－stage --stage | ——ｓｔａｇｅ --stage | ——stage＝推进中 --stage=推进中
--stage＝推进 --stage=推进 | --text=——“好”＝x --text=——“好”＝x | T1 T1 | Ｔ１ Ｔ１ | -h -h
"""




@cache
def shipped() -> tuple[Plan, State]:
    space, _ = load(DATA)
    return space.plan, state_at(Ledger(space.plan, space.entries), TODAY)


def field(kind: str, key: str) -> Callable[[Typed, str], str]:
    """Return what reads a field of a record."""

    def read(typed: Typed, text: str) -> str:
        said = {"task": "T1"} if kind == "update" and key != "task" else {}
        told, issues = Reader(typed).as_written(RECORDS[kind], said | {key: text}, nowhere)
        if issues:
            raise LtzError(*issues)
        found = told[key]
        return ",".join(found) if isinstance(found, list) else found

    return read


def period(cycle: Cycle) -> Callable[[Typed, str], str | None]:
    return lambda typed, text: typed.period(text, cycle)


def entry(listed: str) -> Callable[[Typed, str], str]:
    return lambda typed, text: typed.pick(listed, text)


READERS: dict[str, tuple[str, Callable[[Typed, str], object]]] = {
    "a day": (DAYS, lambda typed, text: typed.day(text)),
    "a limit": (AHEAD, field("problem", "wanted_by")),
    "a due date": (AHEAD, field("order", "due")),
    "a month": (MONTHS, period("monthly")),
    "a quarter": (QUARTERS, period("quarterly")),
    "a half": (HALVES, period("half_yearly")),
    "a year": (YEARS, period("yearly")),
    "a percent": (PERCENTS, lambda _, text: number(text)),
    "a task": (TASKS, field("update", "task")),
    "a stage": (STAGES, field("update", "stage")),
    "several cities": (SEVERAL, field("problem", "concerns")),
    "an office": (OFFICES, entry("offices")),
    "a light": (LIGHTS, entry("lights")),
    "an area": (AREAS, entry("areas")),
    "a stage to list": (ONLY_STAGES, entry("stages")),
    "a kind of list": (LIST_KINDS, lambda typed, text: taken(typed.word(LISTS, text, "KIND", "list_of."))),
    "a kind of paper": (PAPERS, Typed.paper),
    "a state": (STATES, lambda typed, text: typed.state(LISTS["problems"].asked, text)),
    "an origin": (ORIGINS, lambda typed, text: task_filter(typed, Filters(origin=text)).origin),
    "a problem": (PROBLEMS, lambda typed, text: typed.problem(shipped()[1], text).id),
    "a matter": (MATTERS, lambda typed, text: typed.matter(shipped()[1], text)),
    "an option": (OPTIONS, lambda _, text: option(text)),
    **{where: (rows, field(*where.split("."))) for where, rows in WORDS.items()},
}
ROWS = [
    (where, *pair.strip().rsplit(" ", 1))
    for where, (rows, _) in READERS.items()
    for line in rows.strip().splitlines()
    for pair in line.split(" | ")
]


def understood(where: str, text: str, lang: Lang) -> str:
    try:
        read = READERS[where][1](Typed(shipped()[0], lang, TODAY), text.replace("~", " "))
    except LtzError as error:
        read = error.issues[0]
    return f"!{read.code}" if isinstance(read, Issue) else "?" if read is None else str(read)


@pytest.mark.parametrize(("where", "text", "meant"), ROWS)
def test_what_is_typed_means_the_same_in_either_language(where: str, text: str, meant: str) -> None:
    assert {understood(where, text, lang) for lang in LANGS} == {meant}


@pytest.mark.parametrize(
    ("lang", "text", "meant"),
    [("zh", "7/8", "2026-07-08"), ("en", "7/8", "!ambiguous_date"), ("zh", "7.8", "2026-07-08"), ("en", "7-8", "!ambiguous_date")],
)
def test_two_numbers_are_month_and_day_in_chinese_alone(lang: Lang, text: str, meant: str) -> None:
    assert understood("a day", text, lang) == meant


def test_a_word_that_several_records_say_is_read_once() -> None:
    typed, asked = Typed(shipped()[0], "zh", TODAY), list[str]()
    read = typed.entry
    typed.entry = lambda listed, word, also="": asked.append(word) or read(listed, word, also)  # type: ignore[method-assign, func-returns-value]
    reader = Reader(typed)
    said = [reader.as_written(RECORDS["update"], {"task": "西环线"}, nowhere) for _ in range(3)]
    assert said == [({"task": "T2"}, [])] * 3
    assert asked == ["西环线"]


def test_there_are_typings_enough() -> None:
    assert len(ROWS) > 300
