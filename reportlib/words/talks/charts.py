"""What the charts of the talks call things: frames of analysis with names, labels and endings in words.

Does not belong here: tables (`tables`), how anything is drawn (`reportlib.exhibits.talks`).
"""

from __future__ import annotations

from dataclasses import replace

from reportlib.analysis import talks
from reportlib.desk import Desk
from reportlib.words.days import day_or_month, due_day
from reportlib.words.frames import Frame, with_columns
from reportlib.words.talks.frames import first_rows
from reportlib.words.talks.law import stays_in_words
from reportlib.words.talks.tables import LANES, MILESTONES, date_name, meeting_name

WHO_MEETS = {"ministers": "Ministers", "leaders": "Leaders", "committee": "Committee"}
LONGEST_LABEL = 72
WHOLE_LABEL = 50


def timeline_data(desk: Desk, look_back: int, look_ahead: int) -> Frame:
    """The timeline with lane names and short labels; a row whose title is too long for a label has none."""
    data = talks.timeline(desk, look_back, look_ahead)
    frame = data.value
    stayed = {key: told.partition(" on ")[0].replace(";", ",") for key, told in stays_in_words(desk).items()}
    ahead = frame["kind"] == "due"
    titles = [
        date_name(row.rename({"title": "what"})) if due else row["title"] + stayed.get(row["id"], "")
        for due, (_, row) in zip(ahead, frame.iterrows(), strict=True)
    ]
    precise = frame["due_precision"].fillna("day")
    when = [due_day(start.date(), how) for start, how in zip(frame["start"], precise, strict=True)]
    labels = [_label(*row) for row in zip(frame["kind"], frame["no"], titles, frame["state"], strict=True)]
    return with_columns(data, lane_name=frame["lane"].map(LANES).tolist(), title=titles, label=labels, when=when)


def _label(kind: str, no: float, title: str, state: str) -> str:
    if not title:
        return meeting_name(kind, no) + (" called off" if state == "cancelled" else "")
    if len(title) <= WHOLE_LABEL:
        return title
    head, _, rest = title.partition(": ")
    if head.startswith("Round") and rest:
        return rest[:1].upper() + rest[1:] if len(rest) <= LONGEST_LABEL else head
    if head != title and len(head.split()) > 1 and len(head) <= LONGEST_LABEL:
        return head
    return title if len(title) <= LONGEST_LABEL else ""


def slip_data(desk: Desk) -> Frame:
    """Promises and outcomes with the names of their milestones; empty where a single one has nothing to slip from."""
    data = _several(talks.slips(desk))
    return with_columns(data, name=[MILESTONES[one] for one in data.value["milestone"]])


def cadence_data(desk: Desk) -> Frame:
    """Gaps between meetings with the names of the meetings; empty where there is a single gap."""
    data = _several(talks.cadence(desk))
    names = [meeting_name(kind, no) for kind, no in zip(data.value["kind"], data.value["no"], strict=True)]
    return with_columns(data, meeting=names)


def tally_data(desk: Desk) -> Frame:
    """Meetings counted and due days, with the names of the lines and the words for what became of a due day."""
    data = talks.tally(desk)
    names = [WHO_MEETS.get(one, "Deadline") for one in data.value["group"]]
    return with_columns(data, name=names, is_known=data.value["state"].isin(["held", "decided"]).tolist())


def strip_data(desk: Desk, most: int) -> Frame:
    """The judgements with a range, the last `most` of them, with the outcome in words."""
    data = first_rows(talks.ranged(desk), -most)
    frame = data.value
    said = [day_or_month(str(one)) for one in frame["said_on"]]
    ends = [_ending(*row) for row in zip(frame["outcome"], frame["past"], frame["limit"], strict=True)]
    return with_columns(data, said=said, ending=ends)


def strip_subtitle(desk: Desk, most: int) -> str:
    """What the strip measures, and whether it shows all that is on record."""
    n = len(talks.ranged(desk).value)
    drawn = "the latest" if n > most else "all"
    return (
        f"Per cent; {drawn} on record, one per speaker and claim. Filled: the speaker’s number. Hollow: ranged by us."
    )


def _ending(outcome: str, past: bool, limit: str) -> str:
    said = {"true": "came true", "false": "did not"}.get(outcome, "not known" if past else "open")
    return f"{said} {limit}".strip()


def _several(data: Frame) -> Frame:
    return data if len(data.value) > 1 else replace(data, value=data.value.iloc[:0])
