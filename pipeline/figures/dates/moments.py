"""Points and stretches of time as the text names them, resolved late against a reference.

A rule of the grammar makes a moment; what it comes to depends on the article's date and on the tense around it, which
are known only when the words have been chosen. Every moment resolves to a :class:`Stretch`, or to nothing.
"""

from __future__ import annotations

import calendar
import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace

from pipeline.figures.dates import edtf

__all__ = [
    "Clock",
    "DayOfMonth",
    "DayShift",
    "Decade",
    "Fixed",
    "Holiday",
    "Moment",
    "Nth",
    "Open",
    "Period",
    "Relative",
    "Season",
    "Several",
    "Shift",
    "Stretch",
    "Timed",
    "Unknown",
    "WeekOf",
    "Weekday",
    "add_months",
]

Lean = int
"""Where the verb points: -1 to the past, 1 to the future, 0 unknown."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """A resolved moment: its EDTF, and its first and last day where the calendar has them."""

    edtf: str
    first: dt.date | None = None
    last: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Moment:
    """Something that names a time.

    ``modifier`` are words that bear on the reading without changing the stretch ("late" in "late 1980s"); ``about``
    says that the stretch is approximate.
    """

    modifier: str = field(default="", kw_only=True)
    about: bool = field(default=False, kw_only=True)

    def resolve(self, ref: dt.date | None, lean: Lean) -> Stretch | None:
        """Find the stretch meant.

        Parameters
        ----------
        ref
            The article's date, or nothing.
        lean
            -1 when the verb looks back, 1 when it looks ahead, 0 when nothing tells.

        Returns
        -------
        Stretch or None
            Nothing where the words leave it open, or name a day that no calendar has.
        """
        try:
            return self._resolve(ref, lean)
        except (ValueError, OverflowError):
            return None

    def _resolve(self, ref: dt.date | None, lean: Lean) -> Stretch | None:
        raise NotImplementedError


def add_months(date: dt.date, months: int) -> dt.date:
    """Move a date by whole months, to the last day of a shorter month if need be."""
    count = date.year * 12 + date.month - 1 + months
    year, month = divmod(count, 12)
    return dt.date(year, month + 1, min(date.day, calendar.monthrange(year, month + 1)[1]))


def _last_day(year: int, month: int) -> dt.date:
    return dt.date(year, month, calendar.monthrange(year, month)[1])


def _nearest(candidates: Iterable[Stretch], ref: dt.date, lean: Lean, *, closeness: float = 0.0) -> Stretch | None:
    """Choose among recurring stretches by the verb's direction.

    Without one the last that has begun is taken, unless the next is nearer by the factor ``closeness``: a newspaper
    that writes "March 20" on 9 March does not look back a year.
    """
    known = sorted((c for c in candidates if c.first and c.last), key=lambda c: c.first or dt.date.min)
    begun = [c for c in known if c.first and c.first <= ref]
    ahead = [c for c in known if c.last and c.last >= ref]
    if lean > 0:
        return ahead[0] if ahead else begun[-1] if begun else None
    if lean == 0 and closeness and begun and ahead:
        back = (ref - (begun[-1].last or ref)).days
        forth = ((ahead[0].first or ref) - ref).days
        if forth < back * closeness:
            return ahead[0]
    if begun:
        return begun[-1]
    return ahead[0] if ahead else None


@dataclass(frozen=True, slots=True)
class Fixed(Moment):
    """A year, a month or a day of the calendar.

    Without its year it is the one nearest to the article, in the verb's direction; a ``weekday`` (Monday is 0) or the
    words this, last or next (``which``) choose the year where the text gives them. A ``weak`` date ("3/5") may be
    something else.
    """

    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    which: int | None = None
    weak: bool = False

    def _in(self, year: int) -> Stretch | None:
        try:
            if self.month is None:
                return Stretch(edtf.year(year), dt.date(year, 1, 1), dt.date(year, 12, 31))
            if self.day is None:
                return Stretch(edtf.month(year, self.month), dt.date(year, self.month, 1), _last_day(year, self.month))
            date = dt.date(year, self.month, self.day)
        except ValueError:
            return None
        return Stretch(edtf.day(year, self.month, self.day), date, date)

    def _resolve(self, ref: dt.date | None, lean: Lean) -> Stretch | None:
        if self.year is not None:
            if not 1 <= self.year <= 9998:
                return Stretch(edtf.year(self.year)) if self.month is None and self.year > -9999 else None
            return self._in(self.year)
        if self.month is None:
            return None
        if ref is None:
            text = edtf.month(None, self.month) if self.day is None else edtf.day(None, self.month, self.day)
            return Stretch(text) if edtf.is_edtf(text) else None
        years = (
            range(ref.year - 8, ref.year + 9)
            if (self.month, self.day) == (2, 29)
            else range(ref.year - 1, ref.year + 2)
        )
        found = [f for f in (self._in(year) for year in years) if f]
        if self.weekday is not None:
            found = [f for f in found if f.first and f.first.weekday() == self.weekday] or found
        if self.which == -1:
            found = [f for f in found if f.last and f.last < ref]
        elif self.which == 1:
            return next((f for f in found if f.first and f.first > ref), None)
        elif self.which == 0:
            return next((f for f in found if f.first and f.first.year == ref.year), None)
        closeness = 0.0 if self.day is None else 0.34 if self.weekday is None else 1.0
        return _nearest(found, ref, lean, closeness=closeness)


@dataclass(frozen=True, slots=True)
class Decade(Moment):
    """Ten or a hundred years by their first year; ``start`` below 100 is a decade of a century not named."""

    start: int
    years: int = 10

    def _resolve(self, ref: dt.date | None, lean: Lean) -> Stretch | None:
        start = self.start
        if start < 100 and self.years == 10:
            # "the '80s" can only be the last ones; "the '20s" may be these or those a hundred years ago.
            if start < 30:
                return None
            start += 1900
        first = dt.date(max(start, 1), 1, 1)
        last = dt.date(min(start + self.years - 1, 9998), 12, 31)
        return Stretch(edtf.decade(start) if self.years == 10 else edtf.century(start), first, last)


_SEASON_MONTHS = {21: 3, 22: 6, 23: 9, 24: 12}
_DIVISION_MONTHS = {33: (1, 3), 34: (4, 3), 35: (7, 3), 36: (10, 3), 40: (1, 6), 41: (7, 6)}


@dataclass(frozen=True, slots=True)
class Season(Moment):
    """A season (21-24), quarter (33-36) or half (40-41) by its EDTF code.

    ``which`` is this, last or next one; ``years`` counts the year from the article's.
    """

    code: int
    year: int | None = None
    which: int | None = None
    years: int | None = None

    def _in(self, year: int) -> Stretch:
        if self.code in _SEASON_MONTHS:
            first, months = dt.date(year, _SEASON_MONTHS[self.code], 1), 3
        else:
            month, months = _DIVISION_MONTHS[self.code]
            first = dt.date(year, month, 1)
        return Stretch(edtf.season(year, self.code), first, add_months(first, months) - dt.timedelta(1))

    def _resolve(self, ref: dt.date | None, lean: Lean) -> Stretch | None:
        if self.year is not None:
            return self._in(self.year) if 1 <= self.year < 9998 else None
        if ref is None:
            return None
        if self.years is not None:
            return self._in(ref.year + self.years)
        around = [self._in(year) for year in range(ref.year - 2, ref.year + 3)]
        if self.which == -1:
            return [s for s in around if s.last and s.last < ref][-1]
        if self.which == 1:
            return next(s for s in around if s.first and s.first > ref)
        if self.which == 0:
            running = [s for s in around if s.first and s.last and s.first <= ref <= s.last]
            return running[0] if running else self._in(ref.year)
        return _nearest(around, ref, lean)


@dataclass(frozen=True, slots=True)
class DayShift(Moment):
    """Today and the days around it."""

    days: int

    def _resolve(self, ref: dt.date | None, lean: Lean) -> Stretch | None:
        if ref is None:
            return None
        date = ref + dt.timedelta(self.days)
        return Stretch(date.isoformat(), date, date)


@dataclass(frozen=True, slots=True)
class Weekday(Moment):
    """A day of the week (Monday is 0); ``which`` is this, last or next one; ``week`` the week that holds it."""

    day: int
    which: int | None = None
    week: Moment | None = None

    def _resolve(self, ref: dt.date | None, lean: Lean) -> Stretch | None:
        if ref is None:
            return None
        if self.week is not None:
            week = self.week.resolve(ref, lean)
            if week is None or week.first is None:
                return None
            date = week.first + dt.timedelta((self.day - week.first.weekday()) % 7)
        elif self.which == -1:
            date = ref - dt.timedelta((ref.weekday() - self.day - 1) % 7 + 1)
        elif self.which == 1:
            date = ref - dt.timedelta(ref.weekday()) + dt.timedelta(7 + self.day)
        elif self.which == 0 or lean > 0:
            date = ref + dt.timedelta((self.day - ref.weekday()) % 7)
        else:
            date = ref - dt.timedelta((ref.weekday() - self.day) % 7)
        return Stretch(date.isoformat(), date, date)


@dataclass(frozen=True, slots=True)
class DayOfMonth(Moment):
    """A day by its number and weekday ("Tuesday the 19th"): the nearest on which both agree."""

    day: int
    weekday: int

    def _resolve(self, ref: dt.date | None, lean: Lean) -> Stretch | None:
        if ref is None:
            return None
        found = []
        for months in range(-12, 13):
            first = add_months(ref.replace(day=1), months)
            date = first + dt.timedelta(self.day - 1)
            if date.month == first.month and date.weekday() == self.weekday:
                found.append(Stretch(date.isoformat(), date, date))
        return _nearest(found, ref, lean, closeness=1.0)


def _unit_stretch(unit: str, ref: dt.date, offset: int) -> Stretch:
    """Find the calendar unit that holds a date, or one before or after it."""
    if unit == "day":
        date = ref + dt.timedelta(offset)
        return Stretch(date.isoformat(), date, date)
    if unit in ("week", "weekend"):
        monday = ref - dt.timedelta(ref.weekday()) + dt.timedelta(7 * offset)
        first = monday if unit == "week" else monday + dt.timedelta(5)
        last = monday + dt.timedelta(6)
        return Stretch(edtf.interval(first.isoformat(), last.isoformat()), first, last)
    if unit == "month":
        first = add_months(ref.replace(day=1), offset)
        return Stretch(edtf.month(first.year, first.month), first, _last_day(first.year, first.month))
    if unit == "quarter":
        first = add_months(dt.date(ref.year, 3 * ((ref.month - 1) // 3) + 1, 1), 3 * offset)
        return Season((first.month - 1) // 3 + 33, first.year)._in(first.year)
    if unit == "year":
        year = ref.year + offset
        return Stretch(edtf.year(year), dt.date(year, 1, 1), dt.date(year, 12, 31))
    span = 10 if unit == "decade" else 100
    start = (ref.year // span + offset) * span
    return Stretch(
        edtf.decade(start) if span == 10 else edtf.century(start),
        dt.date(max(start, 1), 1, 1),
        dt.date(start + span - 1, 12, 31),
    )


@dataclass(frozen=True, slots=True)
class Relative(Moment):
    """A week, month, year … this, last or next;, month, year …; ``to_date`` ends it at the article's date."""

    unit: str
    offset: int = 0
    to_date: bool = False

    def _resolve(self, ref: dt.date | None, lean: Lean) -> Stretch | None:
        if ref is None:
            return None
        offset = self.offset
        if self.unit == "weekend" and offset == 0 and lean < 0 and ref.weekday() < 5:
            offset = -1  # "this weekend saw": the one just past
        found = _unit_stretch(self.unit, ref, offset)
        if self.to_date and found.first is not None:
            return Stretch(edtf.interval(found.first.isoformat(), ref.isoformat()), found.first, ref)
        return found


