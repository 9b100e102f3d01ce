"""The stage of a task: what its units state and claim, and what the secretariat makes of it (levels-1, local)."""

from dataclasses import replace
from functools import cache

from ltzplan.model.method import REPORTED_COMPLETE
from ltzplan.model.plan import Plan
from ltzplan.model.records import Entry, Recheck, Update
from ltzplan.model.task_state import StageState, TaskState


def is_claim(plan: Plan, stage: str | None) -> bool:
    """Whether to state a stage is to claim completion: the method's own, or a stage that the plan says completes."""
    own = plan.stages.get(stage or "")
    return stage == REPORTED_COMPLETE or bool(own and own.completes)


def completes_at_once(plan: Plan) -> bool:
    """Whether a claim completes a task by itself: nothing then waits to be accepted."""
    return plan.header.completion == "claim"


def claimed_by(plan: Plan) -> str:
    """Return the stage by which completion is claimed: the plan's own, else the method's."""
    return next((id for id, one in plan.stages.items() if one.completes), REPORTED_COMPLETE)


def updated(
    plan: Plan, before: StageState, entry: Entry, update: Update, settled_by: str | None
) -> StageState:
    """Return the stage after an update; `settled_by`: id of the one that settled its figures and left its claim.

    The stage of a part or city stays the part's. Once completed, only a reopening undoes it, or, where a claim
    completes by itself, a later stage. What a stage ends, any later stage opens again.
    """
    now = _unclaimed(before) if update.reopen and before.completed else before
    by_claim = completes_at_once(plan)
    if update.stage is None or not update.whole or (now.completed and not by_claim):
        return now
    if not is_claim(plan, update.stage):
        own = plan.stages.get(update.stage)
        return _stated(update.stage, own is not None and own.over)
    claims = (*now.claims, entry.id, *((settled_by,) if settled_by else ()))
    return replace(now, claimed=update.stage, claims=tuple(dict.fromkeys(claims)), completed=by_claim)


def checked(task: TaskState, entry: Entry, claim: str) -> StageState | None:
    """Return the stage after the check of a claim; None where that claim does not wait for one."""
    recheck, before = entry.record, task.now
    if not isinstance(recheck, Recheck) or claim not in before.claims or before.completed or task.ended:
        return None
    return replace(before, completed=True) if recheck.verdict == "accept" else _unclaimed(before)


def _unclaimed(stage: StageState) -> StageState:
    return _stated(stage.stated, stage.ends)


@cache
def _stated(stage: str | None, ends: bool) -> StageState:
    """Return the stage that units state where no claim stands: one for all that state the same."""
    return StageState(stated=stage, ends=ends)
