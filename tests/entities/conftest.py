import pytest


@pytest.fixture(scope="session")
def nlp():
    from pipeline.language import load_language

    return load_language()