@dataclass(frozen=True, slots=True)
class Period(Moment):
    """The calendar unit that the text names with an article ("the weekend"): the nearest in the verb's direction."""

    unit: str

    def _resolve(self, ref: dt.date | None, lean: Lean) -> Stretch | None:
        if ref is None:
            return None
        return _nearest((_unit_stretch(self.unit, ref, n) for n in (-1, 0, 1)), ref, lean)


@dataclass(frozen=True, slots=True)
class WeekOf(Moment):
    """The seven days from Monday that hold a day."""

    day: Moment

    def _resolve(self, ref: dt.date | None, lean: Lean) -> Stretch | None:
        found = self.day.resolve(ref, lean)
        return _unit_stretch("week", found.first, 0) if found and found.first else None


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
                months = {"month": 1, "quarter": 3, "year": 12, "decade": 120, "century": 1200}[self.unit]
                date = add_months(start, self.amount * months)
        except (ValueError, OverflowError):
            return None
        if self.base is None:
            grain = {"month": 7, "quarter": 7, "year": 4, "decade": 4, "century": 4}.get(self.unit, 10)
        if grain == 4:
            return _unit_stretch("year", date, 0)
        return _unit_stretch("month" if grain == 7 else "day", date, 0)


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
        if self.unit in ("quarter", "half") and len(whole.edtf) == 4:
            count = 4 if self.unit == "quarter" else 2
            which = n if n > 0 else count + 1 + n
            if not 1 <= which <= count:
                return None
            return Season((32 if count == 4 else 39) + which, first.year)._in(first.year)
        if self.unit == "half":
            middle = first + dt.timedelta((last - first).days // 2)
            start, end = (first, middle) if n == 1 else (middle + dt.timedelta(1), last)
            return Stretch(edtf.interval(start.isoformat(), end.isoformat()), start, end)
        if self.unit == "month":
            date = add_months(first, n - 1) if n > 0 else add_months(last.replace(day=1), n + 1)
            return _unit_stretch("month", date, 0) if first <= date <= last else None
        if self.unit == "year":
            year = first.year + n - 1 if n > 0 else last.year + n + 1
            return _unit_stretch("year", dt.date(year, 1, 1), 0) if first.year <= year <= last.year else None
        if self.unit == "decade":
            start_year = first.year + 10 * (n - 1) if n > 0 else last.year + 1 + 10 * n
            return Decade(start_year).resolve(ref, lean) if first.year <= start_year <= last.year else None
        if self.unit == "weekend":
            saturday = Nth(n, "day", self.of, weekday=5).resolve(ref, lean)
            return _unit_stretch("weekend", saturday.first, 0) if saturday and saturday.first else None
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
        return _unit_stretch("week" if self.unit == "week" and self.weekday is None else "day", date, 0)


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
class Holiday(Moment):
    """A feast; ``rule`` gives its day in a year, where there is one.

    A ``weak`` one is named by a common word and needs a preposition to be read as a day.
    """

    rule: Callable[[int], dt.date | None] | None
    year: int | None = None
    which: int | None = None
    weak: bool = False

    def _resolve(self, ref: dt.date | None, lean: Lean) -> Stretch | None:
        if self.rule is None:
            return None
        if self.year is not None:
            date = self.rule(self.year)
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
        return _nearest((Stretch(d.isoformat(), d, d) for d in dates), ref, lean, closeness=0.34) or (
            Stretch(dates[0].isoformat(), dates[0], dates[0]) if len(dates) == 1 else None
        )


@dataclass(frozen=True, slots=True)
class Clock:
    """A time of day; ``zone`` is an offset as ISO 8601 writes it, or empty."""

    hour: int
    minute: int | None = None
    second: int | None = None
    zone: str = ""

    @property
    def edtf(self) -> str:
        """The time with its ``T``, to the minute at least."""
        seconds = "" if self.second is None else f":{self.second:02d}"
        return f"T{self.hour:02d}:{self.minute or 0:02d}{seconds}{self.zone}"


@dataclass(frozen=True, slots=True)
class Timed(Moment):
    """A time of day on a day; without a day it is the article's, if the text says so, or a bare time."""

    clock: Clock
    day: Moment | None = None

    def _resolve(self, ref: dt.date | None, lean: Lean) -> Stretch | None:
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
        # The year or the month of the later end is the earlier one's too: "between March and May 2020".
        if (isinstance(start, Fixed) and start.year is None and last.first is not None) or (
            isinstance(start, (Weekday, Season, Holiday)) and last.first is not None and ref is not None
        ):
            first = start.resolve(last.first, -1)
        else:
            first = start.resolve(ref, lean)
        if first is None:
            return None
        low, high = first.edtf.split("/")[0], last.edtf.split("/")[-1]
        if first.first and last.last and first.first > last.last:
            return None
        return Stretch(edtf.interval(low, high), first.first, last.last)


@dataclass(frozen=True, slots=True)
class Unknown(Moment):
    """Words that name a time which only the context could tell ("three years later")."""

    def _resolve(self, ref: dt.date | None, lean: Lean) -> Stretch | None:
        return None
