"""Titles of exhibits and sentences between them. Each is picked by what is known on the day."""

from __future__ import annotations

from typing import Any

from reportlib.analysis import investment
from reportlib.analysis.investment import Relief, Vehicle
from reportlib.desk import Desk
from reportlib.sourced import Sourced
from reportlib.words.figures import is_little
from reportlib.words.investment.headlines import ahead
from reportlib.words.investment.names import RULES_ON
from reportlib.words.sentences import Sentence, made, together

NOTHING = made("Nothing on record yet")
"""Title of an exhibit without rows: never printed, the sentence `empty` stands there instead."""


def ladder_title(of: Vehicle) -> Sentence:
    """The highest rung with an amount, of the pledge."""
    if of.pledged is None:
        return NOTHING
    if of.disbursed is not None:
        return made("{spent} of the pledge is disbursed on record", spent=of.disbursed)
    if of.contracted is not None and of.contracted_share is not None:
        return made("Loans on record are {share} of the pledge", share=of.contracted_share)
    if of.selected is not None and of.selected_share is not None:
        return made("{share} of the pledge is selected, nothing contracted on record", share=of.selected_share)
    if of.listed_low is not None and of.listed_high is not None:
        return made("Candidates are counted at {low} to {high}; none is selected", low=of.listed_low,
                    high=of.listed_high)  # fmt: skip
    return made("Of the {pledged} pledged nothing is selected", pledged=of.pledged)


def steps_title(of: Vehicle) -> Sentence:
    """Selected against an even pace."""
    if of.window is None:
        return NOTHING
    if of.selected is None:
        return made("An even pace would stand at {pace}; nothing is selected", pace=of.window.pace)
    return made(f"{{selected:cap}} selected, {ahead(of)} the {{pace}} of an even pace", selected=of.selected,
                pace=of.window.pace)  # fmt: skip


def standing(desk: Desk, of: Vehicle) -> tuple[Sentence, ...]:
    """What is said above the ladder: the window, counts that differ, the loans, and what is still to come."""
    said = (window_sentence(desk, of), counts_sentence(desk), yen_sentence(of), next_set_sentence(desk))
    return tuple(one for one in said if one)


def counts_sentence(desk: Desk) -> Sentence | None:
    """Who counted the list of candidates as what. None before there is a list."""
    rows = investment.counts_of_list(desk)
    if rows.value.empty:
        return None
    names = [str(one) for one in rows.value["counted_by"]]
    values = {
        f"n{chr(ord('a') + at)}": Sourced(
            value=float(amount), unit="USD bn", key=f"listed_{'_'.join(name.split()[:2]).lower()}",
            sources=(source,),
        )
        for at, (name, amount, source) in enumerate(
            zip(names, rows.value["amount_usd_bn"], rows.value["source"], strict=True)
        )
    }  # fmt: skip
    said = "; ".join(f"{{{key}}} ({name})" for key, name in zip(values, names, strict=True))
    return made(f"Published counts of one list differ: {said}. The lines of the list add to none of them.", **values)


def window_sentence(desk: Desk, of: Vehicle) -> Sentence | None:
    """Days gone and left of the window. None before the memorandum."""
    found = investment.left(desk)
    if of.window is None or found is None:
        return None
    days, is_past = found
    tail = "it closed {left} ago" if is_past else "{gone} gone ({share}), {left} to come"
    values: dict[str, Sourced[Any]] = {"gone": of.window.gone, "share": of.window.share} if not is_past else {}
    return made(f"The window runs {{length}}, from {{signed}} to {{end}}: {tail}.",
                length=of.window.length, signed=of.window.signed, end=of.window.end, left=days, **values)  # fmt: skip


def next_set_sentence(desk: Desk) -> Sentence | None:
    """What was said last of a tranche still to come. None where none is spoken of."""
    found = investment.next_set(desk)
    if found is None:
        return None
    who, text, day = found
    return made("Of a further set {who} said on {day}, as recorded: “{text}”.", who=who, day=day, text=text)


def dates_title(desk: Desk) -> Sentence:
    """How long the window still runs."""
    found = investment.left(desk)
    if found is None:
        return made("Open dates of investment")
    days, is_past = found
    return made("The window closed {left} ago" if is_past else "{left} to the end of the window", left=days)


def yen_sentence(of: Vehicle) -> Sentence | None:
    """What the loans are in yen, and at which rate. None without loans told in yen."""
    if of.contracted is None or of.contracted_yen is None:
        return None
    told = of.loans
    whose = "The first loans" if told and told.reports == 1 else "The loans told last"
    least = "at least " if told and told.is_at_least else ""
    is_silent = told and told.is_from_copy and not told.names_projects
    text = f"{whose} are told in yen, {least}{{yen}}; at the last fixing known that day they are {{dollars}}."
    text += " Lender and projects are not in the copy read." if is_silent else ""
    return made(text, yen=of.contracted_yen, dollars=of.contracted)


