"""What the facts say: pure functions from a desk to sourced values.

Public formulas take and return plain numbers; functions that take a desk return `Sourced` values.
Topics do not import one another; what several need stands in rooms of its own (`deadlines`).
Does not belong here: sentences, drawing, files.
"""
