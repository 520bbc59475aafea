from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.language.training.gum import read_conllu


def _names(tmp_path: Path, *rows: str) -> list[tuple[str, set[str]]]:
    """Read rows of word, tag, head and entity as a document of one sentence."""
    lines = ["# newdoc id = GUM_news_own", "# newpar"]
    for number, row in enumerate(rows, start=1):
        word, tag, head, entity = row.split()
        misc = "_" if entity == "-" else f"Entity={entity}"
        xpos = "NNP" if tag == "PROPN" else "XX"
        lines.append("\t".join([str(number), word, word, tag, xpos, "_", head, "dep", "_", misc]))
    path = tmp_path / "own.conllu"
    path.write_text("\n".join([*lines, "", ""]), encoding="utf-8")
    [document] = read_conllu(path, "gum")
    [[sentence]] = document.paragraphs
    return [(" ".join(sentence.words[n.start : n.end]), set(n.labels)) for n in sentence.spans]


@pytest.mark.parametrize(
    "before",
    [["US", "President"], ["Labour", "Party", "'s"], ["Dr."]],
)
def test_a_persons_name_begins_after_office_and_owner(tmp_path: Path, before: list[str]) -> None:
    last = len(before) + 1
    rows = [f"{word} PROPN {last} {'(1-person' if not i else '-'}" for i, word in enumerate(before)]
    rows += [f"Ana PROPN {last + 2} -", f"Ruiz PROPN {last} 1)", "spoke VERB 0 -"]
    assert ("Ana Ruiz", {"PERSON"}) in _names(tmp_path, *rows)


def test_an_address_is_no_name(tmp_path: Path) -> None:
    assert _names(tmp_path, "ana@harbour.example PROPN 2 (1-abstract)", "answers VERB 0 -") == []
