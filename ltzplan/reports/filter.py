"""Which tasks a report is about."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class TaskFilter:
    """The tasks of an area, city, level and so on, by id; what is not given filters nothing."""

    area: str | None = None
    city: str | None = None
    level: str | None = None
    light: str | None = None
    stage: str | None = None
    kind: str | None = None
    origin: str | None = None
    portfolio: str | None = None


ALL = TaskFilter()
"""No filter: every task."""
