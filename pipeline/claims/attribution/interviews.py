"""Speech without quotation marks: an interview's answers, a transcript's turns, a paragraph that a colon announces.

An interview sets questions and answers in paragraphs of their own and names nobody again. It is told from an article
whose headings ask ("What is the alliance?") by who speaks: the answers say "I", and the questions "you", or the article
says that somebody was interviewed.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from spacy.tokens import Doc, Token

from pipeline.claims.attribution.lexicon import verb_forms
from pipeline.claims.attribution.quotes import MARKS
from pipeline.claims.attribution.raw import Raw
from pipeline.claims.attribution.sources import can_speak, may_be_source, source_span
from pipeline.claims.attribution.stretches import subjects
from pipeline.schema import Entity

__all__ = ["Turn", "announced", "turns"]

_LEAST = 3
"""Questions, or turns, that make an interview or a transcript."""
_SHORT = 25
_LONGEST = 5
"""Sentences; whoever asks says no more before the question."""
# "You can fall at any moment" is said of anybody.
_ANYBODY = re.compile(
    r"\b[Yy]ou (?:can|can['’]t|cannot|could|get|have to|just|must(?! (?:be|feel|find|have|know|miss)\b)|need|never"
    r"|should|will|would)\b"
)
_PROMPT = re.compile(r"(?:Please )?(?:[Tt]ell|[Tt]alk|[Ww]alk|[Gg]ive|[Tt]ake) (?:us|me) |(?:Please )?[Dd]escribe ")
_STOP = re.compile(r"[.!?…](?= )")
_I = frozenset({"i", "my", "me", "we", "our", "us"})
_YOU = frozenset({"you", "your", "yourself"})
_SPEAKS = frozenset({"say", "claim", "stance", "writing"})
_INTERVIEWS = frozenset({"interview", "interviews", "interviewed", "interviewing"})
_MEETS = frozenset({"spoke", "talked", "chatted", "speaks", "talks", "spoken", "sat", "caught"})
# "REYES:", "**Reyes:**", "SEN. ANA REYES (I):", "JO HALE, CNN HOST:".
_LABEL = re.compile(
    r"(?:\*\*|__)?((?:[A-Z][\w.’'-]*)(?: [A-Z][\w.’'-]*){0,3})(?:, [A-Z][\w.’' -]{0,30})?(?: ?\([^()\n]{1,30}\))? ?"
    r"(?::(?:\*\*|__)|(?:\*\*|__)?:) +"
)
_QUESTIONER = re.compile(r"(?:Q|Question|Interviewer)\Z", re.I)
_CHAIR = re.compile(r"(?:Anchor|Chair|Chairman|Chairwoman|Host|Moderator|Presenter|Reporter|Speaker)\Z", re.I)
_SIGNED = re.compile(r"(?:^|[\"”’'] )[—–-]{1,2} ?((?:[A-Z][\w’'-]+ ?){1,3})(?=[,.\n]|\Z)", re.M)
_ANSWERER = re.compile(r"(?:A|Answer)\Z", re.I)
_TITLED = re.compile(
    r"\b[Ii]nterview(?:s|ed|ing)?(?: with)? (?:(?!(?:about|at|for|from|in|of|on|over)\b)[a-z][\w’'-]* ){0,5}"
    r"((?:[A-Z][\w.’'-]+ ){1,3}[A-Z][\w’'-]+)"
)


@dataclass(frozen=True)
class Turn:
    """What somebody says in paragraphs of their own, in characters; no speaker where that is the article's voice."""

    start: int
    end: int
    speaker: str
    named: bool


def turns(doc: Doc, borders: Sequence[tuple[int, int]], entities: Sequence[Entity], title: str = "") -> list[Turn]:
    """Return the turns of an interview or a transcript; none where the article is neither.

    Parameters
    ----------
    doc
        Parsed by the reader.
    borders
        Its paragraphs, in characters.
    entities
        The names of the document, canonical.
    title
        Of the article, where the text does not hold it.
    """
    text = doc.text
    people = [e for e in entities if e.label == "PERSON" and " " in e.name]
    return _labelled(text, borders, people) or _answers(doc, text, borders, people, title)


