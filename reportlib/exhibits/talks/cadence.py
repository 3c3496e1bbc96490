"""Cadence of the meetings: one lollipop per visit, days since the meeting before; hollow where not held."""

from __future__ import annotations

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.dates import date2num

from reportlib import words
from reportlib.exhibits import style
from reportlib.exhibits.axis import date_axis, fixed, no_record
from reportlib.exhibits.frame import canvas, chart
from reportlib.exhibits.labels import LINE, Box, Wish, place
from reportlib.exhibits.placing import as_of_line

HEIGHT = 1.75
LEFT, RIGHT, TOP, BOTTOM = 0.45, 0.10, 0.18, 0.30
WIDTH, TALL = style.TEXT_WIDTH_IN - LEFT - RIGHT, HEIGHT - TOP - BOTTOM


def _describe(data: pd.DataFrame) -> str:
    held = data.loc[data["status"] == "held"]
    text = f"Lollipop chart of {len(data)} visits by date; the height is the number of days since the meeting before. "
    if not held.empty:
        last, low, high = held.iloc[-1], held["days_since"].min(), held["days_since"].max()
        text += f"Gaps between meetings held run from {low:.0f} to {high:.0f} days; "
        text += (
            f"the last held, {last['meeting']} on {words.day(last['day'].date())}, came after {last['days_since']:.0f}."
        )
    for state, name in (("planned", "planned"), ("cancelled", "called off")):
        rows = data.loc[data["status"] == state]
        for _, row in rows.iterrows():
            text += f" Hollow: {row['meeting']}, {name}, {words.day(row['day'].date())}, {row['days_since']:.0f} days."
    return text.strip()


@chart(height=HEIGHT, describe=_describe)
def cadence(data: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """Stems from zero, filled heads for meetings held, hollow heads for visits planned or called off."""
    ax = ax if ax is not None else canvas(HEIGHT)
    fixed(ax, left=LEFT, right=RIGHT, top=TOP, bottom=BOTTOM)
    first, last, most = _frame(data)
    ax.set(xlim=(date2num(first), date2num(last)), ylim=(0, most))
    for day, days, status in zip(data["day"], data["days_since"], data["status"], strict=True):
        held = status == "held"
        colour = style.ORANGE if status == "cancelled" else style.BLUE
        ax.plot([date2num(day)] * 2, [0, days], color=colour, lw=1.3, ls="-" if held else (0, (3, 2)), zorder=2)
        ax.plot(date2num(day), days, "o", ms=6.5, mfc=colour if held else style.PAPER, mec=colour, mew=1.4, zorder=3)
    _label(ax, data)
    date_axis(ax, first, last, WIDTH)
    ax.set_yticks(_ticks(most))
    today = data["as_of"].iloc[0]
    ax.axvspan(date2num(today), date2num(last), color=style.SOFT, zorder=0, lw=0)
    no_record(ax, data["horizon"].iloc[0], today)
    as_of_line(ax, today)
    return ax


def _frame(data: pd.DataFrame) -> tuple[pd.Timestamp, pd.Timestamp, float]:
    last = max(data["day"].max(), data["as_of"].iloc[0])
    edge = pd.Timedelta(days=max(4, int((last - data["day"].min()).days * 0.05)))
    return data["day"].min() - edge, last + edge, float(data["days_since"].max()) * 1.35 + 4


def _ticks(most: float) -> list[int]:
    """Round numbers of days from zero up, six at most."""
    step = next(step for step in (5, 10, 20, 50, 100, 200, 500) if most / step <= 6)
    return list(range(0, int(most) + 1, step))


def _label(ax: Axes, data: pd.DataFrame) -> None:
    """Name and gap of each visit above its head where there is room: the last held, the unusual, the longest gaps."""
    first, last, most = _frame(data)
    heads = [
        (_x(day, first, last), days / most * TALL) for day, days in zip(data["day"], data["days_since"], strict=True)
    ]
    taken = [Box(x - 0.06, 0, x + 0.06, y + 0.06) for x, y in heads]
    today = _x(data["as_of"].iloc[0], first, last)
    taken.append(Box(today - 0.015, 0, today + 0.015, TALL))
    rows = zip(heads, data["id"], data["meeting"], data["days_since"], data["status"], strict=True)
    newest = data.loc[data["status"] == "held", "id"].tail(1).tolist()
    on = dict(zip(data["id"], data["day"], strict=True))
    for (x, y), key, meeting, days, status in sorted(
        rows, key=lambda row: (row[1] not in newest, row[4] == "held", -row[3])
    ):
        text = f"{meeting}: {days:.0f}"
        if status == "cancelled":  # a trip, not the round: that may be held later, and has its own head then
            text = f"trip of {on[key].day} {words.tick(on[key].date())[:3]} called off"
        # Beside its stem where another head leaves no room above its own: a trip called off has to say so.
        spots = [(x, y, 0.9, 2), (x - 0.06, y - 0.48, 0.55, 3), (x + 0.06, y - 0.48, 0.55, 3)]
        for at, foot, widest, most_lines in spots if status == "cancelled" else spots[:1]:
            fits, _ = place(
                [Wish(key, text, at, 1)], width=WIDTH, size=style.SMALL, widest=widest, most_lines=most_lines,
                levels=1, clear=0.08, blocked=[Box(b.left, b.bottom - foot, b.right, b.top - foot) for b in taken],
            )  # fmt: skip
            if fits:
                break
        for one in fits:
            taken.append(Box(one.box.left, one.box.bottom + foot, one.box.right, one.box.top + foot))
            middle = date2num(first) + (one.box.left + one.box.right) / 2 / WIDTH * (date2num(last) - date2num(first))
            for row_no, line in enumerate(reversed(one.lines)):
                up = (foot + one.bottom + row_no * style.SMALL * LINE / 72 + 0.025) / TALL * most
                ax.text(middle, up, line, ha="center", va="baseline", fontsize=style.SMALL, zorder=5)


def _x(day: pd.Timestamp, first: pd.Timestamp, last: pd.Timestamp) -> float:
    return float((day - first) / (last - first)) * WIDTH
