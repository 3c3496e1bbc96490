"""Names of stages, items, bases, tellers and units as a reader of the investment briefing knows them."""

from __future__ import annotations

from collections.abc import Mapping

STAGES: Mapping[str, str] = {
    "pledged": "Pledged", "candidate": "Candidates", "selected": "Selected", "contracted": "Contracted",
    "disbursed": "Disbursed",
}  # fmt: skip
OFFER_STAGES: Mapping[str, str] = {
    "floated": "floated", "reported": "reported", "offered": "offered", "asked": "asked", "agreed": "agreed",
    "ordered": "ordered", "in_force": "in force", "repeated": "repeated",
    "partly_met": "met in part", "met": "met", "void": "void",
}  # fmt: skip
ITEMS: Mapping[str, str] = {
    "investment-stock": "Goal for the stock", "lng-purchases": "Gas purchases", "corn-soybeans": "Corn and soybeans",
    "company-investment": "Investment of firms", "us-steel-money": "Money for U.S. Steel",
    "shipbuilding": "Shipbuilding", "car-certification": "Car certification", "farm-imports": "Farm imports",
    "supply-chains": "Supply chains", "strategic-vehicle": "Investment vehicle", "rice": "Rice",
    "us-goods": "US goods", "boeing": "Aircraft", "defence-equipment": "Defence equipment",
    "alaska-lng": "Alaskan gas", "tranche-1": "First tranche", "tranche-2": "Second tranche",
}  # fmt: skip
TERMS: Mapping[str, str] = {
    "money": "What the money is", "lenders": "Who lends", "choice": "Who picks", "consultation": "Who is heard",
    "fields": "Fields", "time_to_fund": "Time to fund", "refusal": "If not funded",
    "cash_until_repaid": "Cash, until repaid", "cash_after": "Cash, after that", "profits": "Profits",
    "window": "Window",
}  # fmt: skip
RULES_ON: Mapping[str, str] = {
    "money": "money", "lenders": "lenders", "choice": "who picks", "consultation": "who is heard", "fields": "fields",
    "time_to_fund": "time to fund", "refusal": "refusal", "cash_until_repaid": "cash", "cash_after": "cash",
    "profits": "cash", "window": "the window",
}  # fmt: skip
"""What accounts of a rule differ on, in a title; a share of profits is another account of cash."""
TELLERS: Mapping[str, str] = {
    "memorandum": "Memorandum", "white_house": "White House", "tokyo": "Tokyo", "press": "Press",
}  # fmt: skip
OWNERS: Mapping[str, str] = {"japan": "Japan", "canada": "Canada", "germany": "Germany"}
OWNER_BASES: Mapping[str, str] = {
    "ultimate_owner": "ultimate owner", "immediate_investor": "immediate investor", "not_stated": "basis not stated",
}  # fmt: skip
BUYS: Mapping[str, str] = {
    "rice": "Rice", "rice-private": "Rice, private imports", "us-goods": "Farm and other goods", "corn": "Corn",
    "soybeans": "Soybeans", "aircraft": "Aircraft", "defence": "Defence equipment", "energy": "Energy",
    "cars": "Cars",
}  # fmt: skip
BUY_KINDS: Mapping[str, str] = {
    "promise": "promised", "baseline": "base before", "computed": "our reckoning", "actual": "bought",
}  # fmt: skip
BUY_UNITS: Mapping[str, str] = {
    "percent more": "{}% more", "thousand tonnes": "{} tonnes", "million tonnes": "{}m tonnes", "USD bn": "${}bn",
    "USD bn a year": "${}bn a year", "aircraft": "{} aircraft", "USD bn a year more": "${}bn a year more",
}  # fmt: skip
CLAIM_UNITS: Mapping[str, str] = {
    "USD bn": "${}bn", "USD bn, about": "about ${}bn", "USD bn, upwards of": "more than ${}bn",
    "USD per worker": "${} per worker", "jobs, at least": "at least {} jobs", "jobs": "{} jobs",
    "people": "{} people", "hires, about": "about {} hires", "percent": "{}%",
}  # fmt: skip
SUBJECTS: Mapping[str, str] = {
    "jobs": "Jobs", "capex": "Spending", "total": "Purchase and spending", "profits": "Profits", "bonus": "Bonus",
}  # fmt: skip
FIRM = ("binding agreement", "approved", "board approved", "under way")
"""Standings of a claim that somebody can be held to."""


def named(key: str, names: Mapping[str, str]) -> str:
    """The name of a key; a key without one reads as its own words, so that a new row is never refused."""
    return names.get(key) or key.replace("-", " ").replace("_", " ").capitalize()