def _labelled(text: str, borders: Sequence[tuple[int, int]], people: Sequence[Entity]) -> list[Turn]:
    """Read "REYES: The bill failed.": paragraphs that open with who speaks, two or more of them by turns."""
    opened = [(m, end) for start, end in borders if (m := _LABEL.match(text, start, end))]
    # "SEN. ANA REYES" is "REYES" from then on.
    labels = [m.group(1).split()[-1].casefold() for m, _ in opened]
    again = {label for label in labels if labels.count(label) > 1}
    if len(again) < 2 or sum(label in again for label in labels) < _LEAST + 1:
        return []
    found = []
    for m, end in opened:
        label = m.group(1)
        if label.split()[-1].casefold() not in again or _QUESTIONER.match(label):
            continue
        if _CHAIR.match(label):
            found.append(Turn(m.end(), end, f"the {label.lower()}", False))
            continue
        name = "" if _ANSWERER.match(label) else _full(label, people)
        found.append(Turn(m.end(), end, name or "interviewee", bool(name)))
    return found


def _full(label: str, people: Sequence[Entity]) -> str:
    """Return the full name of a label: "REYES" of Ana Reyes."""
    last = label.split()[-1].casefold()
    names = {person.name for person in people if person.name.split()[-1].casefold() == last}
    if len(names) == 1:
        name = names.pop()
        return name.title() if name.isupper() else name
    return label.title() if label.isupper() and len(label) > 3 else label


def _answers(
    doc: Doc, text: str, borders: Sequence[tuple[int, int]], people: Sequence[Entity], title: str
) -> list[Turn]:
    asked = _questions(text, borders)
    titled = bool(_INTERVIEWS & set(re.findall(r"\w+", title.casefold())))
    if len(asked) < (1 if titled else _LEAST - 1):
        return []
    led = _led(text, borders, asked)
    answered = [i for i in range(len(borders)) if i not in asked | led and _answer(text, borders[i])]
    answered = [i for i in answered if i > min(asked | led)]
    first_person = sum(bool(_I & _words(text, borders[i])) for i in answered)
    second_person = sum(bool(_YOU & _words(text, borders[i])) for i in asked | led)
    lead = text[: borders[min(asked | led)][0]]
    told = bool(_INTERVIEWS & set(re.findall(r"\w+", f"{title} {lead}".casefold())))
    enough = len(asked) >= _LEAST and first_person >= _LEAST - 1 and second_person >= _LEAST - 1
    if not (enough or (told and first_person)):
        return []
    first = text[slice(*borders[0])]
    name = _interviewee(doc, len(lead), people, title if first.endswith(".") else f"{title}\n{first}")
    return [Turn(*borders[i], name or "interviewee", bool(name)) for i in answered]


def _questions(text: str, borders: Sequence[tuple[int, int]]) -> set[int]:
    """Return the paragraphs of whoever asks.

    Those end with a question; the one after it is an answer, though it may ask something itself, unless it is one
    short question more.
    """
    asked: set[int] = set()
    for i, (start, end) in enumerate(borders):
        words = text[start:end].rstrip('"”’) ')
        if _PROMPT.match(words) and words.endswith(".") and len(words.split()) < _SHORT and i - 1 not in asked:
            asked.add(i)
        long = len(_STOP.findall(words)) > _LONGEST
        if not words.endswith("?") or words[:1] in MARKS or long:
            continue
        further = len(words.split()) < _SHORT and not re.search(r"[.!?…] ", words)
        if i - 1 not in asked or further:
            asked.add(i)
    return asked


def _led(text: str, borders: Sequence[tuple[int, int]], asked: set[int]) -> set[int]:
    """Return the paragraphs that lead somebody on without asking: "That must make you proud.", and "I" answers.

    They follow an answer, not a question, or stand before the first question with an answer between.
    """
    told = {i for i, border in enumerate(borders) if _I & _words(text, border)}
    found: set[int] = set()
    for i, (start, end) in enumerate(borders[:-1]):
        words = text[start:end].rstrip()
        short = len(words.split()) < _SHORT and len(_STOP.findall(words)) < 2 and words[:1] not in MARKS
        if not short or i in asked or i in told or i - 1 in asked | found or i + 1 in asked:
            continue
        leads = bool(_YOU & _words(text, (start, end))) and i + 1 in told and not _ANYBODY.search(words)
        if leads and (i > min(asked) or i + 2 in asked):
            found.add(i)
    return found


