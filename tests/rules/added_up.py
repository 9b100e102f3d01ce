"""What records add up to: the reports and the stage of T1, and what had no effect."""

from tests.build import plan, state


def reports(*records, day="2020-12-31", known=None, the_plan=None):
    """Give the percents and texts of T1's reports that are in force."""
    found = state(the_plan or plan(), *records, day=day, known=known).tasks["T1"].reports
    return [str(one.record.percent or one.record.text or "nil") for one in found]


def stage(*records, day="2020-12-31", the_plan=None):
    return state(the_plan or plan(), *records, day=day).tasks["T1"].stage


def skips(found):
    return [(one.entry.id, one.code, one.state) for one in found.skipped]
