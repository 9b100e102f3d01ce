"""What a session file says of itself."""

import pytest

from ltzplan.model.session_file import SessionFile, SessionMatter


@pytest.mark.parametrize(
    ("said", "silent_on"),
    [
        (SessionFile(), ("text", "attended", "problems", "matters")),
        (SessionMatter(id="T1"), ("decision", "review", "sort", "order")),
    ],
)
def test_what_is_left_out_is_not_said(said, silent_on):
    """A matter may be taken up without decision, sort or order."""
    assert not any(getattr(said, name) for name in silent_on)
