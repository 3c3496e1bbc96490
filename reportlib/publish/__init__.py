"""Editions on disk: built, described by a manifest, put in place whole or not at all.

Belongs here: everything between a checked order and a folder under reports/. Does not belong here: how a
page looks (`reportlib.press`), what it says (the notebooks).
"""

from reportlib.publish.build import Outcome, build
from reportlib.publish.manifest import surroundings, verify
from reportlib.publish.order import Order, Record, open_record, plan
from reportlib.publish.swap import recover

__all__ = ["Order", "Outcome", "Record", "build", "open_record", "plan", "recover", "surroundings", "verify"]
