"""Numbers in prose that no finding stands behind: what is found, then what is a name or an ordinary word."""

from __future__ import annotations

import pytest

from reportlib.words import bare_numerals

BARE = [
    ("Decided on 5 June.", ["5"]),
    ("Worth $14bn or 12.5% of it", ["$14bn", "12.5%"]),
    # A name is one of a closed list, whole, and no quantity in disguise.
    ("section 1000 and 500", ["1000", "500"]),
    ("F35 billion", ["35", "billion"]),
    ("Section 25% tariff", ["25%"]),
    ("Section 232% of it", ["232%"]),
    ("section 301 billion", ["301", "billion"]),
    ("section 301 days and section 122 per cent", ["301", "122"]),
    ("section 2320, section 232.5 and section 232(25)", ["2320", "232.5", "232", "25"]),
    ("sections 232 and 25", ["25"]),
    ("sections 232, 301 and 302", ["302"]),
    ("the G7% and the G77, F1 to F17", ["7%", "77", "1", "17"]),
    ("ICD 203 days, ICD 204", ["203", "204"]),
    ("EO 14257%, EO 1425, Proclamation 10908 bn, Proclamation 12", ["14257%", "1425", "10908 bn", "12"]),
    ("25 USC 3 and 19 CFR 25%", ["25", "3", "19", "25%"]),
    ("10 FR 5", ["10", "5"]),
    ("section 232 basis points, section 301 bps, section 122k, section 338  million",
     ["232", "301", "122", "338", "million"]),
    ("section 721(d)(40)(A)% and section 721(d)500", ["721", "40", "721", "500"]),
    ("50 U.S.C. 4565(25), 31 CFR 800.508(d) per cent", ["50", "4565", "25", "31", "800.508"]),
    ("the big three sums, the Big Three billion, double taxes", ["three", "Three billion", "double"]),
    # Words that state a quantity.
    ("three rounds", ["three"]),
    ("A dozen visits, dozens of calls", ["dozen", "dozens"]),
    ("twenty-five, TWENTY FIVE", ["twenty-five", "TWENTY FIVE"]),
    ("one hundred and twenty million", ["one hundred and twenty million"]),
    ("half of it, one half, one-third, a third of it, by a quarter.",
     ["half", "one half", "one-third", "a third", "a quarter"]),
    ("two thirds", ["two thirds"]),
    ("twice, doubled, threefold, a couple of weeks", ["twice", "doubled", "threefold", "couple of"]),
    ("zero duty", ["zero"]),
    ("fourteen billion dollars", ["fourteen billion"]),
    ("tens of jobs, tens of billions of dollars, two billions of dollars",
     ["tens", "tens", "billions", "two billions"]),
    ("an eighth of the steel, a fifth more", ["an eighth", "a fifth"]),
    ("fell by  a third since May, up a quarter on the year, rose nearly a tenth",
     ["a third", "a quarter", "a tenth"]),
    ("halved, halving, trebled, quintupled, twentyfold, hundredfold, a trio of envoys",
     ["halved", "halving", "trebled", "quintupled", "twentyfold", "hundredfold", "trio of"]),
    ("twen\u00adty, thir\u200bteen", ["twenty", "thirteen"]),
    # Signs with a value of their own, and digits of other scripts.
    ("½ or 3¼, Ⅳ, ²", ["½", "3", "¼", "Ⅳ", "²"]),
    ("٣ rounds, ५ rounds", ["٣", "५"]),
    ("二十五, 三回, 一億", ["二十五", "三", "一億"]),
]  # fmt: skip

SPOKEN = [
    "section 232 and the G7, EO 14257, Proclamation 10908, 50 USC 4565",
    "Sections 122, 201 and 301, section 899 or 338; Section 721(a)(1) and section 232(b)",
    "under ICD-203 and ICD 203; the G20; the Group of Seven",
    "Executive Order 14345, Proclamations 10908 and 10976, 31 CFR 800.213, 90 FR 17327, 15 U.S.C. 78",
    "50 U.S.C. 4565(d), 50\u00a0U.S.C. § 4565(l)(3)(A)(ii), 31 CFR 800.508(d), 19 U.S.C. 1862(b)(3)(A)",
    "section 721(d)(4)(A), section 232(b)(3)(A), section 721(f)(11) and section 301(b)(2)(B)(ii)(I)",
    "the Big Three, double taxation, a treaty on double taxation",
    "by a third party, in a third or fourth round, a second in April, a third in May, an eighth visit by a fifth envoy",
    "one round, the first visit, a second filing, a third visit, in the third quarter, no one, none, once",
    "Offices of both governments; What “fourteen billion” can mean; in billions of dollars",
    "often, weighty, tenure, threshold, seventhly; a sixth sense; the headquarters; both; an even chance",
    "no number here",
    "",
]


@pytest.mark.parametrize(("text", "bare"), BARE)
def test_a_number_without_a_finding_is_found(text: str, bare: list[str]) -> None:
    assert bare_numerals(text) == bare


@pytest.mark.parametrize("text", SPOKEN)
def test_a_name_and_an_ordinary_word_are_no_number(text: str) -> None:
    assert bare_numerals(text) == []