def offers_title(desk: Desk) -> Sentence:
    """How many items and versions Japan has put on the table."""
    found = investment.offers_count(desk)
    if found is None:
        return NOTHING
    versions, items = found
    return made(
        "Offered, floated or reported for Japan: {items:item} in {versions:version}", items=items, versions=versions
    )


def claims_title(desk: Desk) -> Sentence:
    """Whether the sums claimed for U.S. Steel are one speaker's or those of several."""
    rows = investment.claims(desk).value
    said = rows.loc[rows["subject"].isin(["capex", "total"]), "claimant"]
    who = said.str.partition(" (")[0].nunique()  # behind it stands where it was read
    return made("Sums claimed for U.S. Steel differ by who speaks" if who > 1 else "One speaker’s sums for U.S. Steel")


def rules_title(desk: Desk) -> Sentence:
    """What stands out in the rules on record."""
    rows = investment.rules(desk).value
    if rows.empty:
        return NOTHING
    disputed = dict.fromkeys(RULES_ON[term] for term in rows.loc[rows["is_disputed"], "term"])
    if disputed:
        return made(f"Accounts of {together(list(disputed))} differ")
    if set(rows["told_by"]) == {"white_house"}:
        return made("What is known of the vehicle so far comes from Washington")
    return made("No accounts of a rule of the vehicle differ so far")


def projects_title(of: Vehicle) -> Sentence:
    """How many tranches, and how much in all."""
    if of.tranches is None or of.selected is None:
        return made("Projects are talked of; none is selected yet")
    return made("Selected: {n:tranche}, {all} together", n=of.tranches, all=of.selected)


def payback_title(desk: Desk, rate: float, cash: float) -> Sentence:
    """How long Japan waits at the middle rate and one yearly cash."""
    found = investment.split(desk)
    if found is None:
        return NOTHING
    years, least = investment.payback(found, cash, rate, "payback_mid"), investment.least(found, rate)
    if years is None:
        return made("At the middle rate Japan is never repaid at {least} or less", least=least)
    return made("Japan is repaid in {years} or never, depending on the project", years=years)


def payback_sentences(desk: Desk, rate: float, cash: float) -> tuple[Sentence, ...]:
    """The split as the two sides tell it, and the point below which Japan is never repaid."""
    found = investment.split(desk)
    if found is None:
        return ()
    told = investment.profits_told(desk)
    at = {"rate": assumed(rate, "payback_rate"), "cash": assumed(cash, "payback_cash")}
    years = investment.payback(found, cash, rate, "payback_mid")
    said = [
        made(
            "Cash of a project is split evenly, {until} to Japan, until Japan has its money back with interest; after"
            " that Japan gets {after}." + (" The White House told it as the United States keeping {told} of profits."
                                          if told else ""),
            until=found.until, after=found.after, **({"told": told} if told else {}),
        ),
        made("At a rate of {rate}, a project that yields {least} of its cost a year or less never repays Japan.",
             rate=at["rate"], least=investment.least(found, rate)),
    ]  # fmt: skip
    if years is not None:
        said.append(made("One that yields {cash} takes {years}.", cash=at["cash"], years=years))
    return tuple(said)


def assumed(value: float, key: str) -> Sourced[float]:
    """A number of the parameters cell, told as what it is."""
    return Sourced(
        value=value, unit="share, one decimal", key=key, sources=(), formula="assumed on this page",
        inputs={"parameter": value},
    )  # fmt: skip


def buys_title(desk: Desk) -> Sentence:
    """How many kinds of purchase are promised, and whether any is on record as made."""
    found = investment.promised_bought(desk)
    if found is None:
        return made("No purchase is promised yet; only the base is known")
    kinds, is_bought = found
    tail = "some bought on record" if is_bought else "none of them bought on record"
    return made(f"Promised: {{n:kind}} of purchase, {tail}", n=kinds)


def buys_sentence(desk: Desk) -> Sentence | None:
    """What was read of purchases actually made. None before any is promised."""
    found = investment.promised_bought(desk)
    if found is None or found[1]:
        return None
    outside = (desk["purchases"]["row_kind"] == "actual").any()
    tail = "; what was bought apart from them is told as such" if outside else ""
    return made(f"Of purchases actually made under these promises nothing was read{tail}.")


