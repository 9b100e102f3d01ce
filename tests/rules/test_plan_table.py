"""Tables of tasks of ten made-up shapes, and what a plan has of them.

A table is written in rows; `|` parts its cells, `^` goes on from above, `<` from the left, `/` is a new line in a cell.
"""

from dataclasses import replace
from datetime import date

import pytest

from ltzplan.cli.from_table import column_words, table_words
from ltzplan.model.table import Cell, Sheet
from ltzplan.rules.plan_table import draft_plan
from ltzplan.rules.table_head import find_head, widest

TODAY = date(2026, 11, 27)


def table(text):
    rows, lines = [], [line.strip().split("|") for line in text.strip().splitlines()]
    width = max(map(len, lines))
    for row, line in enumerate(lines, 1):
        rows.append([])
        for at, told in enumerate(line + [""] * (width - len(line))):
            from_other = {"^": (-2, at), "<": (-1, at - 1)}.get(told.strip())
            cell = rows[from_other[0]][from_other[1]] if from_other else None
            rows[-1].append(cell or Cell(told.strip().replace("/", "\n"), f"{chr(ord('A') + at)}{row}"))
    return Sheet(name="", rows=tuple(map(tuple, rows)))


def read(text, told=(), **how):
    sheet = table(text)
    return draft_plan(sheet, find_head(sheet, column_words(), dict(told)), table_words(), TODAY, **how)


def tasks(draft):
    """What tasks are: id, number, name, area, section, who leads, who helps, due."""
    who = [("、".join(one.lead), "、".join(one.supporting)) for one in draft.tasks]
    return [
        (one.id, one.no, one.name, one.area, one.section, *of, one.due and one.due.text)
        for one, of in zip(draft.tasks, who, strict=True)
    ]  # fmt: skip


def notes(draft):
    return [(one.at, one.key) for one in (*draft.notes, *(note for task in draft.tasks for note in task.notes))]


def test_what_stands_over_a_table_of_a_document_is_its_title_but_no_sentence():
    sheet = replace(table("""
        No.|Task|Due date
        1|Trees|30 September
    """), above=("Annex 1", "Tasks of the town in 2026", "The lead units report by the fifth of every month, as the rules of 2019 say."))  # fmt: skip
    draft = draft_plan(sheet, find_head(sheet, column_words(), {}), table_words(), TODAY)
    assert (draft.title, draft.years, tasks(draft)[0][-1]) == ("Tasks of the town in 2026", (2026, 2026), "2026-09-30")


@pytest.mark.parametrize(
    ("over", "title"),
    [
        (["2026年重点工作分工表|<|<", "单位：某县人民政府办公室　2026年1月20日|<|<"], "2026年重点工作分工表"),
        (["Delivery plan 2026|<|<", "Updated 12-02-2026 (v4 DRAFT) Owner: Policy and Performance Team|<|<"], "Delivery plan 2026"),
        (["附件1||", "某县十件实事|<|<", "（2026年1月20日）||", "某县人民政府办公室||"], "某县十件实事"), (["附件：2026年重点工作分工表||"], "2026年重点工作分工表"),
        (["某县|<|<", "2026年民生实事清单||"], "2026年民生实事清单"), (["Action plan: growth||", "as of 20 January 2026||"], "Action plan: growth"),
        (["单位：某县人民政府办公室||", "2026年1月20日||", "某县人民政府办公室||"], None), (["Annex 2||", "Ten promises to the town||"], "Ten promises to the town"),
    ],
)  # fmt: skip
def test_the_title_is_what_is_called_a_plan_else_the_widest_line_but_no_date_unit_or_owner(over, title):
    assert read("\n".join((*over, "序号|任务|牵头单位", "1|修路|甲局"))).title == title


def test_a_note_over_a_table_is_listed():
    draft = read("2026年任务表|<\n注：全年指12月31日前|<\n任务|时限\n修路|全年")
    assert (notes(draft), draft.tasks[0].due) == ([("A2", "is_note"), ("B4", "undated")], None)


