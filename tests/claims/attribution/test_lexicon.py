import pytest

from pipeline.claims.attribution.lexicon import forms, listed, verb_forms, words_of


@pytest.mark.parametrize(
    ("lemma", "expected"),
    [
        ("say", ["say", "says", "said", "saying"]),
        ("deny", ["deny", "denies", "denied", "denying"]),
        ("argue", ["argue", "argues", "argued", "arguing"]),
        ("guess", ["guess", "guesses", "guessed", "guessing"]),
        ("agree", ["agree", "agrees", "agreed", "agreeing"]),
        ("portray", ["portray", "portrays", "portrayed", "portraying"]),
        ("admit", ["admit", "admits", "admitted", "admitting"]),
    ],
)
def test_forms_of_a_verb(lemma, expected):
    assert forms(lemma) == expected


@pytest.mark.parametrize(
    ("form", "kind"), [("warned", "stance"), ("said", "say"), ("believes", "belief"), ("knew", "knowledge")]
)
def test_a_form_has_the_class_of_its_verb(form, kind):
    assert kind in {cue.kind for cue in verb_forms()[form]}


def test_no_form_is_doubled_wrongly():
    assert not [form for form in verb_forms() if form.endswith(("eed", "yed")) and form[:-2] + "y" == form]


def test_classes_are_those_of_the_documentation():
    kinds = {cue.kind for cues in verb_forms().values() for cue in cues}
    assert kinds == {"say", "claim", "stance", "belief", "knowledge", "intention", "emotion", "writing"}


def test_words_of_every_kind_are_there():
    assert words_of("noun")["claim"] == "claim"
    assert "officials" in listed("people")