def stock_title(desk: Desk) -> Sentence:
    """Japan's stock and rank in the last year known."""
    found, lead = investment.japan_stock(desk), investment.lead(desk)
    if found is None:
        return NOTHING
    stock, year = found
    if lead is None:
        return made("By ultimate owner Japan held {stock} at the end of {year}", stock=stock, year=year)
    return made("At the end of {year} Japan led by {lead} with {stock}", year=year, lead=lead, stock=stock)


def stock_sentence(desk: Desk) -> Sentence | None:
    """Japan's rank and part of the whole, with the basis. None before a figure is known."""
    found, rank, share = investment.japan_stock(desk), investment.japan_rank(desk), investment.stock_share(desk)
    if found is None:
        return None
    stock, year = found
    text = "Counted by ultimate owner, Japan held {stock} at the end of {year}"
    values: dict[str, Sourced[Any]] = {"stock": stock, "year": year}
    if rank is not None:
        text, values = text + ", {rank} among all countries", {**values, "rank": rank}
    if share is not None:
        text, values = text + " and {share} of the whole", {**values, "share": share}
    age = investment.stock_age(desk)
    old = ""
    if age is not None:
        old, values = " The year end lies {age} back; a later figure is not in our data.", {**values, "age": age}
    line = "By immediate investor the figure is another, and never on one line with this."
    return made(f"{text}. {line}{old}", **values)


def shares_title(desk: Desk) -> Sentence:
    """The steel deal over the whole that is known."""
    package, stock = investment.deal_share(desk, "package"), investment.deal_share(desk, "stock")
    if package is not None and stock is not None:
        return made("The steel deal is {package} of the pledge, {stock} of the stock", package=package, stock=stock)
    if stock is not None:
        small = ": a symbol" if is_little(stock.value) else ""
        return made(f"The steel deal is {{stock}} of the stock{small}", stock=stock)
    return NOTHING


def shares_sentences(desk: Desk) -> tuple[Sentence, ...]:
    """The same on equity; and the pledge over the stock and over the years."""
    said = []
    values = {base: investment.deal_share(desk, base, "equity") for base in ("package", "stock")}
    if values["stock"] is not None:
        parts = [f"{{{base}}} of the {noun}" for base, noun in (("package", "pledge"), ("stock", "stock"))
                 if values[base] is not None]  # fmt: skip
        known = {base: share for base, share in values.items() if share is not None}
        is_small = all(is_little(share.value) for share in known.values())
        symbol = " As a cornerstone the deal is a symbol, not a size." if is_small else ""
        said.append(made(f"On equity alone it is {' and '.join(parts)}.{symbol}", **known))
    ratios = investment.pledge_ratios(desk)
    if "stock" in ratios and "year" in ratios:
        said.append(made("The pledge equals {over} of the stock; spread evenly over its window it is {year} a year.",
                         over=ratios["stock"], year=ratios["year"]))  # fmt: skip
    elif "stock" in ratios:
        said.append(made("The pledge equals {over} of the stock.", over=ratios["stock"]))
    return tuple(said)


def relief_title(*found: Relief | None) -> Sentence:
    """The pledge over the duty saved, by the last reckoning that has a price."""
    priced = [one for one in found if one and one.ratio]
    if not priced or priced[-1].ratio is None:
        return NOTHING if not any(found) else made("At the rates of the day the deal saves no duty")
    return made("The pledge is {ratio} times the duty saved in a year", ratio=priced[-1].ratio)


def relief_sentences(thumb: Relief | None, rates: Relief | None) -> tuple[Sentence, ...]:
    """How each reckoning is made, and that the ratio is one of unlike things."""
    said = []
    if thumb and thumb.ratio:
        said.append(
            made("By rule of thumb, {high} as in the letter against {low} as agreed on {imports} of goods saves {saved}"
                 " a year; the pledge is {ratio} times that.", high=thumb.without, low=thumb.paid,
                 imports=thumb.imports, saved=thumb.saved, ratio=thumb.ratio)
        )  # fmt: skip
    if rates and rates.ratio:
        said.append(
            made("Line by line, goods of Japan owe {paid} on the entry date and would owe {without} without the deal’s"
                 " terms: {saved} a year, and the pledge is {ratio} times that.", paid=rates.paid,
                 without=rates.without, saved=rates.saved, ratio=rates.ratio)
        )  # fmt: skip
    elif rates:
        said.append(made("Line by line, the deal’s terms save no duty at the rates of the entry date."))
    if said:
        said.append(made("It is a ratio of unlike things: loans and guarantees, not gifts, against a yearly payment."))
    return tuple(said)