def test_a_plain_table():
    draft = read("""
        Plan of the town 2026|<|<|<|<
        No.|Task|Lead unit|Supported by|Due date||
        1|Street lights|Roads Office|Parks, Schools|30 June 2026
        2|Trees|Parks||2026-09-30
        ||||
    """)
    assert (draft.title, draft.years) == ("Plan of the town 2026", (2026, 2026))
    assert tasks(draft) == [
        ("T1", "1", "Street lights", None, None, "Roads Office", "Parks、Schools", "2026-06-30"),
        ("T2", "2", "Trees", None, None, "Parks", "", "2026-09-30"),
    ]
    assert [one.due_words for one in draft.tasks] == ["30 June 2026", None]
    assert (draft.areas, draft.units, notes(draft)) == ([], ["Roads Office", "Parks", "Schools"], [])


def test_a_head_of_two_lines_under_titles_with_areas_as_rows_and_numbers_that_begin_again():
    draft = read("""
        附件||||||
        2026年重点任务分工表|<|<|<|<|<|<
        序 号|重点任务|责任分工|<|完成/时限|进展情况|经费
        ^|^|牵头单位|配合单位|^|^|^
        一、交通|<|<|<|<|<|<
        1|修路|交通局|甲区|6月底前|已开工|5
        2|架桥|交通局||2026年12月||
        序 号|重点任务|责任分工|<|完成/时限|进展情况|经费
        二、民生|<|<|<|<|<|<
        1|办学|教育局|甲区、乙区|长期||
        三、其他|<|<|<|<|<|<
        注：以上由秘书处解释|<|<|<|<|<|<
    """)
    assert draft.title == "2026年重点任务分工表"
    assert tasks(draft) == [
        ("A1", "一1", "修路", "交通", None, "交通局", "甲区", "2026-06-30"),
        ("A2", "一2", "架桥", "交通", None, "交通局", "", "2026-12"),
        ("B1", "二1", "办学", "民生", None, "教育局", "甲区、乙区", None),
    ]
    assert notes(draft) == [("A12", "is_note"), ("A11", "left_out"), ("E10", "undated")]
    assert draft.tasks[2].due_words == "长期"


def test_cells_merged_over_several_tasks_and_over_several_lines_of_one():
    draft = read("""
        领域|序号|任务|目标|责任单位|时限
        交通|1|修路|通车|交通局|2026年底
        ^|2|架桥|立项|交通局|^
        ^|^|^|开工|财政局|^
        民生|3|办学。|—|教育局|2027年二季度
    """)
    assert tasks(draft) == [
        ("T1", "1", "修路", "交通", None, "交通局", "", "2026-12-31"),
        ("T2", "2", "架桥", "交通", None, "交通局、财政局", "", "2026-12-31"),
        ("T3", "3", "办学", "民生", None, "教育局", "", "2027-06-30"),
    ]
    assert [one.target for one in draft.tasks] == ["通车", "立项 开工", None]
    assert (draft.years, notes(draft)) == ((2026, 2027), [])


def test_rows_that_go_on_after_a_page_and_what_stands_without_a_task():
    draft = read("""
        序号|领域|任务|牵头单位|时限|备注
        |||交通局||
        1|交通|修建从东站到|交通局|2026-06-30|
        ||西站的路|||待定
        |||财政局||
        ||架桥|水务局||
        |民生|办学|||
        3|||教育局||
        合计||||3|
    """)
    assert tasks(draft) == [
        ("A1", "1", "修建从东站到西站的路", "交通", None, "交通局、财政局", "", "2026-06-30"),
        ("A2", None, "架桥", "交通", None, "水务局", "", None),
        ("B1", None, "办学", "民生", None, "", "", None),
    ]
    assert notes(draft) == [("D2", "no_task"), ("A8", "no_task"), ("A9", "no_task"), ("C4", "joined"), ("D5", "joined")]


