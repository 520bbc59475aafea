"""Figures in English news: numbers, amounts, ages, dates and durations, each with its bounds."""

from pipeline.figures.engine import read_figures
from pipeline.figures.explain import explain
from pipeline.figures.words import Word, split_words

__all__ = ["Word", "explain", "read_figures", "split_words"]
