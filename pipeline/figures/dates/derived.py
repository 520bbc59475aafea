"""Moments made of other moments: counted from one, inside one, at a time of one, between two."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, replace

from pipeline.figures.dates import edtf
from pipeline.figures.dates.moments import DayShift, Decade, Fixed, Moment
from pipeline.figures.dates.stretches import Lean, Stretch, add_months, nearest, season_stretch, unit_stretch

__all__ = ["Clock", "Ended", "Holiday", "Nth", "Open", "Several", "Shift", "Timed"]


_MONTHS = {"month": 1, "quarter": 3, "year": 12, "decade": 120, "century": 1200}


@dataclass(frozen=True, slots=True)
class Shift(Moment):
    """So many units before or after the article's date or another moment.

    The answer is as coarse as the unit: three years ago is a year, two weeks ago a day. With ``ahead`` the words alone
    are open ("in two weeks" is a length as well), and only a verb that looks ahead makes them a date.
    """

    amount: int
    unit: str
    base: Moment | None = None
    ahead: bool = False

    def _resolve(self, ref: dt.date | None, lean: Lean) -> Stretch | None:
        start: dt.date | None = ref
        grain = 10
        if self.base is not None:
            found = self.base.resolve(ref, lean)
            if found is None or found.first is None:
                return None
            start = found.last if self.amount > 0 and found.first == found.last else found.first
            grain = len(found.edtf) if found.edtf.replace("-", "").isdigit() else 10
        if start is None:
            return None
        try:
            if self.unit in ("day", "week"):
                date = start + dt.timedelta(self.amount * (7 if self.unit == "week" else 1))
            elif self.unit in ("hour", "minute", "second"):
                date = start + dt.timedelta(self.amount // 24 if self.unit == "hour" and abs(self.amount) >= 24 else 0)
            else:
                date = add_months(start, self.amount * _MONTHS[self.unit])
        except (ValueError, OverflowError):
            return None
        if self.base is None:
            grain = {"month": 7, "quarter": 7, "year": 4, "decade": 4, "century": 4}.get(self.unit, 10)
        if grain == 4:
            return unit_stretch("year", date, 0)
        return unit_stretch("month" if grain == 7 else "day", date, 0)


@dataclass(frozen=True, slots=True)
class Nth(Moment):
    """The n-th day, week, weekday, quarter or half of a stretch; a negative ``n`` counts from its end."""

    n: int
    unit: str
    of: Moment
    weekday: int | None = None

    def _resolve(self, ref: dt.date | None, lean: Lean) -> Stretch | None:
        whole = self.of.resolve(ref, lean)
        if whole is None or whole.first is None or whole.last is None:
            return None
        first, last, n = whole.first, whole.last, self.n
        if self.unit in ("quarter", "half") and len(whole.edtf) == 4 and whole.edtf.isdigit():
            count = 4 if self.unit == "quarter" else 2
            which = n if n > 0 else count + 1 + n
            if not 1 <= which <= count:
                return None
            return season_stretch(first.year, (32 if count == 4 else 39) + which)
        if self.unit == "half":
            if whole.edtf.endswith("X"):
                # Of a decade or a century: whole years, not days.
                middle_year = (first.year + last.year + 1) // 2
                low, high = (first.year, middle_year - 1) if n == 1 else (middle_year, last.year)
                start, end = dt.date(low, 1, 1), dt.date(high, 12, 31)
                return Stretch(edtf.interval(edtf.year(low), edtf.year(high)), start, end)
            middle = first + dt.timedelta((last - first).days // 2)
            start, end = (first, middle) if n == 1 else (middle + dt.timedelta(1), last)
            return Stretch(edtf.interval(start.isoformat(), end.isoformat()), start, end)
        if self.unit == "month":
            date = add_months(first, n - 1) if n > 0 else add_months(last.replace(day=1), n + 1)
            return unit_stretch("month", date, 0) if first <= date <= last else None
        if self.unit == "year":
            year = first.year + n - 1 if n > 0 else last.year + n + 1
            return unit_stretch("year", dt.date(year, 1, 1), 0) if first.year <= year <= last.year else None
        if self.unit == "decade":
            start_year = first.year + 10 * (n - 1) if n > 0 else last.year + 1 + 10 * n
            return Decade(start_year).resolve(ref, lean) if first.year <= start_year <= last.year else None
        if self.unit == "weekend":
            saturday = Nth(n, "day", self.of, weekday=5).resolve(ref, lean)
            return unit_stretch("weekend", saturday.first, 0) if saturday and saturday.first else None
        step = 1 if self.unit == "day" and self.weekday is None else 7
        if self.weekday is not None:
            date = first + dt.timedelta((self.weekday - first.weekday()) % 7)
            end = last - dt.timedelta((last.weekday() - self.weekday) % 7)
        elif self.unit == "week":
            # As in ISO 8601 a week belongs to the month or year that has its Thursday.
            date = (
                first - dt.timedelta(first.weekday())
                if first.weekday() <= 3
                else first + dt.timedelta(7 - first.weekday())
            )
            end = last - dt.timedelta(last.weekday() if last.weekday() >= 3 else last.weekday() + 7)
        else:
            date, end = first, last
        date = date + dt.timedelta(step * (n - 1)) if n > 0 else end + dt.timedelta(step * (n + 1))
        if date > last or date + dt.timedelta(step - 1) < first:
            return None
        return unit_stretch("week" if self.unit == "week" and self.weekday is None else "day", date, 0)


@dataclass(frozen=True, slots=True)
class Several(Moment):
    """The first so many units of a stretch, or with a negative ``count`` the last ones."""

    count: int
    unit: str
    of: Moment

    def _resolve(self, ref: dt.date | None, lean: Lean) -> Stretch | None:
        whole = self.of.resolve(ref, lean)
        if whole is None or whole.first is None or whole.last is None:
            return None
        size = abs(self.count)
        after = whole.last + dt.timedelta(1)
        if self.unit in ("day", "week"):
            length = dt.timedelta(size * (7 if self.unit == "week" else 1))
            first, end = (whole.first, whole.first + length) if self.count > 0 else (after - length, after)
        else:
            months = size * {"month": 1, "quarter": 3, "year": 12}[self.unit]
            if self.count > 0:
                first, end = whole.first, add_months(whole.first, months)
            else:
                first, end = add_months(after, -months), after
        last = end - dt.timedelta(1)
        if first < whole.first or last > whole.last:
            return None
        if self.unit in ("day", "week"):
            return Stretch(edtf.interval(first.isoformat(), last.isoformat()), first, last)
        return Stretch(
            edtf.interval(edtf.month(first.year, first.month), edtf.month(last.year, last.month)), first, last
        )


@dataclass(frozen=True, slots=True)
class Ended(Moment):
    """So many units up to the end of another moment: "the six months ended September 30"."""

    amount: int
    unit: str
    end: Moment

    def _resolve(self, ref: dt.date | None, lean: Lean) -> Stretch | None:
        found = self.end.resolve(ref, lean)
        if found is None or found.last is None:
            return None
        after = found.last + dt.timedelta(1)
        if self.unit in ("day", "week"):
            first = after - dt.timedelta(self.amount * (7 if self.unit == "week" else 1))
        elif self.unit in _MONTHS:
            first = add_months(after, -self.amount * _MONTHS[self.unit])
        else:
            return None
        if first.day == after.day == 1:
            text = edtf.interval(edtf.month(first.year, first.month), edtf.month(found.last.year, found.last.month))
        else:
            text = edtf.interval(first.isoformat(), found.last.isoformat())
        return Stretch(text, first, found.last)


@dataclass(frozen=True, slots=True)
class Holiday(Moment):
    """A feast; ``rule`` gives its day in a year, where there is one.

    ``years`` counts the year from the article's. A ``weak`` one is named by a common word and needs a preposition to
    be read as a day.
    """

    rule: Callable[[int], dt.date | None] | None
    year: int | None = None
    which: int | None = None
    weak: bool = False
    years: int | None = None

    def _resolve(self, ref: dt.date | None, lean: Lean) -> Stretch | None:
        if self.rule is None:
            return None
        year = ref.year + self.years if ref is not None and self.years is not None else self.year
        if year is not None:
            date = self.rule(year)
            return Stretch(date.isoformat(), date, date) if date else None
        if ref is None:
            return None
        dates = [d for d in map(self.rule, range(ref.year - 2, ref.year + 3)) if d]
        if self.which == -1:
            dates = [d for d in dates if d < ref][-1:]
        elif self.which == 1:
            dates = [d for d in dates if d > ref][:1]
        elif self.which == 0:
            dates = [d for d in dates if d.year == ref.year]
        return nearest((Stretch(d.isoformat(), d, d) for d in dates), ref, lean, closeness=0.34) or (
            Stretch(dates[0].isoformat(), dates[0], dates[0]) if len(dates) == 1 else None
        )


@dataclass(frozen=True, slots=True)
class Clock:
    """A time of day.

    ``zone`` is an offset as ISO 8601 writes it, or empty; of ``either`` half of the day nothing tells ("at eight
    o'clock").
    """

    hour: int
    minute: int | None = None
    second: int | None = None
    zone: str = ""
    either: bool = False

    @property
    def is_midnight(self) -> bool:
        """Whether it is midnight by its name: of a day, its beginning or its end."""
        return self.hour == 0 and self.minute is None

    @property
    def edtf(self) -> str:
        """The time with its ``T``, to the minute at least."""
        seconds = "" if self.second is None else f":{self.second:02d}"
        return f"T{self.hour:02d}:{self.minute or 0:02d}{seconds}{self.zone}"


@dataclass(frozen=True, slots=True)
class Timed(Moment):
    """A time of day on a day; without one the day is the article's, or with ``bare`` none in particular.

    A ``weak`` one ("three in the morning") needs a preposition to be read as a time.
    """

    clock: Clock
    day: Moment | None = None
    bare: bool = False
    weak: bool = False

    def _resolve(self, ref: dt.date | None, lean: Lean) -> Stretch | None:
        if self.clock.either:
            return None if self.day is None else self.day.resolve(ref, lean)
        if self.day is None and self.bare:
            return Stretch(self.clock.edtf)
        found = (self.day or DayShift(0)).resolve(ref, lean)
        if found is None or len(found.edtf) != 10:
            return Stretch(self.clock.edtf)
        return replace(found, edtf=found.edtf + self.clock.edtf)


@dataclass(frozen=True, slots=True)
class Open(Moment):
    """A stretch between two moments, or with one end open; the ends belong to it unless the flags say otherwise."""

    start: Moment | None = None
    end: Moment | None = None
    start_included: bool = True
    end_included: bool = True

    def _resolve(self, ref: dt.date | None, lean: Lean) -> Stretch | None:
        if self.start is None or self.end is None:
            one = self.start or self.end
            found = one.resolve(ref, lean or (-1 if self.start else 1)) if one is not None else None
            if found is None:
                return None
            if "/" in found.edtf and found.first and found.last:
                found = replace(found, edtf=(found.first if self.start else found.last).isoformat())
            if self.start is not None:
                return Stretch(found.edtf + "/..", found.first)
            return Stretch("../" + found.edtf, None, found.last)
        return self._between(self.start, self.end, ref, lean)

    def _between(self, start: Moment, end: Moment, ref: dt.date | None, lean: Lean) -> Stretch | None:
        last = end.resolve(ref, lean)
        if last is None:
            return None
        dated = isinstance(end, Fixed) and end.year is not None
        if dated and isinstance(start, Fixed) and start.year is None and start.which is None and last.first:
            # The year of the later end is the earlier one's too: "between March and May 2020".
            first = start.resolve(last.first, -1)
        else:
            first = start.resolve(ref, lean)
        if first is None:
            return None
        if isinstance(start, Fixed) and lean > 0 and ref and first.first and last.last and first.first > last.last:
            # "is to last from 4 May to 20 June", said in between
            begun = start.resolve(last.last, -1)
            if begun and begun.first and begun.first <= ref and begun.first <= last.last:
                first = begun
        if first.first and last.last and first.first > last.last:
            if lean > 0 or getattr(start, "which", None) is not None:
                last = end.resolve(first.last, 1)
            else:
                first = start.resolve(last.first, -1)
        if first is None or last is None:
            return None
        low, high = first.edtf.split("/")[0], last.edtf.split("/")[-1]
        if (first.first and last.last and first.first > last.last) or ".." in (low, high):
            return None
        if low.startswith("T") != high.startswith("T"):
            return None
        return Stretch(edtf.interval(low, high), first.first, last.last)
