"""A draft written out so that it stands alone: antecedents, acronyms, dates, the speaker's "we"."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Doc

from pipeline.claims.acronyms import find_acronyms
from pipeline.claims.dates import date_note
from pipeline.claims.draft import Draft, Notes, Word, render
from pipeline.claims.syntax import is_punct
from pipeline.schema import Article, Attribution, Entity, Figure

__all__ = ["Restater"]


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
        self._antecedents: dict[int, str] = {}

    def text(self, draft: Draft, *, speaker: Attribution | None = None) -> str:
        """Return a draft as a sentence that stands alone; deterministic, the same words give the same text."""
        draft = _without_opening_conjunction(draft, self._doc)
        after = {i: note for i, note in self._dates.items() if i in draft.covers}
        after |= self._openings(draft)
        instead = {i: text for i, text in self._antecedents.items() if i in draft.sources}
        return render(draft, self._doc, Notes(instead=instead, after=after))

    def _date_notes(self, figures: Sequence[Figure]) -> dict[int, str]:
        notes: dict[int, str] = {}
        for figure in figures:
            note = date_note(figure)
            if note:
                span = self._doc.char_span(figure.start, figure.end, alignment_mode="expand")
                if span is not None:
                    notes[span[-1].i] = note
        return notes

    def _openings(self, draft: Draft) -> dict[int, str]:
        """Return the long forms of acronyms at their first place in a row, unless the row has them already."""
        notes: dict[int, str] = {}
        words = " ".join(self._doc[i].text for i in sorted(draft.sources))
        for short, long in self._acronyms.items():
            if " ".join(long.split()[-2:]) in words:
                continue
            at = next((i for i in draft.words if self._doc[i].text == short), None)
            if at is not None:
                notes[at] = long
        return notes


def _without_opening_conjunction(draft: Draft, doc: Doc) -> Draft:
    """Take "But", "And" off a row's start: they tie it to a row before."""
    items = list(draft.items)
    while items and isinstance(items[0], Word):
        token = doc[items[0].i]
        if token.dep_ == "cc" and token.lower_ in {"and", "but", "or", "so", "yet"} and token.is_sent_start:
            items.pop(0)
            while items and isinstance(items[0], Word) and is_punct(doc[items[0].i]) and doc[items[0].i].text == ",":
                items.pop(0)
            continue
        break
    return Draft(tuple(items), draft.head, draft.covers, draft.rules)
