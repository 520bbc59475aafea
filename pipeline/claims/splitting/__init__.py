"""Splitting a sentence into the statements that a desk checks one by one."""

from pipeline.claims.splitting.contents import Saying, completed
from pipeline.claims.splitting.engine import split, whole

__all__ = ["Saying", "completed", "split", "whole"]
