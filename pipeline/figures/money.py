"""Money: signs, ISO 4217 codes and names, before and after the amount, with their subdivisions."""

from __future__ import annotations

from decimal import Decimal

from pipeline.figures.atoms import DIGITS, LETTERS, Atoms
from pipeline.figures.currencies import MoneyContext, currencies
from pipeline.figures.numerals import lexicon as numeral_lexicon
from pipeline.figures.readings import Reading

__all__ = ["is_currency_code", "money_name_at", "read_money"]

_CUE_REACH = 12
_SMALL_SUM = 100
_PAID_BY = frozenset(["hour", "day", "night", "week", "month", "year", "head", "person", "household", "game"])
_HYPHENS = frozenset("-‐‑–")


def read_money(atoms: Atoms, reading: Reading, context: MoneyContext, floor: int = 0) -> bool:
    """Read a number as a sum of money where a currency stands by it; the reading is changed in place.

    Returns
    -------
    bool
        Whether a currency was found.
    """
    before = reading.first > floor and _before(atoms, reading, context)
    after = _after(atoms, reading, context)
    if not before and not after:
        return False
    reading.kind = "money"
    reading.core_first, reading.core_last = reading.first, reading.last
    if reading.unit and len(reading.unit) == 3 and reading.unit.isupper():
        context.last_code = reading.unit
    return True


def is_currency_code(raw: str) -> bool:
    """Return whether a word is an ISO 4217 code as it would be glued to an amount ("USD115")."""
    tables = currencies()
    return raw.isupper() and (raw in tables.codes or (len(raw) == 4 and raw[0] == "M" and raw[1:] in tables.codes))


def money_name_at(atoms: Atoms, index: int) -> tuple[int, str] | None:
    """Return the last atom and the code of a currency's name in the singular ("a dollar"), where one begins."""
    if atoms.at(index) not in ("dollar", "euro", "us", "u.s.", "penny"):
        return None
    if atoms.at(index) == "penny":
        return index, "USD"
    return currencies().names.forward(atoms, index)


def _set(reading: Reading, unit: str, rule: str) -> None:
    reading.unit = unit
    reading.rules.append(rule)


def _before(atoms: Atoms, reading: Reading, context: MoneyContext) -> bool:
    tables = currencies()
    at = reading.first - 1
    if at < 0 or not atoms.same_sentence(at, reading.first):
        return False
    if (
        atoms.raw[at] in ("-", "−", "–")
        and atoms.raw[at - 1 : at]
        and atoms.raw[at - 1] in tables.signs
        and atoms.glued[at]
    ):
        reading.low, reading.high = _negated(reading)
        at -= 1
    raw, low = atoms.raw[at], atoms.low[at]
    if raw in tables.signs:
        unit, first = tables.signs[raw], at
        if raw == "$":
            unit, first = _dollar(atoms, at)
        if raw == "¥" and context.resolve("yuan") and not context.resolve("yen"):
            unit = "CNY"
        if first > 1 and atoms.raw[first - 1] in ("-", "−") and atoms.glued[first] and not atoms.glued[first - 1]:
            first -= 1
            reading.low, reading.high = _negated(reading)
        reading.first = first
        _set(reading, unit, "money.sign_before")
        return True
    if atoms.kind[reading.first] != DIGITS:
        return False
    if raw == "#" and reading.number.scaled and not atoms.glued[reading.first]:
        # The Penn Treebank's way to write the pound sign, in texts that came through it.
        reading.first = at
        _set(reading, "GBP", "money.sign_before")
        return True
    if low == "." and atoms.low[at - 1 : at] in (["rs"], ["sh"], ["rp"]) and atoms.glued[at]:
        at, low = at - 1, atoms.low[at - 1]
        raw = atoms.raw[at]
    if atoms.kind[at] != LETTERS or atoms.is_glued(at):
        return False
    if low in tables.letter_signs and (raw[0].isupper() or low == "kr"):
        unit = tables.letter_signs[low]
        if unit == "INR":
            unit = context.resolve("rupee") or unit
        if low in ("le", "sh", "tl", "tk", "dm", "cfa") and not raw.isupper():
            return False
        reading.first = at
        _set(reading, unit, "money.letters_before")
        return True
    code = _code(atoms, at, reading)
    if code:
        reading.first = at
        _set(reading, code, "money.code_before")
        return True
    return _name_before(atoms, at, reading, context)


