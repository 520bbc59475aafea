"""Rows with single quotation marks."""

import pytest

from pipeline.claims.single_marks import with_single_marks_paired


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("'We lost 40 ships,'.", "We lost 40 ships."),
        ("‘It will save $4 million.’", "It will save $4 million."),
        ("'We lost 40 ships.", "We lost 40 ships."),
        ("It cost $40 million.’", "It cost $40 million."),
        ("He called it a 'disaster.", "He called it a 'disaster'."),
        ("It was a bad week,' Ruiz added.", "'It was a bad week,' Ruiz added."),
        ("He called it 'reckless' and 'absurd'.", "He called it 'reckless' and 'absurd'."),
        ("'Yes' is no answer to 'when'.", "'Yes' is no answer to 'when'."),
        ("The workers' pay fell in the '90s.", "The workers' pay fell in the '90s."),
        ("The pay is the workers'.", "The pay is the workers'."),
        ("We saw them under the 'scopes in a lab in Leeds.", "We saw them under the 'scopes in a lab in Leeds."),
        ("'90s music is back.", "'90s music is back."),
    ],
)
def test_single_marks_are_paired(text: str, wanted: str) -> None:
    assert with_single_marks_paired(text) == wanted
