"""The one door: argv in, exit code out; every failure becomes a line here."""

import os
import sys
from collections.abc import Sequence

from ltzplan import __version__
from ltzplan.cli.options import Globals
from ltzplan.cli.streams import Guarded
from ltzplan.cli.words import plain
from ltzplan.issues import Issue, LtzError
from ltzplan.languages import Lang
from ltzplan.store.answers import Footing, Said, keep
from ltzplan.store.sight import Sight
from ltzplan.text.speech import say, spoken_by, spoken_in

OK, NO, CANNOT, UNCOMMITTED, BUG, INTERRUPTED = 0, 1, 2, 3, 70, 130


def main(words: Sequence[str], file: str | None = None, seen: Sight | None = None) -> int:
    """Run one command; give the exit code (0 yes, 1 no, 2 could not, 3 not committed, 70 a bug, 130 stopped).

    What only looks at a workspace may keep its answer in a file, and rest on what was just seen of it.
    """
    said = list[Said]()
    out, err = Guarded(sys.stdout, "out", said), Guarded(sys.stderr, "err", said)
    sys.stdout, sys.stderr = out, err
    told = Globals(lang=spoken_by(os.environ))
    if file:
        told.footing = Footing(os.environ, seen)
    code = _run(list(words), told)
    if code not in (OK, NO):
        return code
    if out.lost is None:
        if file and err.lost is None:
            keep(file, told.footing, code, said)
        return code
    stored = {
        "record": ", ".join(told.stored[:3]),
        "more": f" (+{more})" if (more := len(told.stored[3:])) else "",
    }
    lost = "stored_not_printed" if told.stored else "not_printed"
    return _refused(told, [Issue(code=lost, params={"reason": out.lost} | stored)])


def _run(words: list[str], told: Globals) -> int:
    try:
        if asked := plain(words):
            vars(told).update(asked.told, lang=asked.told.get("told_lang", told.lang))
            warn_of_language(told.lang, typed="told_lang" in asked.told)
            return asked.command(told, asked.typed)
        from ltzplan.cli.app import run  # noqa: PLC0415 - what Typer costs is the reason for plain words

        return run(words, told)
    except LtzError as error:
        return _refused(told, error.issues)
    except KeyboardInterrupt:
        return INTERRUPTED
    except Exception:  # noqa: BLE001 - the one place for what nobody foresaw
        return _crashed(told)


def warn_of_language(used: Lang, *, typed: bool) -> None:
    """Say that `LTZ_LANG` names a language that there is not, and which one is used, unless one was typed."""
    wanted = os.environ.get("LTZ_LANG") or "en"
    if not typed and not spoken_in(wanted):
        sys.stderr.write(say(used, "lang.unknown", value=wanted) + "\n")


def _crashed(told: Globals) -> int:
    import tempfile  # noqa: PLC0415 - only for a bug
    import traceback  # noqa: PLC0415

    with tempfile.NamedTemporaryFile(
        "w", prefix="ltz-", suffix=".log", delete=False, encoding="utf-8"
    ) as log:
        log.write(f"ltz {__version__}\n{traceback.format_exc()}")
    sys.stderr.write(say(told.lang, "crashed", file=log.name) + "\n")
    return BUG


def _refused(told: Globals, issues: Sequence[Issue]) -> int:
    from ltzplan.cli.run import Run  # noqa: PLC0415 - only for errors
    from ltzplan.cli.screen import tell  # noqa: PLC0415
    from ltzplan.views.findings import listing  # noqa: PLC0415

    tell(listing(issues, told.lang, Run(**vars(told)).names_in(issues)))
    return CANNOT
