"""The page as HTML: templates of jinja2 filled with a report in every language; one file, or a folder where that is large."""

import re
from base64 import b64encode
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from ltzplan.reports.frame import Frame
from ltzplan.reports.show import TaskView
from ltzplan.reports.site import Site
from ltzplan.views.names import Names
from ltzplan.views.site.speaker import Speaker

TEMPLATES = Path(__file__).with_name("templates")
LARGEST = 2 * 2**20
"""Bytes of one file that can be sent by mail; what is larger becomes a folder."""
MOST = 4
"""Of what is not well so many are shown at first."""
INDEX = "index.html"
"""The file of a folder that is opened first."""
_ANCHOR, _LINK = re.compile(r' id="([^"]+)"'), re.compile(r'(<a [^>]*?href=")#([^"]+)"')
Watched = Callable[[Collection[TaskView]], Iterable[TaskView]]
"""What tells somebody who waits how far the work is."""


class Piece(NamedTuple):
    """A part of the page that stands in one file, by language."""

    file: str
    said: Mapping[str, str]


def pages(
    site: Site,
    frame: Frame,
    spoken: Sequence[Names],
    watched: Watched = lambda tasks: tasks,
    *,
    apart: bool = True,
) -> Mapping[str, str]:
    """Give the files of the page by name, in the languages of the names, the first of these shown first.

    One without a name where all fits into one, or it may not be taken `apart`.
    """
    speakers = [Speaker(names, frame, site) for names in spoken]
    room = _Templates(speakers)
    front, back = room.part("front.html"), room.part("back.html", records=site.records.get("", ()))
    tasks = [
        Piece(
            f"{number:03}-{view.task.id}.html",
            room.part("task.html", view=view, records=site.records.get(view.task.id, ())),
        )
        for number, view in enumerate(watched(site.tasks), 1)
    ]
    head, contents = room.part("tasks.html", listed=()), room.part("tasks.html", listed=site.tasks)
    bodies = {
        lang: front[lang] + head[lang] + "".join(one.said[lang] for one in tasks) + back[lang]
        for lang in front
    }
    whole = room.document(bodies)
    if not apart or len(whole.encode()) <= LARGEST:
        return {"": whole}
    first = {lang: front[lang] + contents[lang] + back[lang] for lang in front}
    return room.folder([Piece(INDEX, first), *tasks])


class _Templates:
    """Where the templates are filled."""

    def __init__(self, speakers: Sequence[Speaker]) -> None:
        self._speakers = speakers
        self._known = Environment(
            loader=FileSystemLoader(TEMPLATES), autoescape=True, undefined=StrictUndefined, trim_blocks=True
        )
        self._known.globals["MOST"] = MOST
        self._style, self._script = (
            (TEMPLATES / name).read_text(encoding="utf-8") for name in ("style.css", "script.js")
        )

    def part(self, template: str, **told: object) -> Mapping[str, str]:
        """Fill a template in every language."""
        found = self._known.get_template(template)
        return {one.lang: found.render(s=one, **told) for one in self._speakers}

    def document(self, bodies: Mapping[str, str], *, back: bool = False) -> str:
        """Give a whole file: every language in it, what it looks like and what it may do."""
        first = self._speakers[0]
        return self._known.get_template("document.html").render(
            lang=first.lang,
            title=f"{first.read(first.plan.header.name)} · {first.day()}",
            spoken=self._speakers,
            bodies={lang: Markup(body) for lang, body in bodies.items()},  # noqa: S704 - filled by our templates
            style=Markup(self._style),  # noqa: S704 - our own file
            script=Markup(self._script),  # noqa: S704 - our own file
            style_hash=_hash(self._style),
            script_hash=_hash(self._script),
            back=back,
        )

    def folder(self, pieces: Sequence[Piece]) -> Mapping[str, str]:
        """Give a file for each piece; a link to what stands in another leads there."""
        homes = {
            anchor: one.file
            for one in pieces
            for said in one.said.values()
            for anchor in _ANCHOR.findall(said)
        }

        def led(file: str, document: str) -> str:
            def there(link: re.Match[str]) -> str:
                home = homes.get(link[2], file)
                return link[0] if home == file else f'{link[1]}{home}#{link[2]}"'

            return _LINK.sub(there, document)

        return {one.file: led(one.file, self.document(one.said, back=one.file != INDEX)) for one in pieces}


def _hash(text: str) -> str:
    """Give what a Content-Security-Policy calls a text by."""
    return f"sha256-{b64encode(sha256(text.encode()).digest()).decode()}"
