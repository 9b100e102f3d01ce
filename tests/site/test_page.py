"""The page that is passed on: sound HTML that loads nothing, obeys no text, and says the same in both languages."""

import re
from base64 import b64encode
from dataclasses import replace
from hashlib import sha256

import pytest

from ltzplan.model.values import Words
from ltzplan.text.speech import catalogue
from ltzplan.views.site import render
from tests.build import entries, plan, task, update
from tests.site.made import ATTACK, PRINTED, Reader, every_kind, files, marked, of_every_kind, page, shipped

EVERYTHING = (*shipped()[1], *of_every_kind())


@pytest.fixture(scope="module")
def everything():
    """The page of the shipped plan with a record of every kind."""
    return files(shipped()[0], EVERYTHING)[""]


def test_it_is_sound_html(everything):
    for text in (page(), everything):
        read = Reader(text)
        assert read.wrong == []
        ids = read.of("id")
        assert len(ids) == len({*ids})
        assert text.startswith("<!DOCTYPE html>")


def test_every_link_leads_to_a_section_of_the_same_language(everything):
    read = Reader(everything)
    links = [link for tag, key, link in read.attributes if (tag, key) == ("a", "href")]
    assert {*links} <= {f"#{id}" for id in read.of("id")}
    zh, en = (everything.partition(f'<main id="{lang}"')[2].partition("</main>")[0] for lang in ("zh", "en"))
    assert {*re.findall(r'<a [^>]*href="(#\w+)-', zh)} == {"#zh"}
    assert {*re.findall(r'<a [^>]*href="(#\w+)-', en)} == {"#en"}


def test_it_loads_nothing(everything):
    """No address stands anywhere but as text; only what the page itself holds is named."""
    read = Reader(everything)
    assert PRINTED.url in "".join(Reader(files(shipped()[0], of_every_kind(source=PRINTED))[""]).texts)
    assert all(value.startswith("#") for tag, key, value in read.attributes if key == "href" and tag != "link")
    assert not {*read.tags} & {"img", "iframe", "object", "embed", "form", "base", "audio", "video"}
    assert not {key for _, key, _ in read.attributes} & {"src", "style", "action", "srcset"}
    assert [value for tag, key, value in read.attributes if (tag, key) == ("link", "href")] == ["data:,"]


def test_the_policy_lets_nothing_in_but_its_own_style_and_script():
    text = page()
    policy = next(one for one in Reader(text).of("content") if "default-src" in one)
    for tag, rule in (("style", "style-src"), ("script", "script-src")):
        own = text.partition(f"<{tag}>")[2].partition(f"</{tag}>")[0]
        digest = b64encode(sha256(own.encode()).digest()).decode()
        assert f"{rule} 'sha256-{digest}';" in policy
        assert own.count("\n") > 10
    assert policy.startswith("default-src 'none'; ")
    assert not [key for _, key, _ in Reader(text).attributes if key.startswith("on")]


def test_no_text_is_obeyed():
    """Whatever people write stands there to be read, in every field of plan and records."""
    told = marked(shipped()[0], lambda _: ATTACK)
    records = tuple(replace(one, record=marked(one.record, lambda _: ATTACK)) for one in (*shipped()[1], *of_every_kind(source=PRINTED)))
    (text,) = files(told, records).values()
    mild = files(shipped()[0], (*shipped()[1], *of_every_kind(source=PRINTED)))[""]
    read = Reader(text)
    assert read.wrong == []
    assert {*read.tags} == {*Reader(mild).tags}
    assert read.tags.count("script") == 1
    assert text.count("<script>alert") == 0
    assert "".join(read.texts).count(ATTACK) > 500


def test_the_same_gives_the_same_bytes():
    assert files(*shipped())[""] == files(shipped()[0], shipped()[1][::-1])[""]


def test_the_shipped_plan_is_small():
    assert len(page().encode()) < 2**20 / 2


def test_both_languages_say_the_same_things(everything):
    """As many elements of each kind, with the same sections; and no word of the other's screens."""
    zh, en = (everything.partition(f'<main id="{lang}"')[2].partition("</main>")[0] for lang in ("zh", "en"))
    read = [Reader(f"<main{one}</main>") for one in (zh, en)]
    assert read[0].tags == read[1].tags
    sections = [[id.partition("-")[2] for id in one.of("id")] for one in read]
    assert sections[0] == sections[1]
    for lang, other, said in (("zh", "en", read[0]), ("en", "zh", read[1])):
        own, foreign = (catalogue(one, "site") for one in (lang, other))
        words = {text.strip() for text in said.texts}
        titles = ("site.verdict", "site.acts", "site.board", "site.timeline", "site.tasks", "site.units", "site.registers", "site.calendar")
        assert {own[one] for one in titles} <= words
        assert not {foreign[one] for one in titles} & words


def test_the_language_asked_for_comes_first():
    assert page(first="en").index('<main id="en"') < page(first="en").index('<main id="zh"')
    assert '<html lang="en">' in page(first="en")


def test_every_record_shows_its_file_digest_office_and_commit(everything):
    said = "".join(Reader(everything).texts)
    for one in EVERYTHING:
        if one.day.isoformat() <= "2020-10-31":
            assert said.count(f"records/{one.file}") == 2
            assert said.count(sha256(one.id.encode()).hexdigest()) == 2
    assert "d" * 40 in said


