"""How long a start takes, as ratios: run by hand with `make bench`, never as a test.

    python benchmarks/startup.py [--runs 15] [--write docs/performance.md]

Each row compares two commands, run in turn (A B A B ..), by the medians of their wall-clock times.
The ratio of their processor times stands beside it: it is less disturbed by what else the machine
does. `--write` replaces the part between the two marks of that file. Exits with 1 where a limit is
missed.
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
from ltzplan.store.files import PLAN_LIMIT, Disk, read_bytes  # noqa: E402
from ltzplan.store.planfile import read_plan  # noqa: E402
from ltzplan.store.records import id_of, write  # noqa: E402

MARKS = ("<!-- figures: written by benchmarks/startup.py -->", "<!-- end of figures -->")
AS_OF = "2020-12-31"
RECORDS = 10_000
STATUS = ("-m", "ltzplan", "status", "--as-of", AS_OF)
BULLETIN = ("-m", "ltzplan", "paper", "bulletin", "--month", "2020-06", "--as-of", AS_OF)
LIBRARIES = ("-c", "import typer, pydantic, yaml; pydantic.TypeAdapter(dict[str, int])")


@dataclass(frozen=True)
class Run:
    """A command of Python's, where it runs, and what to do before each run."""

    words: Sequence[str]
    folder: Path
    before: Callable[[], None] = lambda: None


@dataclass(frozen=True)
class Row:
    """Two commands to compare."""

    name: str
    first: Run
    second: Run
    limit: float | None = None
    aim: float | None = None
    runs_of: int = 1
    """Only one in so many of the runs asked for: for what takes long."""


@dataclass(frozen=True)
class Times:
    """Wall-clock and processor seconds of the runs of one command."""

    wall: list[float]
    processor: list[float]


class Quick(Disk):
    """A disk that does not wait: these records are thrown away."""

    def sync(self, handle: int) -> None:
        """Wait for nothing."""

    def sync_folder(self, path: Path) -> None:
        """Wait for nothing."""


def processor_seconds() -> float:
    """Give the processor time of all child processes so far; 0 where it is not known."""
    try:
        import resource  # noqa: PLC0415 - not on Windows
    except ImportError:
        return 0.0
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def timed(run: Run, environment: dict[str, str]) -> tuple[float, float]:
    """Run once into a pipe; give its wall-clock and processor seconds."""
    run.before()
    used, start = processor_seconds(), time.perf_counter()
    done = subprocess.run(
        [sys.executable, *run.words], cwd=run.folder, env=environment, capture_output=True, check=False
    )
    wall = time.perf_counter() - start
    if done.returncode:
        sys.exit(f"{' '.join(run.words)}: exit code {done.returncode}\n{done.stderr.decode(errors='replace')}")
    return wall, processor_seconds() - used


