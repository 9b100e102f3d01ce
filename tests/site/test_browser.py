"""The page in a browser: on a phone, a tablet, a desk and paper, by keyboard alone, and with nothing let in.

Needs Debian's chromium and the group `browser`; where one is missing these tests are skipped.
"""

import shutil
import socket
from dataclasses import replace
from pathlib import Path

import pytest

from tests.site.made import ATTACK, files, marked, of_every_kind, shipped

CHROMIUM = shutil.which("chromium")
if CHROMIUM is None:
    pytest.skip("no chromium is installed", allow_module_level=True)
playwright = pytest.importorskip("playwright.sync_api", reason="the group `browser` is not installed")
axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="the group `browser` is not installed")

QUIET = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update",
    "--disable-sync",
)  # fmt: skip
PHONE, TABLET, DESK, PAPER = 390, 820, 1440, 680
"""Widths in pixels; that of paper is A4 without its margins."""
SCREENS = [
    (PHONE, "screen", "light", "zh"), (PHONE, "screen", "dark", "en"), (TABLET, "screen", "light", "en"), (DESK, "screen", "light", "en"),
    (DESK, "screen", "dark", "zh"), (PAPER, "print", "light", "zh"),
]  # fmt: skip


@pytest.fixture(scope="module")
def browser():
    with playwright.sync_playwright() as started:
        found = started.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        yield found
        found.close()


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """The page of the shipped plan with a record of every kind."""
    file = tmp_path_factory.mktemp("page") / "plan.html"
    file.write_text(files(shipped()[0], (*shipped()[1], *of_every_kind()), "2020-12-05")[""], encoding="utf-8")
    return file


@pytest.fixture
def opened(browser, made):
    """Give a function that opens the page at a section; nothing that it logs, asks for or reports may come."""
    amiss, contexts = [], []

    def open_(section="", width=DESK, media="screen", scheme="light", file: Path = made):
        contexts.append(browser.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme))
        page = contexts[-1].new_page()
        page.emulate_media(media=media, color_scheme=scheme)
        page.on("console", lambda said: amiss.append(said.text))
        page.on("pageerror", lambda error: amiss.append(str(error)))
        page.on("dialog", lambda dialog: (amiss.append(dialog.message), dialog.dismiss()))
        page.on("request", lambda asked: asked.url.startswith(("file:", "data:")) or amiss.append(asked.url))
        page.goto(file.as_uri() + section)
        return page

    yield open_
    for one in contexts:
        one.close()
    assert amiss == []


def opens_all(page):
    page.evaluate("for (const one of document.querySelectorAll('details')) one.open = true")


@pytest.mark.parametrize(("width", "media", "scheme", "lang"), SCREENS)
def test_it_fits_and_everybody_can_read_it(opened, width, media, scheme, lang):
    """No sideways scroll, nothing that axe calls serious, and one language at a time."""
    page = opened(f"#{lang}", width, media, scheme)
    shown = page.evaluate("[...document.querySelectorAll('main')].filter(one => one.offsetHeight).map(one => one.id)")
    assert shown == [lang]
    opens_all(page)
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    found = axe.Axe().run(page, options={"resultTypes": ["violations"]}).response["violations"]
    assert [(one["id"], one["nodes"][0]["html"]) for one in found if one["impact"] in ("serious", "critical")] == []


def test_the_address_names_the_language_and_the_section(opened):
    page = opened()
    assert page.locator("main:visible").get_attribute("id") == "zh"
    page.get_by_role("link", name="English").click()
    assert page.locator("main:visible").get_attribute("id") == "en"
    page.locator("main:visible .board a").first.click()
    assert page.locator("main:visible").get_attribute("id") == "en"
    assert page.evaluate("document.querySelector(':target').getBoundingClientRect().top") < 100
    page.get_by_role("link", name="中文").click()
    assert page.locator("main:visible").get_attribute("id") == "zh"


