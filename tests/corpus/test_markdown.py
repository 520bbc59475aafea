"""Markdown."""

from pipeline.corpus import read_article

TEXT = """---
title: The quay
date: 2026-03-12
---

# Port to **build** new quay

The port authority will spend *40 million euros* on a [new quay](https://news.example/quay), its
director said on Monday.[^1] It is `Quay 9`.

![The old basin](basin.jpg)
*The old basin at low tide*

Who pays?
---------

> Nobody has asked us anything.

- four **cranes**
- [x] a rail link,
  which opens in 2028

1. two berths

| Year | Ships |
|------|-------|
| 2015 | 1,200 |

```python
print("no article")
```

<!-- a note to the editor -->

The director&rsquo;s plan has a second part\\.

[^1]: Harbour Post.
"""


def test_blocks(tmp_path):
    path = tmp_path / "quay.markdown"
    path.write_text(TEXT, encoding="utf-8")
    article = read_article(path)
    assert [[block.kind, block.text] for block in article.blocks] == [
        ["headline", "Port to build new quay"],
        [
            "paragraph",
            "The port authority will spend 40 million euros on a new quay, its director said on Monday. It is Quay 9.",
        ],
        ["caption", "The old basin at low tide"],
        ["heading", "Who pays?"],
        ["quote", "Nobody has asked us anything."],
        ["list_item", "four cranes"],
        ["list_item", "a rail link, which opens in 2028"],
        ["list_item", "two berths"],
        ["list_item", "Year | Ships"],
        ["list_item", "2015 | 1,200"],
        ["paragraph", "The director’s plan has a second part."],
    ]
    assert article.title == "The quay"
    assert str(article.published) == "2026-03-12"
