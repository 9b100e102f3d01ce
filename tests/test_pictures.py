"""The pictures of screens and of the page are there, small, and load nothing from elsewhere; `make pictures` draws them."""

from pathlib import Path

PICTURES = Path(__file__).parent.parent / "docs" / "pictures"
SCREENS = ("status", "escalate", "todo", "show", "brief", "log")
VIEWS = ("first", "desk", "board", "timeline", "task", "problem", "calendar")


def test_every_screen_has_its_pictures():
    wanted = {f"{name}-{columns}-{lang}.svg" for name in SCREENS for columns in (80, 120) for lang in ("en", "zh")}
    wanted |= {f"page-{name}-{scheme}-{lang}.webp" for name in VIEWS for scheme in ("light", "dark") for lang in ("en", "zh")}
    assert {one.name for one in PICTURES.iterdir()} == wanted


def test_they_are_under_a_megabyte_and_name_no_font_elsewhere():
    drawn = [one.read_text(encoding="utf-8") for one in PICTURES.glob("*.svg")]
    assert sum(one.stat().st_size for one in PICTURES.iterdir()) < 2**20
    assert not any("@font-face" in one or "url(http" in one for one in drawn)
