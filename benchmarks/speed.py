"""How long commands take, in units of `import typer`: run by hand with `make bench`, never as a test.

    python benchmarks/speed.py [--runs 7] [--sizes shipped,1000,10000] [--write docs/performance.md]

Every command of a size runs in turn with `import typer`, so many times; a figure is the median of its processor
time divided by that of the import. `--write` replaces the part between the two marks of that file.

The made records lie in the 14 months of the shipped plan, a file each. `--sizes 100000`, which takes many minutes and
must be asked for, has 90,000 there, all of them archived, and 10,000 single files in the year after, 2021, on whose last
day it asks: what a plan looks like that is kept for long and archived every year.
"""

import argparse
import os
import platform
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from ltzplan.model.records import Entered, Problem, Recheck, Record, Sort, Update  # noqa: E402
from ltzplan.model.values import Day, Words  # noqa: E402
from ltzplan.store.archive import OfficeYear  # noqa: E402
from ltzplan.store.files import PLAN_LIMIT, Disk, read_bytes  # noqa: E402
from ltzplan.store.planfile import read_plan  # noqa: E402
from ltzplan.store.records import RecordFile, id_of  # noqa: E402
from ltzplan.store.sight import YOUNG  # noqa: E402

MARKS = ("<!-- figures: written by benchmarks/speed.py -->", "<!-- end of figures -->")
SIGNED, LAST = date(2019, 11, 10), date(2020, 12, 31)
"""The first and last day of the shipped plan, and of the records that are made for it."""
RUNNING = 10_000
"""So many records are single files; where more are made, these are of the year after, and the others are archived."""
SIZES = ("shipped", "1000", "10000", "100000")
MEMORY = (None, None, None, 120)
"""The limit of memory at each size, in MiB."""
UNIT = ("-c", "import typer")


@dataclass(frozen=True)
class Question:
    """A command, what is done before each run of it, and the limit at each size, in units."""

    name: str
    words: Sequence[str]
    before: Callable[["Place"], None]
    limits: Sequence[float | None] = (None, None, None, None)


@dataclass(frozen=True)
class Place:
    """A workspace, and the folder of what may be lost."""

    folder: Path
    cache: Path
    environment: dict[str, str]


def nothing(_: Place) -> None:
    """Leave all as it stands."""


def forget_answers(place: Place) -> None:
    """Forget what was answered, not what was read."""
    shutil.rmtree(place.cache / "ltz" / "answers", ignore_errors=True)


def forget(place: Place) -> None:
    """Forget everything."""
    shutil.rmtree(place.cache, ignore_errors=True)


def write_one(place: Place) -> None:
    """Store one more record."""
    used(place, ("-m", "ltzplan", *UPDATE))


def without_made(place: Place) -> None:
    """Take away the file that was made, which is written over by none."""
    for made in place.folder.glob("made*"):
        shutil.rmtree(made) if made.is_dir() else made.unlink()


UPDATE = ("--office", "secretariat", "update", "T1", "--nil", "--yes")
QUESTIONS = (
    Question("`status`, asked again", ("status",), nothing, (1.5, 1.5, 2.1, 2.4)),
    *(
        Question(f"`{words}`, another question", words.split(" "), forget_answers, (2.0, 2.0, 2.5, 3))
        for words in ("status", "escalate", "todo --office secretariat", "show T1", "why T1")
    ),
    Question("`log T1`", ("log", "T1"), forget_answers, (None, None, 7.5, None)),
    Question("`status --as-of 2020-06-30`", ("status", "--as-of", "2020-06-30"), forget_answers, (None, None, 7.5, None)),
    Question("`status`, after one write", ("status",), write_one, (2.2, 2.2, 2.7, 3.5)),
    Question("`update`, not committed", UPDATE, nothing, (4.0, 4.0, 4.4, 5)),
    Question("`paper bulletin`", ("paper", "bulletin", "--month", "2020-06"), nothing, (None, None, 7.5, None)),
    Question("`paper bulletin -o FILE.docx`", ("paper", "bulletin", "--month", "2020-06", "-o", "made.docx"), without_made),
    Question("`brief -o FILE.docx`", ("brief", "vice_mayors", "-o", "made.docx"), without_made),
    Question("`export`", ("export", "made.sqlite"), without_made),
    Question("`page`", ("page", "-o", "made.html"), without_made, (60, 60, 60, None)),
    Question("`status`, cold", ("status",), forget, (5.5, 7, 12, None)),
)  # fmt: skip


