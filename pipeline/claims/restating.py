"""A draft written out so that it stands alone: antecedents, acronyms, dates, the speaker's "we"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from spacy.tokens import Doc, Span, Token

from pipeline.claims.acronyms import find_acronyms
from pipeline.claims.attribution import cue_kind
from pipeline.claims.coreference import find_antecedents
from pipeline.claims.coreference.mentions import PRONOUNS
from pipeline.claims.coreference.parts import find_parts
from pipeline.claims.dates import date_note
from pipeline.claims.draft import Added, Draft, Notes, Restored, Word, render
from pipeline.claims.groups import find_groups
from pipeline.claims.splitting.cut import noun_phrase
from pipeline.claims.splitting.modifiers import possessive_ending
from pipeline.claims.syntax import QUOTES, children, is_finite, is_punct, is_subject, subject
from pipeline.schema import Article, Attribution, Entity, Figure

__all__ = ["Restater"]

PARTS = {"majority", "minority", "half", "number", "third", "quarter", "part", "rest", "many", "dozens", "hundreds"}
"""Nouns that take a part of "them"."""

PERSONAL = {word for word, rule in PRONOUNS.items() if rule.person}


class Restater:
    """Restates the drafts of one article.

    Parameters
    ----------
    article, doc
        The article and the parse of its text.
    figures, entities, attributions
        What the other rooms found in it.
    """

    def __init__(
        self,
        article: Article,
        doc: Doc,
        *,
        figures: Sequence[Figure],
        entities: Sequence[Entity],
        attributions: Sequence[Attribution],
    ) -> None:
        self._doc = doc
        self._acronyms = find_acronyms(article.text)
        self._dates = self._date_notes(figures)
        self._antecedents = find_antecedents(doc, entities)
        self._groups = find_groups(doc, entities)
        self._parts = find_parts(doc)
        self._speakers = dict(self._find_speakers(attributions))

    def text(self, draft: Draft, *, speaker: Attribution | None = None) -> str:
        """Return a draft as a sentence that stands alone; deterministic, the same words give the same text."""
        draft = self._with_subject_before(_without_opening_conjunction(draft, self._doc))
        after = {i: note for i, note in self._dates.items() if i in draft.sources}
        after |= self._openings(draft)
        instead, named = self._references(draft)
        if speaker is not None and speaker.mode == "direct":
            instead = {i: name for i, name in instead.items() if not self._is_self(i, name, speaker)}
        for i, note in named.items():
            after.setdefault(i, note)
        for i, note in self._first_person(draft, speaker).items():
            if note not in instead.values():
                after.setdefault(i, note)
        after |= {i: self._parts[i] for i in draft.words if i in self._parts}
        for i, name in self._sources(draft).items():
            if name in instead.values():
                continue
            (instead if self._doc[i].pos_ == "PRON" else after).setdefault(i, name)
        return render(draft, self._doc, Notes(instead=instead, after=after))

    def _with_subject_before(self, draft: Draft) -> Draft:
        """Put the subject of the sentence before to a verb that goes on without one: "And doesn't cover the rest."."""
        head = self._doc[draft.head]
        opens = head.sent.start
        goes_on = any(w.lower_ in {"and", "but"} and w.i - opens < 2 for w in children(head, "cc")) and opens > 1
        if not goes_on or head != head.sent.root or not is_finite(head) or subject(head) is not None:
            return draft
        before = self._doc[opens - 1].sent
        main = next(iter(children(before.root, "ccomp", "parataxis")), before.root)  # "…," she said.
        noun = subject(main)
        if noun is None or any("\n" in token.text for token in before) or not is_finite(main):
            return draft
        words = noun_phrase(noun)
        name = self._antecedents.text(noun.i) or " ".join(self._doc[i].text for i in words)
        marks = [item for item in draft.items[:1] if isinstance(item, Word) and self._doc[item.i].text in QUOTES]
        return replace(draft, items=(*marks, Added(name), *draft.items[len(marks) :]))

    def _is_self(self, i: int, name: str, speaker: Attribution) -> bool:
        """Return whether a pronoun inside a quotation would be its speaker, who is "I" there."""
        inside = speaker.content.start <= self._doc[i].idx < speaker.content.end
        return inside and self._doc[i].lower_ in PERSONAL and name == speaker.speaker

    def topic(self, span: Span) -> str:
        """Return the name of what a sentence speaks of, an empty string where its subject is none."""
        noun = subject(span.root)
        mention = self._antecedents.mentions.get(noun.i) if noun is not None else None
        if mention is None or noun is None or (mention.form != "name" and noun.pos_ != "PROPN"):
            return ""
        return self._antecedents.text(mention.head) or mention.text

    def _references(self, draft: Draft) -> tuple[dict[int, str], dict[int, str]]:
        """Return what stands instead of a row's pronouns and after its definite phrases.

        Only the first of several references to one thing is written out, and none where the row itself has the words.
        """
        shown = draft.shown
        found = self._antecedents
        instead: dict[int, str] = {}
        after: dict[int, str] = {}
        done: set[int] = set()
        again = {i for item in draft.items if isinstance(item, Restored) for i in item.tokens}
        text = " ".join(self._doc[i].text for i in shown).lower()
        for i in shown:
            mention, chain = found.mentions.get(i), found.chain_of.get(i)
            if mention is None or chain is None or chain in done:
                continue
            if mention.form in {"name", "group"}:
                done.add(chain)
                continue
            name = found.text(i) or found.note(i)
            if (
                not name
                or name.lower() in text
                or any(k in shown and found.mentions[k].form == "name" for k in found.members[chain])
            ):
                done.add(chain)
                continue
            if mention.form == "pronoun":
                if PRONOUNS[mention.noun].possessive or self._doc[i].tag_ == "PRP$":
                    name = _possessive(name, person=mention.kind == "person")
                elif any(word.lower_ == "of" for word in children(self._doc[i], "case")):
                    if self._doc[i].head.pos_ == "NOUN" and self._doc[i].head.lower_ not in PARTS:
                        continue  # "six shells of them": theirs, or some of them
                    bare = not found.is_named(chain) and not name.startswith(("the ", "these ", "those "))
                    name = f"the {name[0].lower()}{name[1:]}" if bare else name
                instead[i] = name
            elif mention.form == "definite" and found.note(i) and not children(self._doc[i], "conj"):
                name = found.note(i)
                if set(mention.words) <= again and (found.is_named(chain) or mention.noun in name.lower().split()):
                    name = (
                        f"the {name}"
                        if name.split()[-1].lower() == mention.noun and name[:4].lower() != "the "
                        else name
                    )
                    instead |= dict.fromkeys(mention.words, "") | {mention.words[0]: name}
                elif name.lower() not in text:
                    last = mention.words[-1]
                    owner = last + 1 < len(self._doc) and self._doc[last + 1].tag_ == "POS"
                    if owner and self._doc[i].text[0].isupper() and self._doc[i].head.text[0].isupper():
                        continue  # "the Sheriff's Office" is a name
                    after[last + 1 if owner else last] = _possessive(name, person=False) if owner else name
            done.add(chain)
        return instead, after

    def _sources(self, draft: Draft) -> dict[int, str]:
        """Return who "it", "they" or "the text" are that say something, where only the attribution knows."""
        shown = " ".join(self._doc[i].text for i in sorted(draft.sources)).lower()
        return {i: name for i, name in self._speakers.items() if i in draft.words and name.lower() not in shown}

    def _find_speakers(self, attributions: Sequence[Attribution]) -> Iterator[tuple[int, str]]:
        """Yield the last word of each source that does not name its speaker, and the speaker's name."""
        for attribution in attributions:
            if attribution.cue is not None and cue_kind(attribution.cue.text) in {"intention", "emotion"}:
                continue
            source, speaker = attribution.source, self._antecedents.called(self.speaker(attribution))
            span = self._doc.char_span(source.start, source.end, alignment_mode="expand") if source else None
            if span is None or not speaker or speaker.lower() in PRONOUNS or speaker.lower() == span.text.lower():
                continue
            first, _, rest = speaker.partition(" ")
            name = f"the {rest}" if first in {"a", "an"} else speaker
            if len(span) == 1 and span.root.lower_ in PRONOUNS:
                if span.root.i in self._antecedents.chain_of or not is_subject(span.root):
                    continue
                yield span.root.i, name
                for verb in children(span.root.head, "conj"):
                    again = subject(verb)
                    if again is not None and again.lower_ == span.root.lower_:
                        yield again.i, name
            elif span[0].lower_ == "the" and len(span) == 2 and first in {"a", "an"}:
                yield span[-1].i, name

    def _first_person(self, draft: Draft, speaker: Attribution | None) -> dict[int, str]:
        """Return who "I" and "we" are in a quotation: the speaker, and the group that the article gives them."""
        if speaker is None or speaker.mode == "indirect" or not speaker.speaker or not speaker.named:
            return {}
        shown = draft.shown
        words = {self._doc[i].lower_: i for i in reversed(shown) if self._doc[i].pos_ == "PRON"}
        if "i" in words:
            name = self.speaker(speaker)
            named = name.lower() in " ".join(self._doc[i].text for i in shown).lower()
            return {} if named else {_with_clitic(words["i"], self._doc): name}
        head = self._groups.get(speaker.speaker)
        name = self._antecedents.text(head) if head is not None else ""
        if not name or name.lower() in " ".join(self._doc[i].text for i in sorted(draft.sources)).lower():
            return {}
        if "we" in words:
            clause = self._doc[words["we"]].head
            sure = clause.i == draft.head or (clause.dep_ == "conj" and clause.head.i == draft.head)
            return {_with_clitic(words["we"], self._doc): name} if sure else {}  # "if we look at …" is anybody
        return {words["our"]: _possessive(name, person=False)} if "our" in words else {}

    def speaker(self, attribution: Attribution) -> str:
        """Return who says it; a pronoun's antecedent where the speaker is only "he", and always that of "they".

        The antecedent of "its" stands in the speaker's cell, too: "its defenders".
        """
        source = attribution.source
        if source is None:
            return attribution.speaker
        span = self._doc.char_span(source.start, source.end, alignment_mode="expand")
        owner, _, owned = attribution.speaker.partition(" ")
        if owned and owner.lower() in {"his", "her", "its", "their"}:
            return self._owned(attribution, owned)
        name = self._antecedents.text(span.root.i) if span is not None else ""
        if source.text.lower() == "they" or attribution.speaker.lower() in PRONOUNS:
            return name or attribution.speaker
        return attribution.speaker

    def _owned(self, attribution: Attribution, owned: str) -> str:
        source = attribution.source
        span = self._doc.char_span(source.start, source.end, alignment_mode="expand") if source else None
        name = self._antecedents.text(span[0].i) if span is not None else ""
        if span is None or not name:
            return attribution.speaker
        if " " in name and not self._antecedents.is_named(self._antecedents.chain_of[span[0].i]):
            return f"the {owned} of {name}"
        return f"{_possessive(name, person=span[0].lower_ in {'his', 'her'})} {owned}"

    def _date_notes(self, figures: Sequence[Figure]) -> dict[int, str]:
        notes: dict[int, str] = {}
        for figure in figures:
            note = date_note(figure)
            if note:
                span = self._doc.char_span(figure.start, figure.end, alignment_mode="expand")
                if span is not None:
                    last = span[-1].i
                    owner = last + 1 < len(self._doc) and self._doc[last + 1].tag_ == "POS"
                    notes[last + 1 if owner else last] = note
        return notes

    def _openings(self, draft: Draft) -> dict[int, str]:
        """Return the long forms of acronyms at their first place in a row, unless the row has them already."""
        notes: dict[int, str] = {}
        words = " ".join(self._doc[i].text for i in sorted(draft.sources))
        for short, long in self._acronyms.items():
            if " ".join(long.split()[-2:]) in words:
                continue
            at = next((i for i in draft.words if self._doc[i].text == short), None)
            if at is None:
                continue
            clitic = at + 1 < len(self._doc) and self._doc[at + 1].tag_ == "POS"
            notes[at + 1 if clitic else at] = _possessive(long, person=False) if clitic else long
        return notes