def compared(row: Row, environment: dict[str, str], runs: int) -> tuple[Times, Times]:
    """Run both commands in turn, after one run of each that does not count."""
    both = (Times([], []), Times([], []))
    for number in range(max(runs // row.runs_of, 3) + 1):
        for times, run in zip(both, (row.first, row.second), strict=True):
            wall, processor = timed(run, environment)
            if number:
                times.wall.append(wall)
                times.processor.append(processor)
    return both


def generated(data: Path, count: int) -> Iterator[Record]:
    """Make records of the shipped plan: mostly updates, spread over its tasks, offices and months."""
    plan, _ = read_plan(data / "tasks.yaml", read_bytes(data / "tasks.yaml", PLAN_LIMIT))
    signed = date(2019, 11, 10)
    days = (date.fromisoformat(AS_OF) - signed).days + 1
    zone = timezone(timedelta(hours=8))
    writers = [id for id, office in plan.offices.items() if office.may == "all" or "problem" in office.may]
    measures, needs, sorts = list(plan.measures), list(plan.needs), list(plan.sorts)
    made = 0

    def common(day: int, office: str) -> dict[str, object]:
        at = datetime(2026, 1, 1, tzinfo=UTC).astimezone(zone) + timedelta(minutes=made)
        return {
            "date": Day.of(signed + timedelta(days=min(day, days - 1))),
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
        for record in generated(data, records):
            write(data / "records", [record], Quick())
    identity = ("-c", "user.name=benchmark", "-c", "user.email=benchmark@example.org", "-c", "gc.auto=0")
    for words in (("init",), ("add", "--all"), (*identity, "commit", "-m", "benchmark")):
        subprocess.run(["git", *words, "--quiet"] if words[-1] != "--all" else ["git", *words],
                       cwd=folder, check=True, capture_output=True)  # fmt: skip
    return folder


def rows(shipped: Path, many: Path, cache: Path) -> list[Row]:
    """Give the comparisons."""

    def forget() -> None:
        shutil.rmtree(cache, ignore_errors=True)

    typer, libraries = Run(("-c", "import typer"), shipped), Run(LIBRARIES, shipped)
    status = Run(STATUS, shipped)
    return [
        Row("`ltz --version` / `import typer`", Run(("-m", "ltzplan", "--version"), shipped), typer, 1.2),
        Row("`ltz status`, warm / `import` of the libraries", status, libraries, 1.6, 1.35),
        Row(f"`ltz status`, warm: {RECORDS:,} records / the shipped ones", Run(STATUS, many), status, 6),
        Row("`ltz status`, cold / `import` of the libraries", Run(STATUS, shipped, forget), libraries),
        Row(f"`ltz status` of {RECORDS:,} records: cold / warm", Run(STATUS, many, forget), Run(STATUS, many),
            runs_of=5),
        Row(f"`ltz paper bulletin` / `ltz status`, {RECORDS:,} records", Run(BULLETIN, many), Run(STATUS, many), 1.5),
    ]  # fmt: skip


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


def measured(runs: int) -> tuple[list[str], bool]:
    """Give the lines of the table, and whether every limit is kept."""
    lines = [
        machine(),
        "",
        f"Medians of {runs} interleaved runs (A B A B ..); of the last row {max(runs // 5, 3)}.",
        "",
        "| A / B | A, s | B, s | ratio | by processor time | limit | aim | kept |",
        "|---|---|---|---|---|---|---|---|",
    ]
    kept = True
    with tempfile.TemporaryDirectory(prefix="ltz-bench-") as made:
        folder = Path(made)
        environment = {
            name: value
            for name, value in os.environ.items()
            if not name.startswith(("LTZ_", "GIT_")) and name not in ("PYTHONDONTWRITEBYTECODE", "PYTHONPATH")
        }
        environment |= {
            "HOME": str(folder / "home"),
            "LTZ_LANG": "en",
            "PYTHONPATH": str(ROOT),
            "XDG_CACHE_HOME": str(folder / "cache"),
        }
        shipped, many = workspace(folder / "shipped", None), workspace(folder / "many", RECORDS)
        if hasattr(os, "sync"):
            os.sync()  # else what was just made is still being written while the first row runs
        for row in rows(shipped, many, folder / "cache"):
            first, second = compared(row, environment, runs)
            a, b = statistics.median(first.wall), statistics.median(second.wall)
            processor = statistics.median(second.processor)
            by_processor = f"{statistics.median(first.processor) / processor:.2f}" if processor else "-"
            good = row.limit is None or a / b <= row.limit
            kept = kept and good
            said = "-" if row.limit is None else "yes" if good else "no"
            lines.append(
                f"| {row.name} | {a:.3f} | {b:.3f} | {a / b:.2f} | {by_processor} "
                f"| {row.limit or '-'} | {row.aim or '-'} | {said} |"
            )
            print(lines[-1], file=sys.stderr, flush=True)
    return lines, kept


def main() -> int:
    """Measure, print and, where asked, write."""
    parser = argparse.ArgumentParser(description="How long a start of ltz takes, as ratios.")
    parser.add_argument("--runs", type=int, default=15, help="runs of each command (default 15)")
    parser.add_argument("--write", type=Path, metavar="FILE", help="replace the figures in this file")
    told = parser.parse_args()
    lines, kept = measured(told.runs)
    text = "\n".join(lines) + "\n"
    print(text, end="")
    if told.write:
        page = told.write.read_text(encoding="utf-8")
        before, _, rest = page.partition(MARKS[0])
        _, _, after = rest.partition(MARKS[1])
        told.write.write_text(f"{before}{MARKS[0]}\n{text}{MARKS[1]}{after}", encoding="utf-8")
    return 0 if kept else 1


if __name__ == "__main__":
    sys.exit(main())
