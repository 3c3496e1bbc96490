"""The record itself, loaded once, and a tiny record that tests may spoil. Does not belong here: any claim."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from reportlib import loaders
from reportlib.schemas import TABLES

ROOT = Path(__file__).parents[2]

TINY = {
    "sources": [
        "src-a,The Daily,,https://example.org/a,2025-05-20,2,,",
        "src-b,The Weekly,,https://example.org/b,,3,,",
    ],
    "events": [
        "talks-first-2025-05-21,2025-05-21,talks,round,A first round,They met.,Akazawa,Washington,,"
        "2025-05-21,src-a,src-b,high,",
        '"talks-second-2025-05-22",2025-05-22,talks,round,A second round,"They met,\nand met again.",Akazawa,,,'
        "2025-05-23,src-b,,high,",
        "talks-third-2025-05-24,2025-05-24,talks,round,A third round,They met.,Akazawa,,2025-06-05,"
        "2025-05-24,src-b,,low,a remark",
    ],
    "deadlines": [
        "deadline-a,A decision,deal,,2025-06-05,day,announced,hard,,talks-first-2025-05-21,deal,,,,2025-05-22,src-a,"
        ",high,",
    ],
    "deadline_outcomes": ["outcome-a,deadline-a,met,2025-06-04,,2025-06-05,src-b,,high,"],
    "judgements": [
        "judgement-a,Officials,2025-05-23,No deal,deal,steel_case,likely,0.55,0.8,analyst,2025-06-30,2025-05-23,src-a,"
        ",high,"
    ],
    "coverage": ["coverage-deal,deal,events,2025-12-31,,2025-05-24,day,Our record ends.,2026-01-01,src-a,,high,"],
    "claims": [
        'claim-a,Officials,2025-05-23,deal,jobs,70000,"jobs, at least",The mills,claim,2025-05-23,src-a,,high,',
        "claim-b,Officials,2025-05-23,investment,jobs,,hundreds of thousands,All,claim,2025-05-23,src-a,,high,",
    ],
    "deal_terms": [
        "term-a,offer_price,55,USD per share,2025-05-21,2025-05-22,src-a,",
        "term-b,nippon_steel_fy2025_net_forecast,-60,JPY bn,2025-05,2025-05-22,src-a,",
        "term-c,closing,2025-06-18,date,2025-05-22,2025-05-22,src-a,",
    ],
    "cfius_steps": ["cfius-a,first,president,due,2025-06-05,15,computed,2025-05-22,src-a,,high,"],
    "concepts": ["concept-a,14bn,sum,Equity,14.1,USD bn,All shares,2025-05-21,about 14,,2025-05-22,src-a,,high,"],
    "pledges": ["pledge-a,2025-05-21,A firm,A mill,steel,,,2025-05-22,src-a,"],
    "pledge_stages": ["stage-a,pledge-a,us-steel-capex,pledged,2025-05-21,14,USD bn,14,yes,,2025-05-22,src-a,,high,"],
    "promises": ["promise-a,closing,promise,2025-05-21,A firm,,2025-06-30,,,Closing soon,2025-05-22,src-a,,high,"],
    "measures": [
        "jp-a,JP-A,s232,Cars,8703;0201,cars,25,additive,,,2025-06-01,,2025-05-22,within,no,ordered,A proclamation,"
        "2025-05-22,src-a,",
    ],
    "us_japan_goods_trade_monthly": [
        "goods-a,2025-04-01,7000,13000,-6000,general_customs,after_2026_revision,state of 2026-06-17,as_revised,"
        "2025-06-05,calendar,src-a,",
    ],
    "calculated_duties": ["duties-a,2025-01..2025-09,japan,10.8,9.8,cif,as printed,first,2025-12-11,calendar,src-b,"],
    "elasticities": ["elasticity-a,A study,2023,7,10,-1.75,-2.25,Imports,src-b,,"],
}
"""A few rows that hold together; line 3 of events runs over two lines."""


@pytest.fixture(scope="session")
def tables() -> dict[str, pd.DataFrame]:
    return loaders.load(ROOT)


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A repository of tiny tables, free to be spoilt."""
    (tmp_path / "notebooks").mkdir()
    for spec in TABLES.values():
        header = ",".join(name for name, _ in spec.columns())
        path = tmp_path / spec.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("\n".join([header, *TINY.get(spec.name, []), ""]), encoding="utf-8")
    return tmp_path
