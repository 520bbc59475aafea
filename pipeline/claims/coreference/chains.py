"""All mentions of one thing, in the order of the text."""

from __future__ import annotations

from dataclasses import dataclass, field

from pipeline.claims.coreference.mentions import Gender, Kind, Mention

__all__ = ["Chain"]


@dataclass
class Chain:
    """All mentions of one thing."""

    mentions: list[Mention] = field(default_factory=list)
    plural: bool = False
    gender: Gender = ""
    kind: Kind = ""
    key: str = ""
    clear: bool = True
    descriptions: set[str] = field(default_factory=set)
    collective: bool = False
    """A group of people that acts as one: "the team"."""

    @property
    def last(self) -> Mention:
        """The mention nearest to the end of what was read."""
        return self.mentions[-1]

    def add(self, mention: Mention) -> None:
        """Take a mention in, with what it tells of the whole."""
        self.mentions.append(mention)
        self.gender = self.gender or mention.gender
        self.kind = self.kind or mention.kind
        self.collective = self.collective or mention.collective
        self.key = self.key or mention.key
        self.descriptions.update(mention.described)
        if mention.form in {"definite", "indefinite"}:
            self.descriptions.add(mention.noun)
