"""What the rules of ``grammar.txt`` mean.

An action receives the values that its pattern captured, in their order, and returns what the words stand for: a
moment, a length, a repetition or a plain value for another rule. ``None`` rejects the reading.
"""

from pipeline.figures.dates.actions.table import ACTIONS

__all__ = ["ACTIONS"]