def _name_before(atoms: Atoms, at: int, reading: Reading, context: MoneyContext) -> bool:
    """Read "ringgit 42", "dollar 22.5 million": rare, and only where no noun follows that the number could count."""
    if atoms.low[at] not in currencies().bare or atoms.low[at] in ("real", "won", "mark", "crown", "pound", "pounds"):
        return False
    follower = reading.last + 1
    if follower < len(atoms) and atoms.kind[follower] == LETTERS and atoms.same_sentence(at, follower):
        return False
    found = currencies().names.backward(atoms, at)
    if found is None:
        return False
    reading.first = found[0]
    _set(reading, _resolved(found[1], context), "money.name_before")
    return True


def _negated(reading: Reading) -> tuple[Decimal | None, Decimal | None]:
    return (
        None if reading.high is None else -abs(reading.high),
        None if reading.low is None else -abs(reading.low),
    )


def _dollar(atoms: Atoms, at: int) -> tuple[str, int]:
    """Return the code and the first atom of a dollar sign with the letters before it."""
    tables = currencies()
    before = at - 1
    if before < 0 or atoms.kind[before] != LETTERS:
        return "USD", at
    if atoms.is_glued(before) and (atoms.kind[before - 1] in (LETTERS, DIGITS) or atoms.raw[before - 1] in "-'’/."):
        return "USD", at
    raw, low = atoms.raw[before], atoms.low[before]
    if raw.upper() in tables.codes and len(raw) == 3 and (raw.isupper() or atoms.glued[at]):
        return raw.upper(), before
    code = tables.prefixes.get(low)
    if code is None:
        return "USD", at
    if atoms.glued[at]:
        fits = raw[0].isupper()
    elif low == "us":
        fits = raw == "US" or atoms.at(before - 1) in ("a", "an", "the", "'s", "s", "about", "for", "of", "(", "")
    else:
        fits = (len(low) > 1 and raw[0].isupper()) or low == "c" or low == "hk"
    return (code, before) if fits else ("USD", at)


def _code(atoms: Atoms, index: int, reading: Reading) -> str:
    """Return an ISO 4217 code written at an atom, or ``""``."""
    raw = atoms.raw[index]
    tables = currencies()
    upper = raw.upper()
    if (
        len(raw) == 4
        and raw[0] == "M"
        and raw.isupper()
        and raw[1:] in ("USD", "EUR", "GBP", "AUD", "SEK", "NOK", "CHF", "CAD")
    ):
        reading.scale(Decimal(1_000_000))
        return raw[1:]
    if len(raw) != 3 or upper not in tables.codes:
        return ""
    if not raw.isupper() and upper not in ("USD", "EUR", "GBP", "RMB"):
        return ""
    if upper in tables.wordlike:
        value = reading.high or Decimal(0)
        neighbours = (atoms.raw[i] for i in (index - 1, index + 1) if 0 <= i < len(atoms) and atoms.kind[i] == LETTERS)
        shouted = any(other.isupper() and len(other) > 1 for other in neighbours)
        if shouted or value < _SMALL_SUM or (reading.number.spelled and not reading.number.scaled):
            return ""
    return {"RMB": "CNY", "NIS": "ILS"}.get(upper, upper)