def test_each_figure_links_to_the_record_that_states_it():
    told = update("T1", percent=55, day="2020-06-30")
    (text,) = files(plan(task()), tuple(entries(told))).values()
    id = entries(told)[0].id
    assert f'<a class="figure" href="#en-r-{id}">investment 55% (2020-06-30)</a>' in text
    assert text.count(f'id="en-r-{id}"') == 1


def test_a_light_is_a_word_a_shape_and_a_colour():
    (text,) = files(plan(task(due="2020-06-30")), ()).values()
    assert re.search(r'<span class="sign \w+"><svg class="shape"[^>]*><use href="#square"/></svg>overdue</span>', text)


def test_a_curve_is_drawn_with_its_table_beside_it():
    records = [update("T1", percent=one, day=f"2020-0{one // 10}-15") for one in (20, 40, 60)]
    (text,) = files(plan(task()), tuple(entries(*records))).values()
    drawn = text.partition('<main id="en"')[2].partition('<div class="curve">')[2].partition("</div>")[0]
    assert drawn.count('<line class="curve"') == 2
    assert drawn.count('<use class="blue"') == 3
    assert re.findall(r"<td>(2020-..-15)</td><td class=\"number\">(\d+)%", drawn) == [("2020-02-15", "20"), ("2020-04-15", "40"), ("2020-06-15", "60")]


def test_a_plan_of_which_nothing_is_known_is_shown_too():
    (text,) = files(plan(task(dispatch=None), dispatch=None, levels=(), needs={}, lights=(), supervision=()), ()).values()
    assert Reader(text).wrong == []
    assert [catalogue("en", "site")["site.none_held"] in one for one in (text, *files(plan(), ()).values())] == [False, True]


def test_what_is_too_large_for_a_mail_is_a_folder(monkeypatch):
    """Each task has its file, and what stands in another is linked there."""
    monkeypatch.setattr(render, "LARGEST", 10_000)
    made = files(shipped()[0], EVERYTHING)
    assert [*made][:2] == ["index.html", "001-P1.html"]
    assert len(made) == len(shipped()[0].tasks) + 1
    read = {name: Reader(text) for name, text in made.items()}
    for name, one in read.items():
        assert one.wrong == []
        for link in (link for tag, key, link in one.attributes if (tag, key) == ("a", "href")):
            file, _, anchor = link.partition("#")
            assert anchor in read[file or name].of("id"), (name, link)
    assert 'href="index.html#zh-top"' in made["001-P1.html"]
    assert 'href="001-P1.html#zh-t-P1"' in made["index.html"]


# what was published

PUBLIC = {
    "Header.name", "Area.name", "Section.name", "Level.name", "Need.name", "Term.name", "WorkKind.name", "Stage.name", "Measure.name",
    "Office.name", "Unit.name", "Former.name", "Portfolio.name", "Light.name", "Task.name", "LeadUnit.name", "Part.zh", "Part.en",
    "Milestone.zh", "Milestone.en", "PaperForm.name",
    # promises that rest on a source
    "Target.zh", "Target.en", "Target.due_words", "Target.done_when", "CountTarget.what",
}  # fmt: skip
"""The fields of a plan that a public page may show."""
OF_SOURCE = {
    "text", "because", "require", "notes", "next", "target", "to", "number", "approved_by", "positions", "tried", "decision", "attended",
    "title", "url",
}  # fmt: skip
"""The fields of a record that says where it was published that a public page may show."""


def test_of_what_was_published_nothing_else_is_shown():
    """A canary in every text of the plan and of the records; those of a public page are the known ones."""
    told = marked(shipped()[0], "<{}>".format, fills=True)
    open_, kept = (tuple(_canaries(hour, **given)) for hour, given in ((1, {"source": PRINTED}), (2, {})))
    (text,) = files(told, (*open_, *kept), "2020-12-31", public=True).values()
    (whole,) = files(told, (*open_, *kept), "2020-12-31").values()
    found, all_ = ({*re.findall(r"&lt;([\w.]+)&gt;", one)} for one in (text, whole))
    of_records = {f"source1.{one}" for one in OF_SOURCE}
    assert found <= PUBLIC | of_records
    assert {"Task.name", "Target.zh", "source1.text", "source1.title", "source1.url"} <= found
    assert {"Source.note", "source1.by", "own2.text", "own2.by", "Unit.contact"} & found == set()
    assert {"source1.by", "own2.text", "own2.by", "source1.note", "Unit.contact", "Task.summary"} <= all_


def _canaries(hour, **given):
    """Give records of every kind whose texts name the field and whether they say where they were published."""
    begins = "source1" if given else "own2"
    records = every_kind(**given, hour=hour)
    for one in entries(*records):
        yield replace(one, record=marked(one.record, lambda of: f"<{begins}.{of.rpartition('.')[2]}>", fills=True))


def test_a_promise_of_our_own_reading_is_not_public():
    ours = task(target=replace(task().target, en="Ours", zh=None, rests_on=("local",)), summary=Words(en="Summary"))
    (text,) = files(plan(ours), (), public=True).values()
    assert ("Ours" in text, "Summary" in text, "Task T1" in text) == (False, False, True)
    assert catalogue("en", "site")["site.public"] in text
