"""Invisible characters neither get into a claim nor move an offset."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.corpus import article_from_text, put_back, without_invisible
from pipeline.schema import Annotation, Attribution, Claim, Entity, Figure, LeftOut, Sentence, TextSpan

HIDDEN = "\u00ad\u200b\u2060\ufeff"


def _span(text: str, part: str) -> dict[str, int | str]:
    start = text.index(part)
    return {"start": start, "end": start + len(part), "text": part}


def test_an_article_without_them_is_itself() -> None:
    article = article_from_text("The mill closed.", id="a")
    assert without_invisible(article) is article


def test_everything_is_put_back() -> None:
    text = "\ufeffOrr said the mill em\u00adploys 4\u200b0 people.\u200b Why?"
    article = article_from_text(text, id="a")
    plain = without_invisible(article).text
    assert plain == "Orr said the mill employs 40 people. Why?"
    figure = Figure(**_span(plain, "40"), kind="number")
    name = Entity(**_span(plain, "Orr"), label="PERSON", name="Orr")
    content = TextSpan(**_span(plain, "the mill employs 40 people"))
    claim = Claim(
        text="The mill employs 40 people.",
        start=content.start,
        end=content.end,
        parts=((content.start, content.end),),
        figures=(figure,),
        entities=(name,),
    )
    found = Annotation(
        id="a",
        sentences=(Sentence(**_span(plain, "Orr said the mill employs 40 people.")),),
        claims=(claim,),
        figures=(figure,),
        entities=(name,),
        attributions=(Attribution(source=name, cue=TextSpan(**_span(plain, "said")), content=content),),
        left_out=(LeftOut(**_span(plain, "Why?"), reason="question"),),
    )
    back = put_back(found, article)
    said = back.attributions[0]
    assert said.source is not None and said.cue is not None
    spans = [back.figures[0], back.entities[0], said.source, said.cue, said.content, back.left_out[0]]
    spans += [*back.claims[0].figures, *back.claims[0].entities, *back.sentences]
    assert all(text[span.start : span.end] == span.text for span in spans)
    assert back.figures[0].text == "4\u200b0"
    assert back.claims[0].text == "The mill employs 40 people."
    assert [text[slice(*part)] for part in back.claims[0].parts] == ["the mill em\u00adploys 4\u200b0 people"]
    assert text[back.claims[0].start : back.claims[0].end] == said.content.text


@given(st.text(st.sampled_from("ab .\n" + HIDDEN), max_size=30))
def test_a_span_of_the_visible_holds_the_same_characters(text: str) -> None:
    article = article_from_text(text, id="a")
    plain = without_invisible(article).text
    words = tuple(LeftOut(start=i, end=i + 1, text=plain[i], reason="x") for i in range(len(plain)))
    back = put_back(Annotation(id="a", left_out=words), article)
    assert "".join(span.text for span in back.left_out) == plain
    assert all(text[span.start : span.end] == span.text for span in back.left_out)


@pytest.mark.parametrize("hidden", HIDDEN)
def test_an_end_is_not_past_the_text(hidden: str) -> None:
    article = article_from_text(f"a{hidden}", id="a")
    back = put_back(Annotation(id="a", left_out=(LeftOut(start=1, end=1, text="", reason="x"),)), article)
    assert (back.left_out[0].start, back.left_out[0].end) == (2, 2)
