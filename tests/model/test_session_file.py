"""What a session file says of itself."""

import pytest
from ltzplan.model.session_file import SessionMatter, SessionFile, SessionOrder, SessionProblem, SessionSort


@pytest.mark.parametrize(
    ("said", "silent_on"),
    [
        (SessionFile(), ("text", "attended", "problems", "matters")),
        (SessionMatter(id="T1"), ("decision", "review", "sort", "order")),
        (SessionProblem(label="a", tasks=("T1",), text="Blocked"), ("parts", "city", "concerns", "positions", "needs", "follows")),
        (SessionSort(needs="own", because="Within its powers"), ("portfolio", "key")),
        (SessionOrder(units=("lands",), require="Answer"), ("helpers", "tracked_by", "due", "urgency", "key", "because")),
    ],
)
def test_what_is_left_out_is_not_said(said, silent_on):
    """A matter may be taken up without decision, sort or order; only a sort has a word of its own: other."""
    assert not any(getattr(said, name) for name in silent_on)
    assert getattr(said, "sort", None) in (None, "other")