def _with_clitic(i: int, doc: Doc) -> int:
    """Return the last token of a pronoun and what is glued to it: "I'm"."""
    while (
        i + 1 < len(doc)
        and not doc[i].whitespace_
        and doc[i + 1].text[:1] in {"'", "’"}
        and doc[i + 1].is_punct is False
    ):
        i += 1
    return i


def _with_article(name: str, noun: str) -> str:
    """Return a name with the article that "the conference" has, where the name ends in that noun."""
    bare = not name.lower().startswith("the ")
    return f"the {name}" if bare and name.split()[-1].lower() == noun else name


def _possessive(name: str, *, person: bool) -> str:
    return name + possessive_ending(name, plural=not person)


def _opens(token: Token) -> bool:
    """Return whether a word is the first of its sentence, but for a quotation mark."""
    return token.is_sent_start is True or (token.nbor(-1).is_sent_start is True and token.nbor(-1).text in QUOTES)


def _without_opening_conjunction(draft: Draft, doc: Doc) -> Draft:
    """Take "But", "And" off a row's start: they tie it to a row before."""
    items = list(draft.items)
    mark = items[0] if items and isinstance(items[0], Word) and doc[items[0].i].text in QUOTES else None
    if mark is not None:
        items.pop(0)
    while items and isinstance(items[0], Word):
        token = doc[items[0].i]
        if token.dep_ == "cc" and token.lower_ in {"and", "but", "or", "so", "yet"} and _opens(token):
            items.pop(0)
            while items and isinstance(items[0], Word) and is_punct(doc[items[0].i]) and doc[items[0].i].text == ",":
                items.pop(0)
            continue
        break
    if len(items) + (mark is not None) == len(draft.items):
        return draft
    items = [mark, *items] if mark is not None else items
    return Draft(tuple(items), draft.head, draft.covers, draft.rules)