def test_a_number_and_a_title_for_each_level():
    draft = read("""
        序号|领域|序号|重点任务|序号|具体举措|责任单位
        一|交通|1|修路|1-1|东段|甲局
        ^|^|^|^|1-2|西段|甲局
        ^|^|2|架桥|2-1|北桥|乙局
        二|民生|3|办学|3-1|一中|丙局
        ^|^|^|^|3-2|二中|丙局
    """)
    assert [one[1:5] for one in tasks(draft)] == [
        ("1-1", "东段", "交通", "修路"), ("1-2", "西段", "交通", "修路"), ("2-1", "北桥", "交通", "架桥"),
        ("3-1", "一中", "民生", "办学"), ("3-2", "二中", "民生", "办学"),
    ]  # fmt: skip
    assert [one[0] for one in tasks(draft)] == ["A1", "A2", "A3", "B1", "B2"]
    assert draft.sections == [("交通", "修路"), ("交通", "架桥"), ("民生", "办学")]


def test_two_levels_of_rows_and_a_number_that_several_tasks_have():
    draft = read("""
        序号|任务|措施|牵头
        一|交通||
        （一）公路|||
        1|修路|选线|甲局
        ^|^|征地|
        2|架桥|勘察|甲局
        （二）铁路|||
        ①小节|||
        3|东站|选址|乙局
        二、民生|||
        4|办学|选址|丙局
    """)
    assert [one[1:6] for one in tasks(draft)] == [
        ("1", "修路", "交通", "公路", "甲局"), ("2", "架桥", "交通", "公路", "甲局"), ("3", "东站", "交通", "铁路", "乙局"),
        ("4", "办学", "民生", None, "丙局"),
    ]  # fmt: skip
    assert [one.summary for one in draft.tasks] == ["选线 征地", "勘察", "选址", "选址"]
    assert notes(draft) == [("A8", "too_deep")]
    assert [one.no for one in read("领域|序号|任务\n交通|1|修路\n民生|1|办学\n民生||植树").tasks] == ["1-1", "2-1"]
    one_number_for_two = read("序号|任务|时限\n1|修路|2026\n^|架桥|2026")
    assert [one[:3] for one in tasks(one_number_for_two)] == [("T1", None, "修路"), ("T2", None, "架桥")]


def test_numbers_in_the_texts_long_texts_and_levels_in_columns_beside_rows():
    long = "建设" + "很" * 60 + "长的路。全线三十公里"
    draft = read(f"""
        小类|任务|类别|任务内容|时限
        路网|1.{long}|甲类||2026.9.30
        |2.架桥/跨江|甲类|双塔/six lanes/and a path|9月30日
        一、不是一级|<|<|<|<
        桥隧||||
        |（3）挖隧道|甲类||
    """)
    assert [one[1:5] for one in tasks(draft)] == [
        ("1", long.partition("。")[0], "甲类", "路网"), ("2", "架桥跨江", "甲类", "路网"), ("（3）", "挖隧道", "甲类", "桥隧"),
    ]  # fmt: skip
    assert [one.summary for one in draft.tasks] == [long, "双塔six lanes and a path", None]
    assert notes(draft) == [("A4", "too_deep"), ("E3", "no_year")]


UNITS = """
    任务|责任单位|配合单位
    修路|市交通局、市财政局|甲区和乙区
    架桥|市交通局和市财政局及卫生和健康局|财政局，各有关单位等
    办学|牵头单位：教育局；配合单位：甲区、乙区|市交/通局
    挖渠|水务局（牵头）、甲区（含丙镇、丁镇）|水务局
    植树|Parks and Roads|甲区/乙区
    剪枝|City Works & Parks|City Works,Parks
    除草|市交通局 甲区|
"""


@pytest.mark.parametrize(
    ("first_leads", "who"),
    [
        (False, [
            ("市交通局、市财政局", "甲区、乙区"), ("市交通局和市财政局及卫生和健康局", "财政局、各有关单位"), ("教育局", "甲区、乙区、市交通局"),
            ("水务局", "甲区（含丙镇、丁镇）"), ("Parks and Roads", "甲区、乙区"), ("City Works、Parks", ""), ("市交通局、甲区", ""),
        ]),
        (True, [
            ("市交通局", "市财政局、甲区、乙区"), ("市交通局和市财政局及卫生和健康局", "财政局、各有关单位"), ("教育局", "甲区、乙区、市交通局"),
            ("水务局", "甲区（含丙镇、丁镇）"), ("Parks and Roads", "甲区、乙区"), ("City Works", "Parks"), ("市交通局", "甲区"),
        ]),
    ],
)  # fmt: skip
def test_units_alike_units_joined_in_one_cell_and_short_names(first_leads, who):
    """和 parts what the table has alone elsewhere, and nothing else."""
    draft = read(UNITS, first_leads=first_leads)
    assert [one[5:7] for one in tasks(draft)] == who
    assert notes(draft) == [("B3", "several"), ("C3", "others"), ("B6", "several")]
    assert draft.short == {"财政局": "市财政局"}


