"""The door for a record that was typed, or stands in a table: checked as one in a file is."""

from collections.abc import Mapping

from ltzplan.issues import Locator, LtzError, nowhere
from ltzplan.model.plan import Plan
from ltzplan.model.records import Record
from ltzplan.rules.record_checks import record_findings
from ltzplan.store.schema import check


def check_record(said: Mapping[str, object], plan: Plan, place: Locator = nowhere) -> Record:
    """Turn what was said into a record, by the same door as a file; LtzError with all findings."""
    record: Record = check(Record, said, place)
    findings = record_findings(plan, record)
    if findings:
        raise LtzError(*(one.at(place(one.path)) for one in findings))
    return record
