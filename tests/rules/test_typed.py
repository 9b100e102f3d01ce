"""What people type: one of some candidates, or a number."""

import pytest

from ltzplan.issues import Issue
from ltzplan.rules.typed import chosen, meant, number, number_of, option, plain, several

UNITS = {"lands": ["资源局", "North Lands Bureau"], "roads": ["北样市交通局", "“North” Roads"], "Lands2": ["土地局", "Soil: lands"]}
PARTS = {"roads": ["Ring, east", "Ring, west"], "lands": ["Field"]}


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("lands", ["lands"]), ("LANDS", ["lands"]), ("ｌａｎｄｓ", ["lands"]), ("lands2", ["Lands2"]),
        ("资源局", ["lands"]), ("north lands bureau", ["lands"]), ("North Roads", ["roads"]), ("“north”　roads", ["roads"]),
        ("bureau", ["lands"]), ("交通", ["roads"]), ("bureau north", ["lands"]), ("局", ["lands", "roads", "Lands2"]),
        ("北样交通局", ["roads"]), ("北样交通", ["roads"]), ("o", []), ("", []), ("“”", []), ("市", ["roads"]), ("east", []), ("lans", []),
    ],
)  # fmt: skip
def test_what_is_meant_is_told_by_id_by_whole_name_or_by_a_piece(typed, found):
    """Case, width, quotes and spaces do not count, nor a silent word; one Latin letter is no piece."""
    assert meant(typed, UNITS, silent="市") == found


@pytest.mark.parametrize(("typed", "found"), [("field", ["lands"]), ("ring", ["roads"]), ("north", ["lands", "roads"]), ("west ring", ["roads"])])
def test_names_behind_count_after_ones_own(typed, found):
    """A task is called after its parts, where no task is called so itself."""
    assert meant(typed, UNITS, PARTS) == found


def test_a_whole_name_behind_counts_before_a_piece_of_ones_own():
    assert meant("Field", {"a": ["Fields"], "b": ["B"]}, {"b": ["Field"]}) == ["b"]


def test_one_is_taken_several_are_listed_by_name_and_of_none_the_nearest_first():
    assert chosen("资源", UNITS, unknown="unknown_id") == "lands"
    several = chosen("局", UNITS, unknown="unknown_id")
    assert several == Issue(
        code="ambiguous_name", params={"value": "局", "found": "lands 资源局; roads 北样市交通局; Lands2 土地局"}
    )
    none = chosen("rods", UNITS, unknown="unknown_id", list="units")
    assert none == Issue(
        code="unknown_id",
        params={"value": "rods", "near": "roads", "list": "units", "found": "roads 北样市交通局; lands 资源局; Lands2 土地局"},
    )
    assert chosen("x", {}, unknown="unknown_record") == Issue(code="unknown_record", params={"value": "x", "near": "", "found": ""})


def test_eight_candidates_are_shown():
    issue = chosen("?", {f"id{n}": [f"Name {n}"] for n in range(9)}, unknown="unknown_id")
    assert isinstance(issue, Issue)
    assert issue.params["found"] == "; ".join((*(f"id{n} Name {n}" for n in range(8)), ".."))


@pytest.mark.parametrize(
    ("typed", "read"),
    [("81.55", "81.55"), ("８１．５５％", "81.55"), ("81，55", "81.55"), ("81。5 %", "81.5"), ("100", "100"), ("1e3", None), ("-1", None), ("", None), ("1.2.3", None)],
)  # fmt: skip
def test_a_number_is_read_in_any_width_with_comma_and_percent_sign(typed, read):
    assert number(typed) == read


@pytest.mark.parametrize(
    ("typed", "read"),
    [("——stage", "--stage"), ("—stage＝“x”", "--stage=“x”"), ("--stage＝x＝y", "--stage=x＝y"), ("－－ｓ", "--s"), ("--text=—", "--text=—"), ("长沙", "长沙"), ("-h", "-h"), ("-北", "-北")],
)  # fmt: skip
def test_the_name_of_an_option_is_read_with_the_dashes_of_an_input_method(typed, read):
    """Its value stays as it was typed."""
    assert option(typed) == read


def test_words_stand_apart_at_commas():
    assert several("长沙、 湘潭，株洲; a,") == ["长沙", "湘潭", "株洲", "a"]


def test_what_is_plain_is_written_with_an_english_keyboard():
    assert plain("　“Ｔ１—ａ”　") == '"T1-a"'
    assert plain(" T1 ") == "T1"


@pytest.mark.parametrize(("typed", "read"), [
    ("〔2020〕1号", ("", "〔2020〕1号")), ("2020年17号", ("", "〔2020〕17号")), ("2020-1", ("", "〔2020〕1号")), ("第1号", ("", "1号")), ("1", ("", "1号")),
    ("order 1", ("order", "1号")), ("交办单[2020]1号", ("交办单", "〔2020〕1号")), ("T1", None), ("2020-10-30", None), ("81.55", None), ("1234", None),
])  # fmt: skip
def test_the_number_of_an_order_or_paper_is_read_however_it_is_typed(typed, read):
    assert number_of(typed) == read


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("IT", []), ("itc", []), ("hall", ["hall"]), ("Mitch", ["person"]), ("G15", ["road"]), ("G1", []), ("3.2", ["road"]), ("2", []), ("13", []), ("2.1", []),
        ("20", []), ("2026", ["hall"]),
    ],
)  # fmt: skip
def test_a_short_word_of_latin_letters_or_a_number_is_no_piece_of_one(typed, found):
    """Only from four letters on may it stand anywhere; a number stands for itself, with its points."""
    named = {"person": ["Sarah Mitchell"], "hall": ["Townhall 2026"], "road": ["建G15高速 3.2"], "other": ["No. 13.2.10"]}
    assert meant(typed, named) == found


def test_what_begins_with_what_was_typed_is_offered_first():
    numbered = {"A1": ["2.1 Library", "2.1"], "A2": ["2.2 Bridge", "2.2"], "A3": ["1.1 Hall", "1.1"]}
    found = chosen("2.", numbered, unknown="unknown_id")
    assert isinstance(found, Issue) and found.params["found"] == "A1 2.1 Library; A2 2.2 Bridge; A3 1.1 Hall"