def _answer(text: str, border: tuple[int, int]) -> bool:
    """Whether a paragraph is one of speech, and no heading, caption or credit."""
    words = text[slice(*border)].strip()
    return words[-1:] in ".!?…;:\"'”’)" and len(words.split()) > 1 and not _captions(words)


def _captions(words: str) -> bool:
    return bool(re.search(r"\b(?:Image|Photo|Picture|Credit)s?:", words)) or words.startswith("File photo")


def _words(text: str, border: tuple[int, int]) -> set[str]:
    """Return the words of a paragraph, contractions opened, quotations left out."""
    plain = re.sub(r"[“\"][^”\"]*[”\"]", " ", text[slice(*border)])
    return set(re.findall(r"\w+", plain.casefold()))


def _interviewee(doc: Doc, lead: int, people: Sequence[Entity], title: str) -> str:
    """Return whom the title or the lead names as the one interviewed, if that is one person."""
    titled = {p.name for p in people if p.name in title}
    if not titled and (m := _TITLED.search(title)):
        titled = {m.group(1)}
    if len(titled) == 1:
        return titled.pop()
    met = {p.name for p in people if p.start < lead and _is_met(doc, p)}
    # "— Hale, on the new dam", below a line that is set apart.
    signed = {_full(label.strip(), people) for label in _SIGNED.findall(doc.text)}
    met = met or {name for name in signed if name in {p.name for p in people}}
    return met.pop() if len(met) == 1 else ""


def _is_met(doc: Doc, person: Entity) -> bool:
    """Whether a person is interviewed, or spoken to: "interviewed Ana Ruiz", "an interview with", "spoke with"."""
    span = doc.char_span(person.start, person.end, alignment_mode="expand")
    if span is None:
        return False
    node: Token = span.root
    for _ in range(4):
        above = node.head
        links = {c.lower_ for c in node.children if c.dep_ == "case"}
        if above.lower_ in _INTERVIEWS and (node.dep_ in ("obj", "nsubj:pass") or "with" in links):
            return True
        if above.lower_ in _MEETS and links & {"to", "with"}:
            return True
        if above.i == node.i or node.dep_ not in ("appos", "flat", "nmod", "nmod:desc", "conj", "compound"):
            return False
        node = above
    return False


def announced(
    doc: Doc, borders: Sequence[tuple[int, int]], taken: Sequence[tuple[int, int]]
) -> list[tuple[Raw, int, int]]:
    """Find paragraphs without quotation marks that a colon announces: "The church denied this:" and the denial below.

    Parameters
    ----------
    doc
        Parsed by the reader.
    borders
        Its paragraphs, in characters.
    taken
        Contents that are somebody's already: what is announced ends before the first of them.

    Returns
    -------
    list of tuple
        The attribution, and its content in characters.
    """
    text = doc.text
    found = []
    for (start, end), (below, last) in pairwise(borders):
        words = text[start:end].rstrip()
        if not words.endswith(":") or not text[below : below + 1].isupper():
            continue
        tokens = doc.char_span(start, end, alignment_mode="contract")
        root = tokens[-1].sent.root if tokens is not None else None
        if root is None or not any(cue.kind in _SPEAKS for cue in verb_forms().get(root.lower_, ())):
            continue
        named = [t for t in subjects(root) if may_be_source(t) and can_speak(t)]
        stop = min([last, *(s for s, _ in taken if below <= s < last)])
        content = doc.char_span(below, stop, alignment_mode="contract")
        if not named or content is None:
            continue
        stop = content[-1].sent.end_char if stop == last else content[-1].sent.start_char
        if stop > below:
            raw = Raw((root.i, root.i + 1), root, named[0], source_span(doc, named[0], root.i), spoken=True)
            found.append((raw, below, min(stop, last)))
    return found
