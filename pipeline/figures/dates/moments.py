"""Points and stretches of time as the text names them, resolved late against a reference.

A rule of the grammar makes a moment; what it comes to depends on the article's date and on the tense around it, which
are known only when the words have been chosen. Every moment resolves to a :class:`Stretch`, or to nothing.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field, replace

from pipeline.figures.dates import edtf
from pipeline.figures.dates.stretches import Lean, Stretch, add_months, last_day, nearest, season_stretch, unit_stretch

__all__ = [
    "Anchored",
    "CenturyBC",
    "DayOfMonth",
    "DayShift",
    "Decade",
    "Fixed",
    "Moment",
    "Period",
    "Relative",
    "Season",
    "Unknown",
    "WeekOf",
    "Weekday",
    "WeekdayFrom",
    "WeekendOf",
]


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
            found = self._resolve(ref, lean)
        except (ValueError, OverflowError):
            return None
        if self.about and found is not None and not set("/T~") & set(found.edtf):
            return replace(found, edtf=found.edtf + "~")
        return found

    def _resolve(self, ref: dt.date | None, lean: Lean) -> Stretch | None:
        raise NotImplementedError


_WINTER = "24"
_FAR = 300  # days; a newspaper names the year of a day that is farther away


@dataclass(frozen=True, slots=True)
class Fixed(Moment):
    """A year, a month or a day of the calendar.

    Without its year it is the one nearest to the article, in the verb's direction; a ``weekday`` (Monday is 0) or the
    words this, last or next (``which``) choose the year where the text gives them; ``years`` counts it from the
    article's. A ``weak`` date ("3/5") may be
    something else.
    """

    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    which: int | None = None
    years: int | None = None
    weak: bool = False

    def _in(self, year: int) -> Stretch | None:
        try:
            if self.month is None:
                return Stretch(edtf.year(year), dt.date(year, 1, 1), dt.date(year, 12, 31))
            if self.day is None:
                return Stretch(edtf.month(year, self.month), dt.date(year, self.month, 1), last_day(year, self.month))
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
        if self.years is not None and ref is not None:
            return self._in(ref.year + self.years)
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
            found = [f for f in found if self._fits(f, ref, lean)] or found
        if self.which == -1:
            found = [f for f in found if f.last and f.last < ref]
        elif self.which == 1:
            return next((f for f in found if f.first and f.first > ref), None)
        elif self.which == 0:
            return next((f for f in found if f.first and f.first.year == ref.year), None)
        closeness = 0.0 if self.day is None else 0.34 if self.weekday is None else 1.0
        return nearest(found, ref, lean, closeness=closeness)

    def _fits(self, found: Stretch, ref: dt.date, lean: Lean) -> bool:
        """Tell whether the weekday may choose this year: not one that the verb excludes, nor one that is far away.

        A wrong weekday is a commoner slip than a date that is a year off.
        """
        if found.first is None or found.first.weekday() != self.weekday:
            return False
        ahead = (found.first - ref).days
        return -_FAR <= ahead <= _FAR if lean == 0 else ahead * lean >= 0


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


@dataclass(frozen=True, slots=True)
class CenturyBC(Moment):
    """A hundred years before the common era: the 7th century BC is -06XX, 700 to 601 BC."""

    which: int

    def _resolve(self, ref: dt.date | None, lean: Lean) -> Stretch | None:
        return Stretch(f"-{self.which - 1:02d}XX")


@dataclass(frozen=True, slots=True)
class Season(Moment):
    """A season (21-24), quarter (33-36) or half (40-41) by its EDTF code.

    ``which`` is this, last or next one; ``years`` counts the year from the article's.
    """

    code: int
    year: int | None = None
    which: int | None = None
    years: int | None = None

    def _resolve(self, ref: dt.date | None, lean: Lean) -> Stretch | None:
        if self.year is not None:
            return season_stretch(self.year, self.code) if 1 <= self.year < 9998 else None
        if ref is None:
            return None
        if self.years is not None:
            return season_stretch(ref.year + self.years, self.code)
        around = [season_stretch(year, self.code) for year in range(ref.year - 2, ref.year + 3)]
        if self.which == -1:
            return [s for s in around if s.last and s.last < ref][-1]
        if self.which == 1:
            return next(s for s in around if s.first and s.first > ref)
        if self.which == 0:
            running = [s for s in around if s.first and s.last and s.first <= ref <= s.last]
            return running[0] if running else self._this(around, ref, lean)
        return nearest(around, ref, lean)

    @staticmethod
    def _this(around: list[Stretch], ref: dt.date, lean: Lean) -> Stretch | None:
        """Choose "this summer" before or after it: by the verb, else the closest; a winter bears two years."""
        past = [s for s in around if s.last and s.last < ref]
        coming = [s for s in around if s.first and s.first > ref]
        if lean:
            return past[-1] if lean < 0 else coming[0]
        if past[-1].edtf[-2:] != _WINTER:
            return min(around, key=lambda s: abs(int(s.edtf[:4]) - ref.year))
        return min((past[-1], coming[0]), key=lambda s: abs(((s.last if s is past[-1] else s.first) or ref) - ref))


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
class WeekdayFrom(Moment):
    """The n-th such day of the week after another moment or the article's date; a negative ``n`` counts back."""

    day: int
    n: int
    base: Moment | None = None

    def _resolve(self, ref: dt.date | None, lean: Lean) -> Stretch | None:
        start = ref
        if self.base is not None:
            found = self.base.resolve(ref, lean)
            start = None if found is None else found.last if self.n > 0 else found.first
        if start is None:
            return None
        if self.n > 0:
            date = start + dt.timedelta((self.day - start.weekday() - 1) % 7 + 7 * self.n - 6)
        else:
            date = start - dt.timedelta((start.weekday() - self.day - 1) % 7 - 7 * self.n - 6)
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
        return nearest(found, ref, lean, closeness=1.0)


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
        found = unit_stretch(self.unit, ref, offset)
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
        return nearest((unit_stretch(self.unit, ref, n) for n in (-1, 0, 1)), ref, lean)


@dataclass(frozen=True, slots=True)
class WeekOf(Moment):
    """The seven days from Monday that hold a day."""

    day: Moment

    def _resolve(self, ref: dt.date | None, lean: Lean) -> Stretch | None:
        found = self.day.resolve(ref, lean)
        return unit_stretch("week", found.first, 0) if found and found.first else None


@dataclass(frozen=True, slots=True)
class WeekendOf(Moment):
    """The weekend at a day, which is a long one where the day is a free Thursday, Friday or Monday."""

    day: Moment

    def _resolve(self, ref: dt.date | None, lean: Lean) -> Stretch | None:
        found = self.day.resolve(ref, lean)
        if found is None or found.first is None or found.first.weekday() in (1, 2):
            return None
        before, after = {0: (2, 0), 3: (0, 3), 4: (0, 2), 5: (0, 1), 6: (1, 0)}[found.first.weekday()]
        first, last = found.first - dt.timedelta(before), found.first + dt.timedelta(after)
        return Stretch(edtf.interval(first.isoformat(), last.isoformat()), first, last)


@dataclass(frozen=True, slots=True)
class Unknown(Moment):
    """Words that name a time which only the context could tell ("three years later")."""

    def _resolve(self, ref: dt.date | None, lean: Lean) -> Stretch | None:
        return None


@dataclass(frozen=True, slots=True)
class Anchored(Unknown):
    """So many units from another time of the text: "a year earlier", "that month"; see :mod:`.anchors`.

    With ``calendar`` the unit is the calendar's ("the following week"), not a length ("a week later").
    """

    amount: int
    unit: str
    calendar: bool = False
