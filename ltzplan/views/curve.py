"""Percents over time, drawn in the terminal."""

from ltzplan.reports.show import Curve


def curve(points: Curve, width: int) -> tuple[str, ...]:
    """Draw one measure's percents over time, 0 to 100, in plain characters."""
    import plotext as plt  # noqa: PLC0415 - heavy, and only for this picture

    plt.clear_figure()
    plt.theme("clear")
    plt.plotsize(min(width, 100) - 2, 11)
    plt.ylim(0, 100)
    first = points.points[0].date
    days = [(point.date - first).days for point in points.points]
    plt.plot(days, [float(point.percent) for point in points.points], marker="+")
    plt.xticks(days, [point.date.isoformat() for point in points.points])
    drawn = plt.uncolorize(plt.build())
    return tuple(f"  {line}".rstrip() for line in drawn.splitlines())
