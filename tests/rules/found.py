"""What the checks find, as code and place."""

from ltzplan.rules.checks import plan_findings
from ltzplan.rules.record_checks import record_findings
from tests.build import plan, task


def codes(found):
    return [(one.code, ".".join(map(str, one.path))) for one in found]


def of_plan(*tasks, **changes):
    return codes(plan_findings(plan(*tasks, **changes)))


def of_record(record, the_plan=None):
    return codes(record_findings(the_plan or plan(task(parts=("a", "b"), milestones=("opened",))), record))