@pytest.mark.parametrize(
    ("column", "cell", "lead", "supporting"),
    [
        ("责任单位", "县商务局牵头，县工业园区管委会配合", "县商务局", "县工业园区管委会"),
        ("牵头单位", "县商务局、县财政局牵头，县税务局、某镇配合", "县商务局、县财政局", "县税务局、某镇"),
        ("牵头单位", "由县商务局负责；县财政局、县税务局", "县商务局", "县财政局、县税务局"), ("牵头单位", "县人社局（牵头）、县财政局", "县人社局", "县财政局"),
        ("责任单位", "县人社局（牵头）、县财政局", "县人社局", "县财政局"), ("Owner", "HR leads, IT supports", "HR", "IT"),
        ("Lead", "HR (lead), IT", "HR", "IT"), ("配合单位", "县人社局、县财政局（牵头）", "县财政局", "县人社局"), ("Owner", "Community Support", "Community Support", ""),
        ("牵头单位", "县人社局、县财政局", "县人社局、县财政局", ""),
    ],
)  # fmt: skip
def test_who_leads_in_a_cell_is_said_by_its_own_words(column, cell, lead, supporting):
    assert tasks(read(f"任务|{column}\n修路|{cell}"))[0][5:7] == (lead, supporting)


@pytest.mark.parametrize(
    ("cell", "lead", "noted"),
    [
        ("县统计局 县税务局", "县统计局、县税务局", 0), ("县林业局／县财政局", "县林业局、县财政局", 0), ("HR ／ IT", "HR、IT", 0), ("Roads Office ／ Parks Department", "Roads Office、Parks Department", 0),
        ("HR／Facilities", "HR／Facilities", 1), ("AI 办公室", "AI 办公室", 1), ("某厂 县财政局", "某厂 县财政局", 1), ("Roads Office Parks", "Roads Office Parks", 0), ("县 财 政 局", "县 财 政 局", 1),
        ("某某公司 县水务局和某中心", "某某公司、县水务局和某中心", 0), ("某某 某协 县水务局", "某某、某协、县水务局", 0),
    ],
)  # fmt: skip
def test_a_gap_or_a_stroke_parts_what_are_all_units(cell, lead, noted):
    """Else they stay one, which is noted."""
    draft = read(f"任务|责任单位\n修路|{cell}\n架桥|某某、某协\n")
    assert (tasks(draft)[0][5], notes(draft)) == (lead, [("B2", "several")] * noted)


@pytest.mark.parametrize(
    ("one", "other", "short"),
    [
        ("财政局", "市财政局", {"财政局": "市财政局"}), ("甲区", "甲区住建局", {}), ("IT", "Community Office", {}), ("Roads", "Roads Office", {"Roads": "Roads Office"}),
        ("Health", "Department of Health", {"Health": "Department of Health"}), ("市政府办", "市政府办公室", {"市政府办": "市政府办公室"}),
    ],
)  # fmt: skip
def test_a_short_name_is_the_end_of_a_longer_one_or_whole_words_of_it(one, other, short):
    assert read(f"任务|责任单位|配合单位\n修路|{one}|{other}").short == short


