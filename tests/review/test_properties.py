"""What holds of every pair of versions: no verdict lost, none twice, nothing changed by a second look."""

from hypothesis import example, given, settings
from hypothesis import strategies as st

from pipeline.review.changes import compare
from pipeline.review.reconcile import Standing, reconcile
from pipeline.review.signature import Names, Signature
from pipeline.schema import Claim, Review
from pipeline.settings import Settings
from tests.review.notation import carry_over, claim_id

SETTINGS = Settings()
VOCABULARY = (
    "the a port Mexico Chile ministers refused agreed not 400 450 deaths rose fell in to of banned reportedly may"
)
WORDS = st.sampled_from(VOCABULARY.split())
TEXTS = st.lists(WORDS, min_size=1, max_size=7).map(" ".join)
SPEAKERS = st.sampled_from(["", "Ito", "Ruiz"])
CLAIMS = st.lists(
    st.builds(lambda text, who: Claim(text=text, start=0, end=1, speaker=who), TEXTS, SPEAKERS), max_size=6
)
THE = Claim(text="the", start=0, end=1)
VERDICT = st.sampled_from(["unchecked", "supported", "refuted", "recheck"])


@st.composite
def worked(draw):
    old = draw(CLAIMS)
    return old, [draw(VERDICT) for _ in old]


@settings(deadline=None, max_examples=200)
@given(worked(), CLAIMS)
def test_no_verdict_is_lost_and_no_id_stands_twice(before, new):
    old, verdicts = before
    result = carry_over(old, new, verdicts)
    ids = [row.claim.id for row in result.rows]
    assert len(set(ids)) == len(ids)
    assert len([row for row in result.rows if not row.change.startswith("removed")]) == len(new)
    rows = {row.claim.id: row for row in result.rows}
    for number, (was, verdict) in enumerate(zip(old, verdicts, strict=True)):
        row = rows[claim_id(number)]
        assert row.review.notes == f"note {number}"
        if verdict in ("supported", "refuted"):
            assert verdict == row.review.status or verdict in row.previous_status.split(" / "), (was.text, row)


@settings(deadline=None, max_examples=200)
@given(worked(), CLAIMS)
def test_a_verdict_that_stands_stands_on_the_same_statement(before, new):
    old, verdicts = before
    result = carry_over(old, new, verdicts)
    first = {claim_id(number): claim for number, claim in enumerate(old)}
    for row in result.rows:
        if row.review.status in ("supported", "refuted") and row.claim.id in first and "joined" not in row.change:
            if row.change.startswith("split"):
                continue
            assert compare(Signature(first[row.claim.id]), Signature(row.claim), Names()).harmless


@settings(deadline=None, max_examples=200)
@example(([THE] * 6, ["unchecked"] * 6), [THE] * 3)
@given(worked(), CLAIMS)
def test_a_second_look_changes_nothing(before, new):
    old, verdicts = before
    once = carry_over(old, new, verdicts)
    standing = [
        Standing(
            claim=row.claim,
            review=row.review,
            basis=once.basis.get(row.claim.id),
            change=row.change,
            previous_status=row.previous_status,
            previous_claim=row.previous_claim,
            live=not row.change.startswith("removed"),
        )
        for row in once.rows
    ]
    twice = reconcile(
        standing, new, names=Names(), settings=SETTINGS, article_id="article", taken=(), same_version=True
    )
    assert twice.rows == once.rows
    assert dict(twice.basis) == dict(once.basis)


@given(TEXTS, SPEAKERS)
def test_a_claim_is_the_same_as_itself(text, speaker):
    one = Signature(Claim(text=text, start=0, end=1, speaker=speaker))
    assert compare(one, one, Names()).level == "same"


@example("the port", "port the")
@given(TEXTS, TEXTS)
def test_what_is_harmless_one_way_is_harmless_the_other(one, other):
    """Asking must not depend on which version came first; a typo mended is the one exception, and no typo is drawn."""
    left, right = (Signature(Claim(text=text, start=0, end=1)) for text in (one, other))
    assert compare(left, right, Names()).harmless == compare(right, left, Names()).harmless


def test_a_row_of_its_own_review_is_untouched():
    """The machine writes no human cell but the status."""
    old = [Claim(text="The port is closed.", start=0, end=1)]
    review = Review(status="supported", notes="n", reviewer="r", evidence_url="u", sign_off="s")
    standing = [Standing(claim=old[0].model_copy(update={"id": claim_id(0)}), review=review)]
    new = [Claim(text="The port is open.", start=0, end=1)]
    row = reconcile(standing, new, names=Names(), settings=SETTINGS, article_id="a", taken=()).rows[0]
    assert row.review == review.model_copy(update={"status": "recheck"})
