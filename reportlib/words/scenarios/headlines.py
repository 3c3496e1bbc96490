"""The title, the bottom line, the question and the key judgements of the scenarios.

Each follows from what is on record on the day: a question open and quantified, open and not, solved, or none yet.
Does not belong here: titles of exhibits (`titles`), rows and columns (`tables`, `charts`).
"""

from __future__ import annotations

import math
from dataclasses import replace
from datetime import date

from reportlib.analysis import deal, scenarios
from reportlib.analysis.deadlines import State, deadline, end_of_record
from reportlib.analysis.scenarios import Spread, Valued
from reportlib.analysis.scenarios.trees import MARKET
from reportlib.desk import Desk
from reportlib.schemas.tree import Branch
from reportlib.sourced import Sourced, quoted, token
from reportlib.words.likelihood import likelihood
from reportlib.words.scenarios.parts import input_name
from reportlib.words.scenarios.values import (
    first_odds,
    lead_tree,
    leaves,
    likeliest,
    numbered,
    numbered_count,
    plain,
    sides,
    stated,
    won,
)
from reportlib.words.sentences import Sentence, made, size
from reportlib.words.tense import ahead


def title(desk: Desk, assumed: deal.Assumed) -> Sentence:
    """How many ways on there are and which is likeliest; or how the last question ended."""
    name = lead_tree(desk)
    if not name:
        return made("No scenario is written yet")
    subject = plain(desk, name, "title", desk.trees[name].title)
    if scenarios.ending(desk, name):
        return made("{subject}: {ending}; no tree is open", subject=subject, ending=won(desk, name))
    n, best = leaves(desk, name), likeliest(desk, name, assumed)
    if best is None:
        told = numbered(desk, name, assumed)
        if not told:
            return made("{subject}: {n:way} on, none with a number", subject=subject, n=n)
        if list(told.values()) == [MARKET]:
            return made("{subject}: {n:way} on, and the price speaks for one", subject=subject, n=n)
        many = numbered_count(desk, name, assumed)
        return made("{subject}: {n:way} on, {told} of them with a number", subject=subject, n=n, told=many)
    return made("{subject}: {n:way} on, “{branch}” at {p}", subject=subject, n=n, branch=best[0], p=best[1])


def bottom_line(desk: Desk, assumed: deal.Assumed, of: Valued | None, told: Spread | None) -> list[Sentence]:
    """At most sixty words: the likeliest way on, what the branches mean together, and what else is at stake."""
    name = lead_tree(desk)
    if not name:
        return [made("No scenario tree is written on this day, so there is nothing to weigh yet."), *_stakes(desk)]
    if of and told:
        return [_likeliest(desk, name, assumed), *_mean(of, told)]
    if scenarios.ending(desk, name):
        return [*_solved(desk, name, assumed), *_stakes(desk)]
    return [*_priced(desk, name, assumed), *_due(desk, name), *_stakes(desk)]


def question(desk: Desk, name: str) -> Sentence:
    """The question as it was put, its last day, by whom and when; first that it is settled, where it is."""
    shown, end = desk.trees[name], scenarios.first_ending(desk, name)
    if end:
        return made(
            "No question is open on this day; the last was settled on {on} as “{ending}”: **{question}** Its horizon"
            " was {horizon}. Tree by {author}, written on {written}.",
            on=_ended_on(name, end), ending=won(desk, name), author=shown.author,
            question=plain(desk, name, "question", shown.question),
            horizon=stated(desk, name, "horizon", shown.horizon),
            written=stated(desk, name, "written", shown.written),
        )  # fmt: skip
    return made(
        "**{question}** The horizon is {horizon}. Tree by {author}, written on {written}.",
        question=plain(desk, name, "question", shown.question), horizon=stated(desk, name, "horizon", shown.horizon),
        author=shown.author, written=stated(desk, name, "written", shown.written),
    )  # fmt: skip


def basis_of_odds(desk: Desk, name: str) -> Sentence:
    """Whose the probabilities are."""
    shown = desk.trees[name]
    if shown.is_quantified():
        return made(
            "Probabilities are judgements of the {author}; those beside one another sum to one. No count of past cases"
            " stands behind them, and no model.",
            author=shown.author,
        )
    if priced := sum(one.odds is not None for one in shown.branch):
        is_past = scenarios.ending(desk, name) is not None
        verb = ("was" if is_past else "is") if priced == 1 else "were" if is_past else "are"
        n = replace(scenarios.stated(shown, "priced", priced, "count", name=name), formula="count: branches priced")
        return made(
            f"No analyst’s probability is on record for this question, and none is added after the fact. {{n:cap}}"
            f" {'branch' if priced == 1 else 'branches'} {verb} priced by the share of U.S. Steel; the rest stays"
            " unquantified, so there is no expected value.",
            n=n,
        )
    return made("No probability is on record for this question on this day; its branches are left unquantified.")


def key_judgements(desk: Desk) -> tuple[Sentence, ...]:
    """Of every fork of an open tree the likeliest branch; confidence in a sentence of its own, its reason once."""
    lead = lead_tree(desk)
    names = sorted(scenarios.open_trees(desk), key=lambda name: name != lead)
    return tuple(
        _judgement(desk, name, one, first=at == 0) for name in names for at, one in enumerate(_forks(desk, name))
    )


def record_ends(desk: Desk, names: list[str]) -> tuple[Sentence, ...]:
    """Where the record of the tracks behind some trees ends, as its own sentences have it."""
    tracks = dict.fromkeys(one.track for name in names for one in desk.trees[name].driver)
    found = [end for track in tracks if (end := end_of_record(desk, track))]
    return tuple(made("{end}", end=end) for end in found)


