"""Scorer for antecedents: how often what stands in brackets for "he", "it" or "the alliance" is right, on GUM.

``python -m tests.benchmarks.antecedents FILE.conllu [ID_PART]`` where FILE is GUM as published, with coreference in
MISC (Zeldes 2017, "The GUM Corpus"); ID_PART keeps the documents whose id has it ("news"). The text is put together
from the tokens and parsed by our reader. Only what a row would show is counted: a mention whose antecedent is not named
in its own sentence before it. Those called for are the pronouns that mean something which the text has named before.
"""

from __future__ import annotations

import re
import sys
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from spacy.tokens import Doc

from pipeline.claims.coreference import Antecedents, find_antecedents
from pipeline.claims.coreference.mentions import Mention
from pipeline.entities import find_entities
from pipeline.language import load_language

__all__ = ["antecedents", "chain_in", "read_gum"]


@dataclass
class Text:
    """One document: its text, and the character spans of its mentions with the number of their chain."""

    id: str
    text: str = ""
    mentions: list[tuple[int, int, str]] = field(default_factory=list)


def read_gum(path: Path) -> list[Text]:
    """Read documents with their coreference chains; multiword tokens are written as their surface form."""
    texts: list[Text] = []
    open_at: dict[str, list[int]] = {}
    paragraph = False
    glued_until = 0
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("# newdoc id"):
            texts.append(Text(line.split("= ")[1]))
            open_at = {}
        elif line.startswith("# newpar") and "block" not in line:
            paragraph = True
        elif line and line[0] != "#":
            fields = line.split("\t")
            if "-" in fields[0]:
                glued_until = int(fields[0].split("-")[1]) if "SpaceAfter=No" not in fields[9] else 10**6
                continue
            if not fields[0].isdigit():
                continue
            doc = texts[-1]
            if paragraph and doc.text:
                doc.text = doc.text.rstrip() + "\n\n"
            paragraph = False
            start = len(doc.text)
            doc.text += fields[1]
            end = len(doc.text)
            if int(fields[0]) >= glued_until:
                glued_until = 0 if glued_until < 10**6 else glued_until
            if "SpaceAfter=No" not in fields[9] and not int(fields[0]) < glued_until:
                doc.text += " "
            glued_until = 0 if glued_until == 10**6 else glued_until
            misc = dict(x.split("=", 1) for x in fields[9].split("|") if "=" in x)
            for found in re.finditer(r"\(([^()]+)\)?|([^()]+)\)", misc.get("Entity", "")):
                mark = found.group()
                number = mark.strip("()").split("-")[0]
                if mark[0] == "(" and mark[-1] == ")":
                    doc.mentions.append((start, end, number))
                elif mark[0] == "(":
                    open_at.setdefault(number, []).append(start)
                elif open_at.get(number):
                    doc.mentions.append((open_at[number].pop(), end, number))
        elif not line:
            glued_until = 0
    return texts


def chain_in(gold: Text, doc: Doc, mention: Mention) -> str:
    """Return the number of the gold chain that a mention belongs to, an empty string for none."""
    first, last = doc[mention.words[0]], doc[mention.words[-1]]
    start, end, head = first.idx, last.idx + len(last.text), doc[mention.head].idx
    exact = [n for a, b, n in gold.mentions if (a, b) == (start, end)]
    around = [(b - a, n) for a, b, n in gold.mentions if a <= head < b and a >= start - 12]
    return exact[0] if exact else min(around)[1] if around else ""


def _needed(found: Antecedents, chain_of: dict[int, str]) -> Iterator[str]:
    """Yield the kind of each pronoun that means something named before, and not in its own sentence."""
    nouns: dict[str, list[Mention]] = defaultdict(list)
    for mention in sorted(found.mentions.values(), key=lambda m: m.head):
        chain = chain_of[mention.index]
        if mention.form != "pronoun":
            nouns[chain].append(mention)
        elif chain and nouns[chain] and not any(m.sentence == mention.sentence for m in nouns[chain]):
            yield from ("all pronouns", mention.noun)


def antecedents(path: Path, part: str = "", *, show: bool = False) -> dict[str, tuple[int, int, int]]:
    """Return, for each kind of mention, how many antecedents were given, right, and called for (of pronouns).

    Parameters
    ----------
    path
        A file of GUM.
    part
        Only documents whose id has this in it.
    show
        Print the wrong ones.
    """
    nlp = load_language()
    counts: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0])
    for gold in read_gum(path):
        if part not in gold.id:
            continue
        doc = nlp(gold.text)
        found = find_antecedents(doc, find_entities(doc))

        chain_of = {mention.index: chain_in(gold, doc, mention) for mention in found.mentions.values()}
        for kind in _needed(found, chain_of):
            counts[kind][2] += 1
        for mention in found.mentions.values():
            number = found.chain_of.get(mention.index)
            shown = found.note(mention.index) if mention.form == "definite" else found.text(mention.index)
            if number is None or mention.form not in {"pronoun", "definite"} or not shown:
                continue
            before = [found.mentions[i] for i in found.members[number] if found.mentions[i].head < mention.head]
            before = [m for m in before if m.form != "pronoun"]
            if not before or any(m.sentence == mention.sentence for m in before):
                continue
            right = chain_of[mention.index] in {chain_of[m.index] for m in before[-2:]} - {""}
            pronoun = mention.form == "pronoun"
            for kind in ("all", *(("all pronouns", mention.noun) if pronoun else ("definite phrase",))):
                counts[kind][0] += 1
                counts[kind][1] += right
            if show and not right:
                sentence = doc[mention.head].sent
                context = doc[max(0, sentence.start - 25) : sentence.end].text
                print(f"{mention.text} → {shown} | {' '.join(context.split())[-300:]} | {gold.id}")
    return {kind: (given, right, needed) for kind, (given, right, needed) in counts.items()}


if __name__ == "__main__":
    scored = antecedents(Path(sys.argv[1]), *sys.argv[2:3], show="--show" in sys.argv)
    for kind, (given, right, needed) in sorted(scored.items(), key=lambda item: -item[1][0]):
        share = f"; {right} of {needed} called for" if needed else ""
        print(f"{kind}: {right} of {given} right, {right / max(1, given):.1%}{share}")
