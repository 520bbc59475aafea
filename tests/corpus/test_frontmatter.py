"""Front matter."""

import pytest

from pipeline.corpus.frontmatter import Header, check_id, split_front_matter
from pipeline.errors import ArticleError
from tests.corpus.specs import cases


@pytest.mark.parametrize("case", cases("frontmatter"), ids=lambda case: case["name"])
def test_front_matter(case):
    header, rest = split_front_matter(case["text"], "a.txt")
    shown = {name: str(value) for name in Header.__dataclass_fields__ if (value := getattr(header, name))}
    assert shown == case["header"]
    assert rest == case["rest"]


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("published: soon", "'soon' is no date"),
        ("published: 2026-02-30", "'2026-02-30' is no date"),
        ("date: 5/3/2026", "'5/3/2026' can be read as two dates"),
    ],
)
def test_a_date_that_is_none(line, message):
    with pytest.raises(ArticleError, match=message) as caught:
        split_front_matter(f"---\ntitle: Quay\n{line}\n---\nFirst line.", "a.txt")
    assert "line 3" in str(caught.value)
    assert "2026-03-12" in str(caught.value)


@pytest.mark.parametrize("name", ["../up", "a/b", "a\\b", ".hidden", "", " ", "a\nb", "ends.", "x" * 200])
def test_an_id_that_can_name_no_folder(name):
    with pytest.raises(ArticleError):
        check_id(name, "a.txt")


@pytest.mark.parametrize("name", ["quay", "2026-03-12_quay", "Port & quay (final)", "Málaga"])
def test_an_id_that_can(name):
    assert check_id(name, "a.txt") == name