def test_it_is_used_by_keyboard_alone(opened):
    """Each step is seen; the language, what is folded, the search and the sections are reached."""
    page = opened()

    def tab_to(selector):
        for _ in range(60):
            page.keyboard.press("Tab")
            if page.evaluate("one => document.activeElement.matches(one)", selector):
                outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
                assert outline != "none"
                return
        raise AssertionError(selector)

    tab_to("#zh .switch a")
    page.keyboard.press("Enter")
    assert page.locator("main:visible").get_attribute("id") == "en"
    tab_to("#en details:not([open]) > summary")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.parentElement.open")
    tab_to("#en nav a")
    tab_to("#en input")
    page.keyboard.type("trunk")
    assert page.locator("#en .area .board li:visible").count() == 1
    assert page.locator("#en output").inner_text() == "Shown: 1"
    tab_to("#en .board a")
    page.keyboard.press("Enter")
    assert page.evaluate("document.querySelector(':target').id") == "en-t-T1"


def test_the_tasks_are_found_by_words_and_by_their_light(opened):
    page = opened("#en")
    rows = page.locator("#en .area .board li:visible")
    every = rows.count()
    page.locator("#en select").select_option("unlit")
    dark = rows.count()
    assert 0 < dark < every
    page.locator("#en select").select_option("")
    page.locator("#en input").fill("nothing of the kind")
    assert (rows.count(), page.locator("#en output").inner_text()) == (0, "Shown: 0")
    page.locator("#en input").fill("")
    assert rows.count() == every


def test_all_of_it_is_read_without_javascript(browser, made):
    context = browser.new_context(java_script_enabled=False, viewport={"width": PHONE, "height": 800})
    page = context.new_page()
    page.goto(f"{made.as_uri()}#en-t-T1")
    assert page.locator("main:visible").get_attribute("id") == "en"
    assert page.locator(".find:visible").count() == 0
    page.locator("#en-t-T1 .record summary").first.click()
    assert page.locator("#en-t-T1 .record .raw").first.is_visible()
    context.close()


def test_on_paper_nothing_is_folded_and_nothing_is_cut_off(opened):
    page = opened("#zh", PAPER, "print")
    assert page.locator("#zh .record .raw:visible").count() == page.locator("#zh .record").count()
    assert page.locator("#zh nav:visible, #zh .find:visible, #zh .switch:visible").count() == 0
    assert page.pdf(prefer_css_page_size=True).startswith(b"%PDF")


def test_no_text_is_obeyed(opened, tmp_path):
    told = marked(shipped()[0], lambda _: ATTACK)
    records = tuple(replace(one, record=marked(one.record, lambda _: ATTACK)) for one in (*shipped()[1], *of_every_kind()))
    file = tmp_path / "attack.html"
    file.write_text(files(told, records)[""], encoding="utf-8")
    page = opened(file=file)
    opens_all(page)
    assert ATTACK in page.locator("#zh .plan").inner_text()
    assert page.locator("main img, main script").count() == 0


def test_the_policy_holds(browser, made):
    """What gets into the page all the same is neither run nor loaded."""
    context = browser.new_context()
    page = context.new_page()
    page.goto(made.as_uri())
    listening = socket.create_server(("127.0.0.1", 0))
    listening.settimeout(0.2)
    refused = page.evaluate("""async (there) => {
        const found = [];
        document.addEventListener("securitypolicyviolation", (one) => found.push(one.effectiveDirective));
        document.querySelector("main").insertAdjacentHTML("beforeend", `<img src='${there}'><p style='color:red' onclick='hit = 1' id='hit'>`);
        const script = document.createElement("script");
        script.textContent = "window.hit = 1";
        document.body.append(script);
        document.querySelector("#hit").click();
        await fetch(there).catch(() => 0);
        await new Promise((done) => setTimeout(done, 100));
        return [window.hit === 1, ...new Set(found)].map(String).sort();
    }""", f"http://127.0.0.1:{listening.getsockname()[1]}/")
    assert refused == ["connect-src", "false", "img-src", "script-src-attr", "script-src-elem", "style-src-attr"]
    with listening, pytest.raises(TimeoutError):
        listening.accept()
    context.close()
