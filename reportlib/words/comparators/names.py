"""What partners, clauses, kinds of pledge and steps of a deal are called, and how a rate is told."""

from __future__ import annotations

from dataclasses import dataclass

from reportlib.analysis import comparators
from reportlib.desk import Desk
from reportlib.sourced import Sourced
from reportlib.words.figures import render
from reportlib.words.sentences import together as in_a_row
from reportlib.words.tariffs.names import PARTNERS as DEAL_PARTNERS
from reportlib.words.tariffs.names import VIEWS

JAPAN, UNION, KOREA, KINGDOM = "japan", "european-union", "south-korea", "united-kingdom"
PARTNERS = DEAL_PARTNERS | {"china": "China", "germany": "Germany", "mexico": "Mexico", "canada": "Canada"}
CLAUSES = {
    "all_in_floor": "Base duty counted inside the rate",
    "auto_parity": "Rate for cars",
    "us_directed_fund": "Fund for projects the US chooses",
    "committee_chaired_by_commerce": "Committee under Commerce",
    "consultation_committee": "Joint consultation committee",
    "equal_split_until_repaid": "Cash split evenly until repaid",
    "funding_deadline_45_days": "Deadline to fund a project",
    "tariff_snapback": "Duties back if not funded",
    "annual_cap": "Yearly cap on funding",
    "commercial_viability": "Sound projects only",
    "chip_most_favoured": "Chips treated as well as others’",
    "drug_cap_15": "Cap on medicines",
    "aircraft_generics_free": "Aircraft, generics, scarce goods",
    "section_301_net_of_mfn": "Section 301 with base duty inside",
}
KINDS = {
    "fund": "Fund for projects the US chooses",
    "firms": "Plans of firms",
    "guarantees": "Credit guarantees of the state",
    "not_told": "Investment, kind mixed or not told",
    "purchases": "Purchases",
    "openings": "Openings for US exports",
}
STEPS = {"announced": "announced", "framework": "framework text", "signed": "signed", "in_force": "ordered"}
PLEDGES = {
    "vehicle": "investment vehicle", "fund": "investment fund", "ships": "ships", "investment": "investment",
    "firms": "investment", "guarantees": "guarantees", "energy": "energy", "aircraft": "aircraft", "arms": "arms",
    "farm": "farm goods", "goods": "farm and other goods", "defence": "defence equipment", "headline": "in all",
    "purchases": "energy, aircraft, other goods", "openings": "openings",
}  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Compared:
    """What is compared: the desk, the base duty of the good in percent, and the view of days told twice."""

    desk: Desk
    base_duty: float
    view: str

    @property
    def base(self) -> Sourced[float]:
        """The base duty as a value of its own: the choice of whoever builds the page."""
        return Sourced(
            value=self.base_duty, unit="percent", key="base_duty", sources=(), formula="chosen: parameter base_duty",
            inputs={"base_duty": self.base_duty},
        )  # fmt: skip

    @property
    def how(self) -> str:
        """The view as a subtitle names it."""
        return VIEWS[self.view]

    def pays(self, partner: str) -> Sourced[float] | None:
        """What the good of a partner pays on the last day on record."""
        return comparators.pays(self.desk, partner, self.base_duty, self.view)

    def gap(self, partner: str) -> Sourced[float] | None:
        """Points by which Japan's good pays more than the partner's."""
        return comparators.gap(self.desk, partner, self.base_duty, self.view)


def the(partner: str) -> str:
    """A partner as a sentence names it."""
    name = PARTNERS[partner]
    return f"the {name}" if name.startswith(("European", "United")) else name


def opening(partner: str) -> str:
    """The same at the beginning of a sentence."""
    said = the(partner)
    return said[:1].upper() + said[1:]


def in_words(clause: str) -> str:
    """A clause inside a sentence: its name with a small first letter."""
    name = CLAUSES[clause]
    return name[:1].lower() + name[1:]


def together(names: list[str], most: int = 4) -> str:
    """Names in a row: a, b and c; past `most`, "and others"."""
    return in_a_row(names if len(names) <= most else [*names[: most - 1], "others"])


def rate_text(rate: float, rule: str) -> str:
    """How a rate counts: 15% in all, 10% on top, 10% in all within a quota, 15% (rule not told)."""
    if rate != rate:  # NaN: no rate in the text
        return ""
    ends = {"additive": "on top", "floor": "in all", "quota_total": "in all within a quota", "": "(rule not told)"}
    return f"{render(rate, 'percent')} {ends[rule]}"


def pledge_name(partner: str, pledge: str) -> str:
    """Whose pledge and of what: "Korea: ships"."""
    what = pledge.removeprefix(f"{partner}-")
    return f"{PARTNERS[partner]}: {PLEDGES.get(what, what.replace('-', ' '))}"