def _forks(desk: Desk, name: str) -> list[Branch]:
    shown = desk.trees[name]
    found = []
    for parent in dict.fromkeys(one.after for one in shown.walk()):
        told = [(latest.p, one) for one in shown.children(parent) if (latest := one.latest())]
        if told:
            found.append(max(told, key=lambda pair: pair[0])[1])
    return found


def _judgement(desk: Desk, name: str, one: Branch, *, first: bool) -> Sentence:
    shown, latest = desk.trees[name], one.latest()
    if latest is None:
        raise ValueError(f"{one.id}: no probability was written by the day")
    odds = stated(desk, name, f"{one.id}.likelihood", likelihood(latest.low, latest.high))
    template = "It is **{odds}** that {claim}. Confidence: {confidence}."
    sentence = made(
        template, odds=odds, claim=plain(desk, name, f"{one.id}.claim", one.claim), confidence=shown.confidence
    )
    if not first:
        return sentence
    because = plain(desk, name, "because", shown.because)
    return replace(sentence, template=f"{template} {{because}}", values=sentence.values | {"because": because})


def _likeliest(desk: Desk, name: str, assumed: deal.Assumed) -> Sentence:
    best = likeliest(desk, name, assumed)
    if best is None:
        raise ValueError(f"{name}: not quantified on the day")
    return made(
        "To {horizon} the desk’s likeliest of {n:branch/branches} is “{branch}”, at {p}.",
        horizon=stated(desk, name, "horizon", desk.trees[name].horizon), n=leaves(desk, name), branch=best[0],
        p=best[1],
    )  # fmt: skip


def _mean(of: Valued, told: Spread) -> list[Sentence]:
    expected = scenarios.expected(of)
    widest = scenarios.tornado(of).value.iloc[0]
    return [
        made(
            f"Over all of them the expected duty is {{after}} a year, against {{today}} today; stated ranges put it"
            f" between {sides(told)}.",
            after=expected["duty_after"], today=expected["today_duty"], low=size(told.low), high=size(told.high),
        ),
        made("What moves it most is {name}.", name=input_name(widest)),
    ]  # fmt: skip


def _priced(desk: Desk, name: str, assumed: deal.Assumed) -> list[Sentence]:
    priced = next((one for one in desk.trees[name].branch if one.odds), None)
    last = deal.last_odds(desk, assumed)
    rest = leaves(desk, name, less=1 if priced and last else 0)
    if priced is None or last is None:
        return [made("Nothing on record quantifies the {rest:branch/branches} of the open question.", rest=rest)]
    told = made(
        "The share price implies {low} to {high} for “{branch}”, for break prices of {break_high} to {break_low};"
        " no number is on record for the other {rest}.",
        low=last.p_low, high=last.p_high, branch=priced.name, break_high=last.break_high, break_low=last.break_low,
        rest=rest,
    )  # fmt: skip
    if not last.is_old:
        return [told]
    template = told.template.replace("share price", "close of {day:short}, {age} old,", 1)
    return [Sentence(template=template, values=told.values | {"day": last.day, "age": last.age})]


def _due(desk: Desk, name: str) -> list[Sentence]:
    key = next((one.deadline for one in desk.trees[name].driver if one.deadline), None)
    due = deadline(desk, key) if key else None
    if due is None or due.state is not State.PENDING or due.left.value <= 0:
        return []
    when = ahead(due, exact="by", form="short")
    steps = desk["deadlines"].set_index("id")["step"]
    if steps[due.id] != "president":  # nobody decides on that day: the record says what is due
        what = quoted(f"{due.due.key.removesuffix('.due')}.what", due.what, due.due)
        return [made(f"Due {when}: {{what}}.", due=due.due, left=due.left, what=what)]
    return [made(f"A decision is due {when}.", due=due.due, left=due.left)]


def _solved(desk: Desk, name: str, assumed: deal.Assumed) -> list[Sentence]:
    end, shown = scenarios.first_ending(desk, name), desk.trees[name]
    if end is None:
        raise ValueError(f"{name}: not solved on the day")
    found = [
        made(
            "No tree is open. The last, {subject}, was settled on {on}: {ending}.",
            subject=_lowered(shown.title), on=_ended_on(name, end), ending=won(desk, name),
        )
    ]  # fmt: skip
    first, last = first_odds(desk, name, assumed), deal.last_odds(desk.back_to(shown.written), assumed)
    if first and last and not math.isnan(first[0].value):
        then = replace(last.day, key=f"scenarios.{token(name)}.first_on")
        template = "The share’s close of {then} had put that at {low} to {high}."
        found.append(made(template, low=first[0], high=first[1], then=then))
    return found


def _ended_on(name: str, end: scenarios.Ending) -> Sourced[date]:
    key = f"scenarios.{token(name)}.ended_on"
    return Sourced(value=end.on, unit="date", key=key, sources=(end.source,), facts=(end.fact,))


def _lowered(name: str) -> str:
    return name[:1].lower() + name[1:]


def _stakes(desk: Desk) -> list[Sentence]:
    told = scenarios.span(desk)
    if told is None:
        return []
    one = told["n"].value == 1
    template = "{n:cap} published estimate of tariffs’ effect on Japan’s GDP is on record: {gravest}."
    if not one:
        template = (
            "{n:cap} published estimates of tariffs’ effect on Japan’s GDP run from {mildest} to {gravest}: different"
            " tariffs and years."
        )
    return [made(template, **{name: told[name] for name in ("n", "gravest", *(() if one else ("mildest",)))})]
