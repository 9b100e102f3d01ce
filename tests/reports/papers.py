"""Papers made of records on a day."""

from ltzplan.reports.papers.agenda import agenda
from ltzplan.reports.papers.brief import brief
from ltzplan.reports.papers.bulletin import bulletin
from ltzplan.reports.papers.minutes import minutes
from ltzplan.reports.papers.order import order as order_paper
from ltzplan.reports.papers.paper import PaperRequest
from ltzplan.reports.papers.reminder import reminder
from ltzplan.reports.papers.summary import summary
from ltzplan.reports.papers.supervision import supervision
from tests.build import ledger, order, sort, state

MAKERS = {
    "agenda": agenda, "brief": brief, "bulletin": bulletin, "minutes": minutes, "order": order_paper, "reminder": reminder,
    "summary": summary, "supervision": supervision,
}  # fmt: skip


def made(kind, the_plan, *records, day="2020-06-30", **asked):
    """Make a paper of records on a day."""
    return MAKERS[kind](the_plan, state(the_plan, *records, day=day), ledger(the_plan, *records), PaperRequest(paper=kind, **asked))


def ordered(raised, needs="bureaus", day="2020-06-10", **given):
    """Give a problem's sorting and order."""
    sorting = sort(raised, needs, day)
    return sorting, order(sorting, day=day, **given)
