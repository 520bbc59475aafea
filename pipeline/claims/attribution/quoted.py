"""Quotations joined to the cues about them, and given a speaker where they have no cue of their own."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from spacy.tokens import Doc, Token

from pipeline.claims.attribution.lexicon import listed, verb_forms
from pipeline.claims.attribution.quotes import Quotation, find_quotations, paragraphs
from pipeline.claims.attribution.raw import Raw
from pipeline.claims.attribution.sources import can_speak, is_person, may_be_source, source_of_verb, source_span
from pipeline.claims.attribution.stretches import cut_edges, subjects

__all__ = ["Quotations", "blocks_of"]

_TENSED = frozenset(("VBD", "VBZ", "VBP", "MD"))
_SAYING = frozenset(("say", "claim", "stance", "writing"))
_ENDS = frozenset(".!?…")


def blocks_of(doc: Doc) -> list[tuple[int, int, str]] | None:
    """Return the borders of the article's blocks, where the document knows them."""
    if "blocks" in doc.spans and len(doc.spans["blocks"]):
        return [(span.start_char, span.end_char, span.label_) for span in doc.spans["blocks"]]
    return None


class Quotations:
    """The quotations of a document and the tokens inside them."""

    def __init__(self, doc: Doc) -> None:
        blocks = blocks_of(doc)
        self._doc = doc
        # Doc.text is put together from its tokens at every call.
        self.text = doc.text
        self.borders = paragraphs(self.text, blocks)
        self._starts = [start for start, _ in self.borders]
        found = find_quotations(self.text, blocks)
        # A mark that nothing closes, where no further paragraph takes it up, is a slip: it must not swallow a cue.
        self.all = [q for q in found if q.closed or q.goes_on or self._left_open(q)]
        self.of_token: list[int] = [-1] * len(doc)
        self._tokens: list[tuple[int, int]] = []
        for number, quotation in enumerate(self.all):
            inside = [t.i for t in self._span(quotation)]
            self._tokens.append((inside[0], inside[-1] + 1) if inside else (0, 0))
            for i in inside:
                self.of_token[i] = number

    def _left_open(self, quotation: Quotation) -> bool:
        """Whether a quotation without an end runs to the end of its paragraph: a cue before it and none in it."""
        lead = self.text[: quotation.start].rstrip()
        if lead[-1:] not in (",", ":"):
            return False
        for token in self._span(quotation):
            cues = verb_forms().get(token.lower_, ())
            if token.tag_ in ("VBD", "VBZ") and any(cue.kind == "say" for cue in cues):
                return False
        return True

    def _span(self, quotation: Quotation) -> Sequence[Token]:
        span = self._doc.char_span(quotation.start, quotation.end, alignment_mode="contract")
        return list(span) if span is not None else []

    def tokens(self, number: int) -> tuple[int, int]:
        """First and after the last token of a quotation."""
        return self._tokens[number]

    def paragraph(self, at: int) -> int:
        """Return the number of the paragraph that a character stands in."""
        return bisect_right(self._starts, at) - 1

    def sentence_like(self, number: int) -> bool:
        """Tell whether a quotation is something that was said, not a word set off."""
        quotation = self.all[number]
        start, end = self._tokens[number]
        words = [t for t in self._doc[start:end] if t.is_alpha or t.like_num]
        inner = self.text[quotation.start : quotation.end].rstrip("\"'”’»“")
        verbs = [t for t in self._doc[start:end] if t.pos_ in ("VERB", "AUX")]
        tensed = any(t.tag_ in _TENSED for t in verbs)
        if len(words) < 3:
            # "It's over.", and "Sad!" where it is a sentence of its own.
            whole = (
                end > start and self._doc[start].is_sent_start and (end == len(self._doc) or self._sentence_ends(end))
            )
            if whole and words and inner[-1:] in ".!?":
                return True
            return tensed and len(words) == 2 and inner[-1:] in ".!?"
        # A title ("Meet the Press") may hold a verb, but hardly one with a tense.
        verb = tensed or (bool(verbs) and (len(words) > 4 or inner[-1:] in "!?"))
        return verb and (inner[-1:] in ".,!?…" or len(words) > 5 or not quotation.closed)

    def _sentence_ends(self, end: int) -> bool:
        return bool(self._doc[end].is_sent_start) or self._doc[end].is_space

    def widen(self, start: int, end: int, cue: tuple[int, int] | None) -> tuple[int, int]:
        """Widen a content, in characters, to the whole of every quotation that it begins or ends in."""
        for number, quotation in enumerate(self.all):
            if quotation.end <= start or quotation.start >= end:
                continue
            if cue is not None and quotation.start <= cue[0] < quotation.end:
                # The cue is quoted too: what it says ends with the quotation, whose marks are not its own.
                opening = 2 if self.text.startswith("``", quotation.start) else 1
                start = max(start, quotation.start + opening)
                end = min(end, quotation.end - 1 if quotation.closed else quotation.end)
                continue
            first, last = self._tokens[number]
            middle = self._doc[first:last]
            inside = sum(1 for t in middle if start <= t.idx < end)
            if inside >= 2 or inside >= 0.5 * max(1, len(middle)):
                start, end = min(start, quotation.start), max(end, quotation.end)
        return start, end

    def attach(self, raws: list[Raw], covered: Sequence[tuple[int, int, Raw]]) -> list[tuple[Raw, int, Raw | None]]:
        """Find a cue or a speaker for the quotations that no cue has for its content yet.

        Returns
        -------
        list of tuple
            The attribution, the number of its quotation, and the attribution that it continues, if it does.
        """
        found: list[tuple[Raw, int, Raw | None]] = []
        owner: dict[int, Raw] = {}
        for number, quotation in enumerate(self.all):
            for start, end, known in covered:
                if start <= quotation.start and quotation.end <= end and self.of_token[known.head.i] != number:
                    owner.setdefault(number, known)
            if number in owner:
                continue
            if not self.sentence_like(number):
                said = self._beside(number) if self._called_out(number) else None
                if said is not None:
                    owner[number] = said
                    found.append((said, number, None))
                continue
            raw = self._beside(number) or self._signed(number)
            before: Raw | None = None
            if raw is None:
                before = self._before(number, owner, covered)
                raw = before
            if raw is None:
                raw = self._introduced(number) or self._announced(number)
            if raw is not None:
                owner[number] = raw
                found.append((raw, number, before))
        return found

    def _outside(self, i: int) -> bool:
        return 0 <= i < len(self._doc) and self.of_token[i] == -1

    def _beside(self, number: int) -> Raw | None:
        """Find a cue in the words just before or after a quotation, where the parse tied them otherwise."""
        first, last = self._tokens[number]
        if last == 0:
            return None
        doc = self._doc
        paragraph = self.paragraph(doc[first].idx)
        after = []
        i = last
        while i < len(doc) and i < last + 14 and self._outside(i) and self.paragraph(doc[i].idx) == paragraph:
            if doc[i].text in (".", "!", "?", ";", ":") or (i > last and doc[i].is_sent_start):
                break
            after.append(doc[i])
            i += 1
        before = []
        i = first - 1
        ends = i >= 0 and doc[i].text in (",", ":", "—", "–", "-", "that")
        while i >= 0 and i > first - 25 and self._outside(i) and self.paragraph(doc[i].idx) == paragraph:
            if doc[i].text in (".", "!", "?", ";"):
                break
            before.append(doc[i])
            if doc[i].is_sent_start:
                break
            i -= 1
        following = self._closing_comma(last) and not (ends and doc[first - 1].text == ":")
        for words, fits in ((after, following), (before, ends)):
            if not fits:
                continue
            for token in words:
                if token.pos_ not in ("VERB", "AUX") or not any(
                    cue.frames & {"c", "q"} for cue in verb_forms().get(token.lower_, ())
                ):
                    continue
                source = source_of_verb(token) or self._neighbour(token)
                if source is None or not may_be_source(source) or not self._outside(source.i):
                    continue
                span = source_span(doc, source, token.i)
                return Raw((token.i, token.i + 1), token, source, span, [(first, last)], "say")
        first_person = any(t.lower_ in ("i", "we", "my", "our") for t in doc[first:last])
        if ends and (doc[first - 1].text == ":" or (doc[first - 1].text == "," and first_person)):
            return self._colon(first, last, before)
        return self._dash(number, after)

    def _closing_comma(self, last: int) -> bool:
        """Whether a quotation ends as it does before a reporting clause: with a comma, a question or an exclamation."""
        doc = self._doc
        near = [t.text for t in doc[max(0, last - 2) : last]]
        nxt = doc[last].text if last < len(doc) else ""
        return any(text[-1:] in ",?!—" for text in near) or nxt in (",", "—", "–")

    def _neighbour(self, verb: Token) -> Token | None:
        for i in (verb.i + 1, verb.i - 1):
            if 0 <= i < len(self._doc) and self._outside(i) and self._doc[i].pos_ in ("PROPN", "PRON"):
                return self._doc[i]
        return None

    def _colon(self, first: int, last: int, before: list[Token]) -> Raw | None:
        """Read "The senator was blunt: “…”" and "Ruiz: “…”"."""
        words = [t for t in before if t.text != ":" and not t.is_space]
        if not words:
            return None
        candidates = [t for t in subjects(words[0].sent.root) if t.i < first and may_be_source(t) and can_speak(t)]
        if not candidates:
            candidates = [t for t in words if t.dep_ in ("nsubj", "nsubj:pass") and may_be_source(t) and can_speak(t)]
        if not candidates:
            candidates = [t for t in words if t.ent_type_ == "PERSON" and (t.head.i == t.i or t.head not in words)]
        if not candidates:
            return None
        source = min(candidates, key=lambda t: t.i)
        span = source_span(self._doc, source, first - 1)
        return Raw((first - 1, first), self._doc[first - 1], source, span, [(first, last)])

    def _dash(self, number: int, after: list[Token]) -> Raw | None:
        """Read "“…” — Ana Ruiz, minister": a name after a dash that ends the paragraph."""
        if len(after) < 2 or after[0].text not in ("—", "–", "-", "―"):
            return None
        names = [t for t in after[1:3] if t.ent_type_ == "PERSON"]
        if not names:
            return None
        source = names[0].doc[names[0].i]
        while source.head.i != source.i and source.head in after and source.head.ent_type_ == "PERSON":
            source = source.head
        first, last = self._tokens[number]
        dash = after[0]
        return Raw((dash.i, dash.i + 1), dash, source, source_span(self._doc, source, dash.i), [(first, last)])

    def _called_out(self, number: int) -> bool:
        """Whether a word or two in quotation marks end as speech does: "“Wrong,” the senator said"."""
        first, last = self._tokens[number]
        inner = self.text[self.all[number].start : self.all[number].end].rstrip("\"'”’»“")
        opens = first < last and (bool(self._doc[first].is_sent_start) or self._doc[first].i == 0)
        if first > 1 and self._doc[first - 1].text in (",", ":") and inner[-1:] in ".!?":
            # "asked about it, he said: “Some of them.”"
            return any(cue.kind == "say" for cue in verb_forms().get(self._doc[first - 2].lower_, ()))
        return opens and inner[-1:] in ",!?" and not self.all[number].single

    def _signed(self, number: int) -> Raw | None:
        """Read a name after a quotation, without a verb: "“…,” Ana Ruiz, an analyst.", "“….” — Ana Ruiz"."""
        doc = self._doc
        _, at = self._tokens[number]
        while 0 < at < len(doc) and (doc[at].is_space or doc[at].text in ("—", "–", "―", "--")):
            at += 1
        if not 0 < at < len(doc) or doc[at].ent_type_ != "PERSON" or doc[at].ent_iob_ != "B":
            return None
        after = next((t for t in doc[at : doc[at].sent.end] if t.ent_type_ != "PERSON"), None)
        dashed = not doc[at - 1].is_space and doc[at - 1].i >= self._tokens[number][1]
        dashed = dashed and (after is None or after.is_space or after.text in (",", ".", "("))
        inner = self.text[self.all[number].start : self.all[number].end].rstrip("\"'”’»“")
        _, ends = self.borders[self.paragraph(doc[at].idx)]
        rest = [t for t in doc[at : doc[at].sent.end] if t.idx < ends and not t.is_space]
        last = rest[-1].i + 1
        only_name = all(t.ent_type_ == "PERSON" or t.is_punct for t in rest) and rest[-1].idx + len(rest[-1]) >= ends
        comma = inner[-1:] == "," and not any(t.tag_ in _TENSED for t in rest) and len(rest) > 2
        if self.paragraph(doc[at].idx) > self.paragraph(self.all[number].start) + 1 or not (
            dashed or only_name or comma
        ):
            return None
        if dashed:
            last = next((t.i for t in rest if t.text == ","), last)
        return Raw((at, at), doc[at], doc[at], cut_edges(doc, at, last), [self._tokens[number]])

    def _before(self, number: int, owner: dict[int, Raw], covered: Sequence[tuple[int, int, Raw]]) -> Raw | None:
        """Find whose quotation this one continues: the one before, in this paragraph or taken up from the last."""
        if number == 0:
            return self._of_paragraph(number, covered)
        # A title in quotation marks between two quotations is none.
        at = number - 1
        while at > 0 and at not in owner and not self.sentence_like(at):
            at -= 1
        previous = owner.get(at)
        here, last = self.all[number], self.all[at]
        paragraph = self.paragraph(here.start)
        if previous is None:
            return self._of_paragraph(number, covered)
        if self.paragraph(last.start) == paragraph:
            between = self.text[last.end : here.start]
            return previous if self._only_reports(last.end, here.start, previous) or not between.strip() else None
        if last.goes_on and self.paragraph(last.start) >= paragraph - 2:
            return previous
        opens = self.borders[paragraph][0] == here.start
        whole = here.end >= self.borders[paragraph][1] - 1
        if opens and whole and self.paragraph(last.start) == paragraph - 1:
            rest = self.text[last.end : self.borders[paragraph - 1][1]]
            if not rest.strip() or self._only_reports(last.end, self.borders[paragraph - 1][1], previous):
                return previous
        return None

    def _only_reports(self, start: int, end: int, raw: Raw) -> bool:
        """Whether there is nothing between two places but the reporting clause, or a sentence about the speaker."""
        span = self._doc.char_span(start, end, alignment_mode="contract")
        if span is None:
            return True
        stops = [t for t in span if t.text in (".", "!", "?")]
        holds_cue = any(t.i == raw.head.i for t in span)
        if len(stops) <= 1 and (holds_cue or raw.head.i < span.start):
            people = {t.ent_iob_ + t.text for t in span if t.ent_type_ == "PERSON" and t.dep_ == "nsubj"}
            return holds_cue or not people
        return False

    def _of_paragraph(self, number: int, covered: Sequence[tuple[int, int, Raw]]) -> Raw | None:
        """Find the speaker of the words just before: "He said the talks were over. “We tried.”"."""
        here = self.all[number]
        paragraph = self.paragraph(here.start)
        near = [
            (start, end, raw)
            for start, end, raw in covered
            if self.paragraph(start) == paragraph and raw.head.idx < here.start and self.of_token[raw.head.i] == -1
        ]
        if not near:
            return None
        _, end, raw = max(near, key=lambda item: item[2].head.i)
        gap = self.text[max(end, raw.head.idx + len(raw.head)) : here.start]
        stops = sum(gap.count(mark) for mark in ".!?")
        begins = self.text[: here.start].rstrip()[-1:] in _ENDS or not gap.strip(" ,.")
        return raw if stops <= 1 and begins and raw.kind in ("say", "claim", "stance", "writing", "belief") else None

    def _introduced(self, number: int) -> Raw | None:
        """Find the person that the sentence before is about, where a quotation is a sentence of its own."""
        first, last = self._tokens[number]
        doc = self._doc
        start = doc[first]
        if not (start.is_sent_start or first == 0) or first == 0:
            return None
        i = first - 1
        while i > 0 and doc[i].is_space:
            i -= 1
        before = doc[i].sent
        apart = self.paragraph(before.start_char) != self.paragraph(start.idx)
        if apart or any(self.of_token[t.i] != -1 for t in before):
            return None
        letters = any(c.dep_ == "obj" and c.lower_ in listed("utterance") for c in before.root.children)
        issued = letters and before.root.lower_ in listed("issuing")
        named = [
            t
            for t in subjects(before.root)
            if t.ent_type_ == "PERSON" or t.lower_ in ("he", "she") or (issued and can_speak(t))
        ]
        if not named:
            return None
        source = named[0]
        span = source_span(doc, source, before.root.i if issued else source.i - 1)
        return Raw((source.i, source.i), source, source, span, [(first, last)])

    def _announced(self, number: int) -> Raw | None:
        """Find who speaks in a paragraph that is one quotation: whom the paragraph before ends with.

        That one ends with a colon or a comma ("The mayor wrote:"), or with somebody's saying ("The mayor denied it.").
        """
        doc = self._doc
        first, last = self._tokens[number]
        quotation = self.all[number]
        paragraph = self.paragraph(quotation.start)
        begins, ends = self.borders[paragraph]
        alone = quotation.end >= ends - 1 or not quotation.closed
        if quotation.start != begins or paragraph == 0 or first == 0:
            return None
        i = first - 1
        while i > 0 and doc[i].is_space:
            i -= 1
        before = doc[i].sent
        if self.paragraph(before.start_char) != paragraph - 1 or self.of_token[i] != -1:
            return None
        opens = doc[i].text[-1:] in (":", ",", ";")
        named = [t for t in subjects(before.root) if may_be_source(t) and self._outside(t.i)]
        root = before.root
        says = any(cue.kind in _SAYING for cue in verb_forms().get(root.lower_, ()))
        if not named or not can_speak(named[0]) or not (opens or (alone and says and is_person(named[0]))):
            return None
        cue = root if says else doc[i] if opens else named[0]
        span = source_span(doc, named[0], root.i)
        words = (cue.i, cue.i + 1) if says or opens else (cue.i, cue.i)
        return Raw(words, cue, named[0], span, [(first, last)])
