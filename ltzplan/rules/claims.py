"""A task's stage: what its units state and claim, and what the secretariat makes of it (levels-1, local)."""

from dataclasses import replace
from datetime import date

from ltzplan.model.plan import Plan
from ltzplan.model.records import Entry, Recheck, Update
from ltzplan.model.state import REPORTED_COMPLETE, TaskState, TaskStep


def updated(
    plan: Plan, before: TaskStep | None, entry: Entry, update: Update, day: date, settled_by: str | None
) -> TaskStep:
    """Return what an update does; one whose figures another settled states all but its figures.

    The stage of a part or city stays the part's; once completed, nothing but a reopening undoes it, unless a
    claim completes by itself.
    """
    step = replace(_same(before, entry, day), settled=settled_by is not None)
    if update.reopen and step.completed:
        step = _unclaimed(step)
    by_claim = plan.header.completion == "claim"
    if update.stage is None or not update.whole or (step.completed and not by_claim):
        return step
    own = plan.stages.get(update.stage)
    if update.stage != REPORTED_COMPLETE and not (own and own.completes):
        return replace(_unclaimed(step), stated=update.stage)
    claims = (*step.claims, entry.id, *((settled_by,) if settled_by else ()))
    return replace(step, claimed=update.stage, claims=tuple(dict.fromkeys(claims)), completed=by_claim)


def checked(task: TaskState, entry: Entry, claim: str, day: date) -> TaskStep | None:
    """Return what the check of a claim does; None where that claim does not wait for one."""
    before, recheck = task.steps[-1] if task.steps else None, entry.record
    if before is None or claim not in before.claims or before.completed or task.ended:
        return None
    if not isinstance(recheck, Recheck):
        return None
    step = _same(before, entry, day)
    return replace(step, completed=True) if recheck.verdict == "accept" else _unclaimed(step)


def adjusted(before: TaskStep | None, entry: Entry, day: date) -> TaskStep:
    """Return what a decision to change the task does: to its stage nothing."""
    return _same(before, entry, day)


def _same(before: TaskStep | None, entry: Entry, day: date) -> TaskStep:
    if before is None:
        return TaskStep(entry=entry, day=day)
    return replace(before, entry=entry, day=day, settled=False, corrected=())


def _unclaimed(step: TaskStep) -> TaskStep:
    return replace(step, claimed=None, claims=(), completed=False)
