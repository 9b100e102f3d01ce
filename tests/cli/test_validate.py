"""`ltz validate`: whose plan it checked, in which form; and that help, README and docs name all there is."""

import json
import re
from pathlib import Path
from typing import get_args

import jsonschema
import pytest
import yaml

from ltzplan.cli.commands.paper import KINDS
from ltzplan.cli.schemas import SCHEMAS
from ltzplan.languages import LANGS, Lang
from ltzplan.model.records import PaperKind
from ltzplan.store.reader import Records
from ltzplan.store.source import Folder
from ltzplan.store.workspace import BUILT_IN
from ltzplan.text.speech import catalogue
from tests.cli.written import Ltz
from tests.conftest import DATA


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_stranger_11_validate_says_whose_plan_it_checked(
    blank: Path, ltz: Ltz, monkeypatch: pytest.MonkeyPatch, lang: str
) -> None:
    """The file it read, always; and outside of a workspace that it is the built-in plan."""
    built_in = {"zh": "随软件附带的计划", "en": "the built-in plan"}[lang]
    done = ltz("validate", "--lang", lang)
    assert (done.code, done.out) == (0, "")
    assert "data/tasks.yaml" in done.err.replace("\\", "/") and built_in not in done.err
    assert ltz("validate", "-o", "found.json").out == "" and Path("found.json").read_text(encoding="utf-8") == "[]\n"
    plan = Path("data", "tasks.yaml")
    plan.write_text(plan.read_text(encoding="utf-8") + "nothing_known: 1\n", encoding="utf-8")
    assert str(plan) in ltz("validate", "--lang", lang).err
    ltz("validate", "-o", "found.txt", "--lang", lang)
    assert "nothing_known" in Path("found.txt").read_text(encoding="utf-8")
    (blank / "elsewhere").mkdir()
    monkeypatch.chdir(blank / "elsewhere")
    done = ltz("validate", "--lang", lang, "--data", str(blank / "data"))
    assert str(blank / plan) in done.err and built_in not in done.err
    plan = blank / plan
    plan.rename(plan.with_suffix(".away"))
    done = ltz("validate", "--lang", lang)
    assert done.code == 0
    assert built_in in done.err and str(BUILT_IN / "tasks.yaml") in done.err


def test_code_B13_validate_has_two_forms(blank: Path, ltz: Ltz) -> None:
    for form in ("xml", "csv", "md"):
        done = ltz("validate", "--format", form)
        assert (done.code, done.out) == (2, "")
        assert "error[not_one_of]" in done.err and "text, json" in done.err


@pytest.mark.parametrize("lang", LANGS)
def test_code_B14_help_names_every_kind(lang: Lang) -> None:
    said = catalogue(lang, "help")
    assert {*KINDS} == {*get_args(PaperKind)}
    assert {*re.findall(r"[a-z]+", re.split("[：:]", said["opt.schema"])[1])} == {*SCHEMAS}


@pytest.mark.parametrize(
    ("page", "sentence"),
    [
        ("README.md", "{} records of 70 public facts"),
        ("README.zh.md", "{}条公开记录"),
        ("docs/data.md", "The {} records hold 70 facts"),
        ("docs/data.md", "{}条记录中，70条为公开事实"),
    ],
)
def test_code_B14_the_pages_count_the_records(page: str, sentence: str) -> None:
    found = len(Records(Folder(DATA / "records")).entries)
    assert sentence.format(found) in (DATA.parent / page).read_text(encoding="utf-8")


def test_method_A1_a_finding_says_whose_it_is(blank: Path, ltz: Ltz) -> None:
    plan = blank / "data" / "tasks.yaml"
    text = plan.read_text(encoding="utf-8").replace("needs: province, level: mayors", "needs: bureaus, level: mayors")
    plan.write_text(text, encoding="utf-8")
    assert re.search(r"error\[level_against_need\] [A-Z][0-9]: the level", ltz("validate", "--lang", "en").out)


class AsEditors(yaml.SafeLoader):
    """Reads YAML as its version 1.2 does: a date is a text."""

    yaml_implicit_resolvers = {  # noqa: RUF012 - as its base has it
        first: [one for one in listed if not one[0].endswith("timestamp")]
        for first, listed in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }


PLAIN = (
    "plan: {format: 1, id: x, name: X, signed: '2026-01-01', ends: 2026, time_zone: UTC}",
    "levels: null",
    "members: {called: {en: district}, north: {name: North}}",
    "tasks: [{id: A, name: A, lead_units: [Roads, {name: Rails, member: north}, {each: all}], members: [north], target: {due: '2026-05-01'}},",
    "        {id: B, name: B, target: {due: {within: 5 years, from: 2026}}, parts: {p: {due: 2026, due_words: soon}}}]",
)


def test_editors_take_a_plan_as_it_is_written(blank: Path, ltz: Ltz, monkeypatch: pytest.MonkeyPatch) -> None:
    """The schema beside the plan: as this version has it, and an older one is a warning that says how to write it anew."""
    ltz("init", "own", "--blank")
    monkeypatch.chdir("own")
    schema = json.loads(Path("data", ".tasks.schema.json").read_text(encoding="utf-8"))
    for text in ("\n".join(PLAIN), Path("data", "tasks.yaml").read_text(encoding="utf-8")):
        jsonschema.validate(yaml.load(text, Loader=AsEditors), schema)  # noqa: S506 - it constructs no objects
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate({"plan": {"id": "x"}, "tasks": []}, schema)
    Path("data", ".tasks.schema.json").write_text("{", encoding="utf-8")
    assert "[stale_schema]" in ltz("validate").out
    Path("data", ".tasks.schema.json").unlink()
    ltz("validate", "--schema", "plan", "-o", "data/.tasks.schema.json")
    assert ltz("validate").out == ""