class Quick(Disk):
    """A disk that does not wait: these records are thrown away."""

    def sync(self, handle: int) -> None:
        """Wait for nothing."""

    def sync_folder(self, path: Path) -> None:
        """Wait for nothing."""


def used(place: Place, words: Sequence[str]) -> tuple[float, float]:
    """Run Python once into nothing; give its processor seconds and its peak of memory, in MiB."""
    started = subprocess.Popen(
        [sys.executable, *words], cwd=place.folder, env=place.environment, stdout=subprocess.DEVNULL
    )
    _, status, spent = os.wait4(started.pid, 0)
    started.returncode = os.waitstatus_to_exitcode(status)
    if started.returncode not in (0, 1):
        sys.exit(f"{' '.join(words)}: exit code {started.returncode}")
    return spent.ru_utime + spent.ru_stime, spent.ru_maxrss / 1024


def generated(data: Path, count: int, made: int = 0, first: date = SIGNED, last: date = LAST) -> Iterator[Record]:
    """Make records of the shipped plan: mostly updates, spread over its tasks, offices and some days."""
    plan, _ = read_plan(data / "tasks.yaml", read_bytes(data / "tasks.yaml", PLAN_LIMIT))
    days = (last - first).days + 1
    zone = timezone(timedelta(hours=8))
    writers = [id for id, office in plan.offices.items() if office.may == "all" or "problem" in office.may]
    measures, needs, sorts = list(plan.measures), list(plan.needs), list(plan.sorts)
    count += made

    def common(day: int, office: str) -> dict[str, object]:
        on = first + timedelta(days=min(day, days - 1))
        at = datetime(on.year, on.month, on.day, 10, tzinfo=zone) + timedelta(milliseconds=made)
        return {
            "date": Day.of(on),
            "text": Words(zh=f"第{made}条", en=f"Record {made}"),
            "entered": Entered(at=at, office=office, by="benchmark"),
        }

    number = 0
    while made < count:
        task = plan.tasks[number % len(plan.tasks)]
        day, office = number * 37 % days, writers[number % len(writers)]
        number += 1
        if number % 12:
            percent = Decimal(day * 100 // days) if measures and number % 3 == 0 else None
            measure = measures[number % len(measures)] if percent is not None else None
            stage = list(plan.stages)[-1]
            yield Update(task=task.id, stage=stage, percent=percent, measure=measure, **common(day, office))
            made += 1
            continue
        problem = Problem(tasks=(task.id,), **common(day, office))
        yield problem
        made += 1
        if made < count and number % 24 == 0:
            need, kind = needs[number // 24 % len(needs)], sorts[number // 24 % len(sorts)]
            sort = Sort(
                answers=id_of(problem), sort=kind, needs=need, because="benchmark",
                **common(day + 3, plan.sorting_office),
            )  # fmt: skip
            yield sort
            made += 1
            if made < count and number % 48 == 0:
                yield Recheck(answers=id_of(sort), verdict="accept", **common(day + 40, plan.sorting_office))
                made += 1


def workspace(folder: Path, records: int | None) -> Path:
    """Make a committed workspace of the shipped plan: with its own records, or so many made ones."""
    data = folder / "data"
    data.mkdir(parents=True)
    shutil.copyfile(ROOT / "data" / "tasks.yaml", data / "tasks.yaml")
    if records is None:
        shutil.copytree(ROOT / "data" / "records", data / "records")
    else:
        disk = Quick()
        of_plan = records if records <= RUNNING else records - RUNNING
        for record in generated(data, of_plan):
            RecordFile([record]).write(data / "records", disk)
        for folder_of_year in (data / "records").glob("*/*") if records > of_plan else ():
            year = OfficeYear.of(folder_of_year)
            year.store(year.archives(), disk)
        for record in generated(data, records - of_plan, of_plan, date(2021, 1, 1), date(2021, 12, 31)):
            RecordFile([record]).write(data / "records", disk)
    identity = ("-c", "user.name=benchmark", "-c", "user.email=benchmark@example.org", "-c", "gc.auto=0")
    for words in (("init",), ("add", "--all"), (*identity, "commit", "-m", "benchmark")):
        subprocess.run(["git", *words, "--quiet"] if words[-1] != "--all" else ["git", *words],
                       cwd=folder, check=True, capture_output=True)  # fmt: skip
    return folder


def machine() -> str:
    """Name the processor, the system and Python."""
    model = platform.processor() or platform.machine()
    try:
        told = Path("/proc/cpuinfo").read_text(encoding="utf-8")
        model = next(line.partition(":")[2].strip() for line in told.splitlines() if line.startswith("model name"))
    except (OSError, StopIteration):
        pass
    load = f", load {os.getloadavg()[0]:.1f} before the run" if hasattr(os, "getloadavg") else ""
    return (
        f"{model}, {os.cpu_count()} processors{load}; {platform.system()}; Python {platform.python_version()}; "
        f"{datetime.now(UTC).date()}."  # noqa: TID251 - the day of a measurement
    )


def measured(folder: Path, size: str, runs: int) -> Iterator[tuple[Question, float, float]]:
    """Give each question of a size with its units and its peak of memory."""
    cache = folder / "cache"
    told = {name: value for name, value in os.environ.items() if not name.startswith(("LTZ_", "GIT_", "PYTHON"))}
    told |= {
        "HOME": str(folder / "home"),
        "LTZ_LANG": "en",
        "PYTHONPATH": str(ROOT),
        "XDG_CACHE_HOME": str(cache),
        "GIT_AUTHOR_NAME": "benchmark",
    }
    if size != "shipped":
        told["LTZ_NOW"] = f"2021-{'01-15' if int(size) <= RUNNING else '12-31'}T12:00:00+08:00"
    place = Place(workspace(folder / size, None if size == "shipped" else int(size)), cache, told)
    if hasattr(os, "sync"):
        os.sync()  # else what was just made is still being written while the first command runs
    time.sleep(YOUNG + 1)
    for question in QUESTIONS:
        units, times, peaks = list[float](), list[float](), list[float]()
        for number in range(runs + 1):
            question.before(place)
            spent, peak = used(place, ("-m", "ltzplan", *question.words))
            unit, _ = used(place, UNIT)
            if number:
                units.append(unit)
                times.append(spent)
                peaks.append(peak)
        yield question, statistics.median(times) / statistics.median(units), statistics.median(peaks)


def limit(size: str, limits: Sequence[float | None]) -> str:
    """Give the limit at a size, as it stands behind a figure."""
    told = dict(zip(SIZES, limits, strict=True)).get(size)
    return f" ({told:g})" if told else ""


def table(sizes: Sequence[str], runs: int) -> list[str]:
    """Give the lines of the table."""
    found: dict[str, list[str]] = {one.name: [] for one in QUESTIONS}
    memory: list[str] = []
    for size in sizes:
        with tempfile.TemporaryDirectory(prefix="ltz-bench-") as made:
            for question, units, peak in measured(Path(made), size, runs):
                found[question.name].append(f"{units:.1f}{limit(size, question.limits)}")
                if question is QUESTIONS[1]:
                    memory.append(f"{peak:.0f}{limit(size, MEMORY)}")
                print(size, question.name, found[question.name][-1], file=sys.stderr, flush=True)
    titles = [size if size == "shipped" else f"{int(size):,}" for size in sizes]
    rows = [f"| {name} | {' | '.join(cells)} |" for name, cells in found.items()]
    rows.append(f"| peak of memory of `status`, MiB | {' | '.join(memory)} |")
    head = f"| in units of `import typer`, and the limit | {' | '.join(titles)} |"
    return [machine(), "", f"Medians of {runs} runs, each with one of `import typer` beside it.", "", head,
            f"|---|{'--:|' * len(sizes)}", *rows]  # fmt: skip


def main() -> int:
    """Measure, print and, where asked, write."""
    parser = argparse.ArgumentParser(description="How long commands of ltz take, in units of `import typer`.")
    parser.add_argument("--runs", type=int, default=7, help="runs of each command (default 7)")
    parser.add_argument("--sizes", default=",".join(SIZES[:-1]), help="numbers of records, or shipped")
    parser.add_argument("--write", type=Path, metavar="FILE", help="replace the figures in this file")
    told = parser.parse_args()
    text = "\n".join(table(told.sizes.split(","), told.runs)) + "\n"
    print(text, end="")
    if told.write:
        page = told.write.read_text(encoding="utf-8")
        before, _, rest = page.partition(MARKS[0])
        _, _, after = rest.partition(MARKS[1])
        told.write.write_text(f"{before}{MARKS[0]}\n{text}{MARKS[1]}{after}", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