@pytest.mark.parametrize(
    ("words", "day", "why"),
    [
        ("2026年6月底前", "2026-06-30", None), ("2026年12月", "2026-12", None), ("6月底前完成", "2026-06-30", None), ("2026年上半年", "2026-06-30", None),
        ("二季度", "2026-06-30", None), ("2026/7/31前", "2026-07-31", None), ("by 30 June 2026", "2026-06-30", None), ("持续推进", None, "undated"), ("全年", None, "undated"), ("每季度", None, "undated"), ("长期坚持", None, "undated"),
        ("Ongoing", None, "undated"), ("三季度左右", None, "no_day"), ("03.04.2026", None, "no_day"), ("31／03／26", "2026-03-31", None), ("30.9.26", "2026-09-30", None), ("30-9-27", "2027-09-30", None), ("03／04／26", None, "no_day"),
        ("26／3／31", "2026-03-31", None), ("31／03／19", None, "no_day"), ("end of Q2 2026", "2026-06-30", None), ("end March 2026", "2026-03-31", None), ("2026年5月上旬", "2026-05-10", None),
        ("2026年5月中旬前", "2026-05-20", None), ("2026年5月下旬", "2026-05-31", None), ("FY26／27", None, "no_day"), ("2026／27", None, "no_day"), ("2206-01-01", None, "no_day"), ("5", None, "no_day"), ("2026.1-6", None, "no_day"), ("2026年1-6月", None, "no_day"),
    ],
)  # fmt: skip
def test_days_as_tables_have_them(words, day, why):
    draft = read(f"2026年任务|<\n任务|时限\n修路|{words}")
    assert [one and one.text for one in (draft.tasks[0].due,)] == [day]
    assert notes(draft) == ([("B3", why)] if why else [])


def test_a_year_of_two_digits_is_one_that_the_table_says_elsewhere_and_two_years_may_stand_as_one_number():
    def dues(title, *days):
        return [one.due and one.due.text for one in read("\n".join((f"{title}|<", "Task|Due", *(f"a{day}|{day}" for day in days)))).tasks]

    assert dues("Plan of the town", "31.03.26", "30.9.26") == [None, None]
    assert dues("Plan of the town", "31.03.26", "30 June 2026") == ["2026-03-31", "2026-06-30"]
    assert dues("Plan of the town", "31.03.29", "30 June 2026") == [None, "2026-06-30"]
    assert read("Plan 2026-27|<\nTask|Due\na|June 2026").years == (2026, 2027)
    assert read("Plan 2026-03|<\nTask|Due\na|June 2026").years == (2026, 2026)


def test_columns_that_are_told_left_or_too_many():
    text = """
        干什么|谁来干|什么时候|启动时间|完成时限|经费|
        修路|甲局|2026-06-30|2026-07-01|2026-12-31|5|x
    """
    sheet = table(text)
    assert find_head(sheet, column_words(), {}) is None
    assert [one.text for one in widest(sheet)][:2] == ["干什么", "谁来干"]
    told = {"干什么": "task", "谁来干": "lead", "什么时候": "due"}
    head = find_head(sheet, column_words(), told)
    assert [one.at for one in head.left] == ["F1", "G1", "E1"]
    draft = read(text, told)
    assert (tasks(draft), draft.tasks[0].start) == ([("T1", None, "修路", None, None, "甲局", "", "2026-06-30")], None)
    assert notes(draft) == [("D2", "start_after_due")]


@pytest.mark.parametrize("head", ["Lead ／ Partners", "牵头单位、配合单位", "牵头／配合"])
def test_a_column_for_who_leads_and_who_helps_holds_those_who_answer(head):
    assert [one[5:7] for one in tasks(read(f"Task|{head}\nTrees|Parks (lead); Roads\nLamps|Parks"))] == [("Parks", "Roads"), ("Parks", "")]


def test_a_task_of_which_only_the_content_is_told_and_a_title_over_numbers():
    content = read("No|Description|Owner\n1|Street lights|Roads\n2|Trees|Parks")
    assert [one.name for one in content.tasks] == ["Street lights", "Trees"]
    assert find_head(table("任务|责任分工|<\n领域|牵头单位|配合单位\n交通|甲局|"), column_words(), {}) is None
    chosen = read("任务|重点工作|时限\n路网|修路|\n路网|架桥|", {"任务": "task"})
    assert [(one.name, one.summary) for one in chosen.tasks] == [("路网", "修路"), ("路网", "架桥")]
    merged = read("重点任务|<|牵头单位\n1|修路|甲局\n2|架桥|甲局")
    assert [one[1:3] for one in tasks(merged)] == [("1", "修路"), ("2", "架桥")]
