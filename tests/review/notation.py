"""Claims in a compact notation, so that a case reads as language.

``{400,000|=400000 of:death}`` is a figure, ``<Ito|Jane Ito>`` a name, ``<Doral>`` a name that is its own canonical
form. A figure's value is a sign and a number or range (``=18``, ``>400000``, ``>=5``, ``<18``, ``~6e6`` about,
``<~18`` nearly, ``>~18`` just over, ``+~24`` vague), then ``of:`` (counted), ``unit:``, ``per:``, ``kind:``;
``@2026-03-05`` is a date. The rest of a claim are fields beside ``text``.
"""

import re
from decimal import Decimal

from pipeline.review.reconcile import Standing, reconcile
from pipeline.review.signature import Names
from pipeline.schema import Claim, Entity, Figure, Review
from pipeline.settings import Settings

_MARK = re.compile(r"\{([^|}]*)\|([^}]*)\}|<([^|>]*)(?:\|([^>]*))?>")
_VALUE = re.compile(r"(<~|>~|\+~|>=|<=|=|>|<|~)(-?\d+(?:\.\d+)?(?:e\d+)?)(?:\.\.(\d+(?:\.\d+)?))?$")


def claim(spec, start=0):
    """Build a claim from its notation: a string, or a dict with ``text`` and other fields."""
    fields = {"text": spec} if isinstance(spec, str) else dict(spec)
    marked = fields.pop("text")
    text, figures, entities, last = "", [], [], 0
    for match in _MARK.finditer(marked):
        text += marked[last : match.start()]
        surface = match[1] if match[1] is not None else match[3]
        at = start + len(text)
        place = {"start": at, "end": at + len(surface), "text": surface}
        if match[1] is not None:
            figures.append(figure(match[2], place))
        else:
            entities.append(Entity(**place, label="PERSON", name=match[4] or surface))
        text += surface
        last = match.end()
    text += marked[last:]
    fields.setdefault("sentence", text)
    return Claim(
        text=text, start=start, end=start + len(text), figures=tuple(figures), entities=tuple(entities), **fields
    )


def figure(spec, place):
    first, *rest = spec.split()
    options = dict(part.split(":", 1) for part in rest)
    options = {{"of": "counted"}.get(name, name): value for name, value in options.items()}
    if first.startswith("@"):
        return Figure(**place, kind="date", period=first[1:], **options)
    if first == "?":
        return Figure(**place, kind=options.pop("kind", "number"), **options)
    sign, low, high = _VALUE.match(first).groups()
    low = Decimal(low)
    high = Decimal(high) if high else low
    options.setdefault("kind", "count")
    values = {
        "=": {"low": low, "high": high},
        "~": {"low": low, "high": high, "approx": "about"},
        ">": {"low": low, "low_included": False},
        ">=": {"low": low},
        "<": {"high": low, "high_included": False},
        "<=": {"high": low},
        "<~": {"high": low, "high_included": False, "approx": "below"},
        ">~": {"low": low, "low_included": False, "approx": "above"},
        "+~": {"low": low, "approx": "vague"},
    }[sign]
    return Figure(**place, **values, **options)


def claims(specs):
    """Build the claims of an article, one after the other."""
    built, start = [], 0
    for spec in [specs] if isinstance(specs, (str, dict)) else specs:
        one = claim(spec, start)
        built.append(one)
        start = one.end + 1
    return built


def entities(built):
    return [entity for one in built for entity in one.entities]


_LETTERS = "bcdfghjkmnpqrstvwxz"


def claim_id(number):
    return f"c-{_LETTERS[number // 361]}{_LETTERS[number // 19 % 19]}{_LETTERS[number % 19]}ccc"


def carry_over(old, new, verdicts, settings=None):
    """Reconcile two versions; ``verdicts`` are the statuses of the old claims."""
    settings = settings or Settings()
    standing = [
        Standing(claim=one.model_copy(update={"id": claim_id(n)}), review=Review(status=verdict, notes=f"note {n}"))
        for n, (one, verdict) in enumerate(zip(old, verdicts, strict=True))
    ]
    return reconcile(
        standing,
        new,
        names=Names(entities(old), entities(new)),
        settings=settings,
        article_id="article",
        taken=(),
    )
