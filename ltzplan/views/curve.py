"""Percents over time, drawn in the terminal."""

from ltzplan.reports.show import Curve

TICKS = 4
FRAME = str.maketrans("─│┌┐└┘┤├┬┴┼", "-|+++++++++")
"""A frame that every console has, in columns that every console counts alike."""


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
    plt.yticks([0, 25, 50, 75, 100])
    shown = points.points[:: max(len(points.points) // TICKS, 1)]
    plt.xticks([(point.date - first).days for point in shown], [str(point.date) for point in shown])
    drawn = plt.uncolorize(plt.build())
    return tuple(f"  {line}".rstrip() for line in drawn.translate(FRAME).splitlines())