def _after(atoms: Atoms, reading: Reading, context: MoneyContext) -> bool:
    tables = currencies()
    at = reading.last + 1
    if at >= len(atoms) or not atoms.same_sentence(reading.last, at):
        return False
    hyphenated = atoms.raw[at] in _HYPHENS and atoms.glued[at] and atoms.is_glued(at + 1)
    if hyphenated:
        at += 1
    if atoms.low[at] == "of" and reading.number.form in ("vague", "approximate") and not reading.unit:
        found = tables.names.forward(atoms, at + 1)
        if found is None or atoms.low[found[0]] in ("marks", "mark", "crowns", "reals"):
            return False
        reading.last = found[0]
        _set(reading, _resolved(found[1], context), "money.of_name")
        return True
    raw, low = atoms.raw[at], atoms.low[at]
    found = tables.names.forward(atoms, at)
    if reading.unit:
        return _redundant(atoms, at, reading, found)
    if raw in tables.signs and not _starts_sum(atoms, at):
        reading.last = at
        _set(reading, tables.signs[raw], "money.sign_after")
        return True
    if low in tables.prefixes and atoms.at(at + 1) == "$" and atoms.is_glued(at + 1) and not _starts_sum(atoms, at + 1):
        reading.last = at + 1
        _set(reading, tables.prefixes[low], "money.sign_after")
        return True
    if raw == "€" and atoms.at(at + 1) == "ur":
        reading.last = at + 1
        _set(reading, "EUR", "money.sign_after")
        return True
    if found is not None and not _is_weight(atoms, reading, found, context):
        last, unit = found
        if atoms.low[last] in (
            "won",
            "real",
            "marks",
            "mark",
            "crown",
            "crowns",
            "rand",
            "kip",
            "dong",
            "lev",
            "leu",
            "lei",
        ) and (not _plausible(atoms, reading, last)):
            return False
        reading.last, reading.named = last, True
        _set(reading, _resolved(unit, context), "money.name_after")
        if atoms.at(last + 1) == "sterling":
            reading.last = last + 1
        return True
    if low in tables.subdivisions and (len(low) > 2 or low == "¢"):
        return _subdivision(atoms, at, reading, context)
    if low in ("p", "c", "¢"):
        return _subdivision(atoms, at, reading, context)
    if atoms.kind[at] != LETTERS:
        return False
    code = _code(atoms, at, reading)
    if not code and low in tables.letter_signs and raw[0].isupper() and low not in ("le", "sh", "cfa"):
        code = tables.letter_signs[low]
    if not code and raw in ("LE", "L.E.", "L.E", "l.e."):
        code = "EGP"
    if not code:
        return False
    if atoms.is_glued(at + 1) and atoms.kind[at + 1] == DIGITS:
        return False
    reading.last = at
    _set(reading, code, "money.code_after")
    scale = numeral_lexicon().scales.get(atoms.at(at + 1))
    if scale is not None and not reading.number.scaled:
        reading.scale(scale)
        reading.number.scaled = True
        reading.last = at + 1
    return True


def _redundant(atoms: Atoms, at: int, reading: Reading, found: tuple[int, str] | None) -> bool:
    """Take a currency's name after its sign ("$9.99 US dollars") into the span."""
    if found is not None and atoms.low[found[0]] in ("dollar", "dollars", "euros", "pounds", "sterling"):
        reading.last = found[0]
        if reading.unit == "USD" and len(found[1]) == 3:
            reading.unit = found[1]
    elif reading.unit == "USD" and atoms.low[at] in ("canadian", "australian") and atoms.kind[at] == LETTERS:
        follower = at + 1
        if follower >= len(atoms) or atoms.kind[follower] != LETTERS:
            reading.unit = "CAD" if atoms.low[at] == "canadian" else "AUD"
            reading.last = at
    return False


def _starts_sum(atoms: Atoms, at: int) -> bool:
    """Tell "10 $ 30" (a sign before 30) from "10 $" by where the sign is glued."""
    follower = at + 1
    if follower >= len(atoms) or atoms.kind[follower] != DIGITS:
        return False
    return atoms.glued[follower] or (not atoms.glued[at] and atoms.at(follower + 1) not in currencies().signs)


