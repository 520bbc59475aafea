import pytest

from pipeline.claims.attribution import find_hedges


@pytest.mark.parametrize(
    ("text", "hedges"),
    [
        ("The firm reportedly paid the fine.", ["reportedly"]),
        ("The general is believed to have left the country.", ["is believed to"]),
        ("The general is alleged to have taken bribes.", ["is alleged to"]),
        ("The fire appears to have started in the kitchen.", ["appears to"]),
        ("Police stopped two alleged smugglers.", ["alleged"]),
        ("The firm paid the fine.", []),
        ("The general was told to leave.", []),
        ("The plan is believed by its author to work.", []),
    ],
)
def test_hedges(nlp, text, hedges):
    assert [span.text for span in find_hedges(nlp(text))] == hedges
