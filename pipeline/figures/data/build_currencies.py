"""Write currencies.tsv from CLDR by way of Babel: ``python build_currencies.py > currencies.tsv`` (needs ``babel``).

Columns: ISO 4217 code; current (1) or historic (0); names in lower case, singular and plural; territories whose
money it is now, in lower case.
"""

from __future__ import annotations

import datetime as dt
import sys

from babel import Locale  # type: ignore[import-not-found,unused-ignore]
from babel.core import get_global  # type: ignore[import-not-found,unused-ignore]


def main() -> None:
    """Print the table."""
    locale = Locale("en")
    plurals = locale._data["currency_names_plural"]
    places: dict[str, list[str]] = {}
    current: set[str] = set()
    for territory, spells in get_global("territory_currencies").items():
        for code, _, until, tender in spells:
            if tender and (until is None or until[0] > dt.date.today().year):
                current.add(code)
                name = locale.territories.get(territory)
                if name:
                    places.setdefault(code, []).append(name.lower())
    out = sys.stdout
    out.write("# Currencies: CLDR (en) by way of Babel; written by build_currencies.py\n")
    for code in sorted(locale.currencies):
        if code.startswith("X") and code not in {"XAF", "XCD", "XOF", "XPF"}:
            continue
        names = {name.lower() for name in (*plurals.get(code, {}).values(), locale.currencies[code])}
        names = {name for name in names if not any(char in name for char in "()0123456789–")}
        if names:
            row = (code, str(int(code in current)), "|".join(sorted(names)), "|".join(sorted(places.get(code, ()))))
            out.write("\t".join(row) + "\n")


if __name__ == "__main__":
    main()