def _subdivision(atoms: Atoms, at: int, reading: Reading, context: MoneyContext) -> bool:
    tables = currencies()
    name = atoms.low[at]
    code, parts = tables.subdivisions[name]
    if len(name) == 1 and name != "¢":
        glued = atoms.glued[at] or (name == "c" and atoms.kind[reading.first] == DIGITS and at + 1 >= len(atoms))
        if (
            not glued
            or atoms.raw[at] != name
            or reading.number.scaled
            or (atoms.is_glued(at + 1) and atoms.kind[at + 1] != "s")
        ):
            return False
        if name == "c" and (reading.high or Decimal(0)) >= 1000:
            return False
    if not code:
        last = context.last_code
        code = last if last and last not in ("JPY", "KRW", "INR", "RUB", "CNY") else "USD"
        if name in ("penny", "pennies"):
            code = last if last in ("USD", "GBP", "EUR") else last if last else "USD"
    reading.last, reading.named, reading.subdivision = at, True, parts
    reading.scale(1 / Decimal(parts))
    _set(reading, code, "money.subdivision")
    return True


def _resolved(unit: str, context: MoneyContext) -> str:
    """Return a code, or for a name of several currencies the one that the text points to, or the name itself."""
    if unit.startswith("?"):
        name = unit[1:]
        if name == "kroner":
            return context.resolve("kroner") or context.resolve("krone") or "krone"
        return context.resolve(name) or name
    if unit in ("INR", "SAR", "IRR", "AED", "TRY", "MXN", "SEK", "KRW"):
        base = {"INR": "rupee", "SAR": "riyal", "IRR": "rial", "SEK": "krona"}.get(unit)
        return (context.resolve(base) if base else "") or unit
    return unit


def _is_weight(atoms: Atoms, reading: Reading, found: tuple[int, str], context: MoneyContext) -> bool:
    """Tell pounds of weight from pounds sterling by what the sentence speaks of, then by the text's other sums."""
    last = found[0]
    if found[1] != "GBP" or atoms.low[last] not in ("pound", "pounds") or last - reading.last > 2:
        return False
    if atoms.at(last + 1) == "sterling":
        return False
    if atoms.at(last + 1) == "of" and atoms.at(last + 2) not in (
        "debt",
        "debts",
        "public",
        "taxpayers",
        "damage",
        "savings",
    ):
        return not reading.number.scaled
    window = range(max(0, reading.first - _CUE_REACH), min(len(atoms), last + _CUE_REACH))
    near = {atoms.low[i] for i in window if atoms.sentence[i] == atoms.sentence[reading.first]}
    tables = currencies()
    if near & tables.weight_cues:
        return True
    if atoms.at(last + 1) in ("a", "per", "each") and atoms.at(last + 2) in _PAID_BY:
        return False
    if near & tables.money_cues or any(sign in near for sign in ("£", "$", "€")) or context.names("£"):
        return False
    if reading.number.scaled and reading.number.value is not None and reading.number.value >= 1_000_000:
        return False
    return not reading.number.spelled or atoms.at(last) == "pound" or bool(near & {"tall", "inches", "feet", "over"})


def _plausible(atoms: Atoms, reading: Reading, last: int) -> bool:
    """Tell the won from the past tense, and marks from what a teacher gives: by scale or an adjective of country."""
    name = atoms.low[last]
    if name == "mark" and atoms.at(last - 1) not in ("german", "deutsche"):
        return False
    if last - reading.last > 1 and atoms.raw[last - 1][:1].isupper():
        return True
    value = reading.high or Decimal(0)
    if name in ("won", "dong"):
        return value >= 1000 and atoms.at(last + 1) not in ("the", "a", "an", "by")
    return value >= 100 and (reading.number.scaled or value >= 1000 or name in ("rand", "lei", "leu", "lev", "kip"))
