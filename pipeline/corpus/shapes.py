"""What a line of text looks like: a heading, a caption, a byline, a dateline.

Only form is looked at: length, final stop, credit lines as agencies and photo desks write them. Whether a heading says
anything is for the rooms that parse.
"""

from __future__ import annotations

import datetime as dt
import re

from pipeline.corpus.dates import AmbiguousDateError, parse_date

__all__ = [
    "author_of",
    "date_line",
    "is_byline",
    "is_caption",
    "is_furniture",
    "is_heading",
    "is_headline",
    "is_pull_quote",
    "same_title",
    "words_of",
]

HEADING_WORDS = 18
"""Words of the longest heading inside an article: question headings are the long ones."""

HEADLINE_WORDS = 30
"""Words of the longest headline."""

CAPTION_WORDS = 80
"""Words of the longest picture caption with its credit."""

FURNITURE_WORDS = 16
"""Words of the longest line between an article's paragraphs that belongs to the page."""

_FURNITURE = re.compile(
    r"(?:skip |hide )?advert(?:isement|s|ising)?s?|sponsored(?: content)?|promoted|ad(?: feedback)?"
    r"|(?:read more|also read|read also|see also|see more|related|more on this|you may also like|recommended"
    r"|don['’]t miss|explore more|in pictures|explained|watch|listen|related (?:stories|articles|content|topics))"
    r"(?:\s*[:|»>–—-]\s*.*|\s+stor(?:y|ies)|\s+articles?)?"
    r"|(?:story|article) continues (?:below|after).*|continue reading.*|scroll (?:down|to continue).*"
    r"|share(?: this)?(?: article| story| page| on .*)?:?|(?:copy|get) link|link copied|print(?: this)?|save|bookmark"
    r"|sign up (?:to|for|here).*|subscribe (?:to|for|now|here).*|follow us.*|follow .{1,30} on .*|join (?:us|our) .*"
    r"|click here.*|tap here.*|download (?:the|our) app.*|(?:\d+|no) comments?|leave a comment|(?:view )?comments"
    r"|enable javascript.*|this video (?:can not|can't|cannot) be played.*|media caption|image (?:source|caption).{0,3}"
    r"|all rights reserved\.?|\d+[ -]min(?:ute)?s?[ -]read|\d+ (?:second|minute|min|hour|day|week|month)s? ago"
    r"|ends|-+ ?30 ?-+|more (?:to come|to follow|follows)|###",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*")
_FINAL = re.compile(r"[.,;:!…–—-]$")
_ABBREVIATED = re.compile(r"(?:\b[A-Z]\.){2,}$|\b(?:Inc|Corp|Co|Ltd|Jr|Sr|vs|[Nn]o)\.$")
_INNER_STOP = re.compile(r"[a-z]{3}[.!][\"”’')\]]*\s+[\"“‘'(\[]?[A-Z]")
_CREDIT = re.compile(
    r"(?:^|[\s(\[|/–—-])(?:file\s+)?"
    r"(?:photo|photograph|picture|image|illustration|graphic|video|map|chart|credit|pic)s?"
    r"(?:\s+(?:credit|source|courtesy))?s?\s*(?::|(?<=photo)\s+by\s|\s+by\s|\s+courtesy\s+of\s)\s*(?=[A-Z@©])[^.!?]{2,80}\.?[)\]]?$"
    r"|[(\[](?:AP|AFP|Reuters|EPA|PA|Getty)\b[^)\]]{0,60}[)\]]$"
    r"|(?:/|\bvia )(?:Getty Images|Reuters|AFP|AP|EPA|Shutterstock|Flickr|Wikimedia Commons)[^.]{0,30}\.?[)\]]?$"
    r"|(?:^|\s)©\s?\S[^.!?]{2,60}\.?$",
    re.IGNORECASE,
)
_CAPTION_LABEL = re.compile(
    r"(?:FILE(?:\s+PHOTO)?\s*[-–—:]|(?:Photo|Image|Picture|Caption|Pictured|Figure \d+|Fig\. ?\d+)\s*[:.])\s*\S"
)
_BYLINE = re.compile(r"(?:by|from|words by|reporting by|written by)\s*:?\s+(?=[A-Z])", re.IGNORECASE)
_JOINING = frozenset(
    {"and", "in", "at", "for", "of", "the", "de", "da", "del", "la", "van", "von", "bin", "al", "&", "|", "-", "–", "—"}
)
_DATE_LABEL = re.compile(
    r"(?P<label>(?:first\s+)?(?:published|posted|date|issued)(?:\s+on)?|(?:last\s+)?(?:updated|modified)(?:\s+on)?)\s*[:–—-]?\s+",
    re.IGNORECASE,
)
_OPENING = "\"“‘'«([¿¡$€£#"


def words_of(text: str) -> list[str]:
    """Return the words of a text: letters and digits, with the apostrophes and hyphens inside them."""
    return _WORD.findall(text)


def is_heading(text: str) -> bool:
    """Whether a line looks like a heading: short, begins like a sentence or a title, and has no final stop."""
    return _titular(text, HEADING_WORDS) and not text.endswith("!")


def is_headline(text: str) -> bool:
    """Whether the first line of a text looks like its headline; longer than a heading, and it may exclaim."""
    return _titular(text, HEADLINE_WORDS)


def is_caption(text: str) -> bool:
    """Whether a paragraph is a picture's caption: it ends with a credit, or begins with a label such as ``FILE -``."""
    if len(text.split()) > CAPTION_WORDS or text.startswith(('"', "“")):
        return False
    return _CREDIT.search(text) is not None or _CAPTION_LABEL.match(text) is not None


def is_pull_quote(text: str) -> bool:
    """Whether a line is a quotation set apart: in quotation marks, whole, and without the stop of a paragraph."""
    if len(text) < 4 or text[0] not in '"“‘«' or len(text.split()) < 4:
        return False
    closing = {'"': '"', "“": "”", "‘": "’", "«": "»"}[text[0]]
    words, _, name = text.rpartition(closing)
    if closing in words[1:]:
        return False
    if name:  # "We will not leave." — Ann Lee
        return len(name.split()) <= 8 and re.match(r"\s*[-–—]+\s*[A-Z][^.!?]+$", name) is not None
    return words[-1] not in ".,!?…"


def is_byline(text: str) -> bool:
    """Whether a line names the author: "By Ann Lee and Ray Cole, London"."""
    return author_of(text) != ""


def author_of(text: str) -> str:
    """Return the names in a byline, or nothing if the line is none."""
    match = _BYLINE.match(text)
    if match is None or len(text.split()) > 14 or text.endswith("?"):
        return ""
    rest = re.split(r"[,;|]|\s[-–—]\s", text[match.end() :], maxsplit=1)[0].split()
    named = 0 < len(rest) <= 9 and all(word[0].isupper() or word.lower() in _JOINING for word in rest)
    return " ".join(rest) if named else ""


def date_line(text: str) -> tuple[dt.date, bool] | None:
    """Read a line that holds a date and nothing else.

    Returns
    -------
    (datetime.date, bool) or None
        The day, and whether the line calls it the day of an update. None for any other line and for 5/3/2026,
        which has two readings.
    """
    if len(text) > 80 or not any(char.isdigit() for char in text):
        return None
    match = _DATE_LABEL.match(text)
    label = match["label"].lower() if match else ""
    try:
        date = parse_date(text[match.end() :] if match else text)
    except AmbiguousDateError:
        return None
    return None if date is None else (date, "updated" in label or "modified" in label)


def is_furniture(text: str) -> bool:
    """Whether a line of a web page is none of the article's: a label of an advertisement, an invitation to click."""
    return len(text.split()) <= FURNITURE_WORDS and _FURNITURE.fullmatch(text) is not None


def same_title(text: str, title: str) -> bool:
    """Whether a line is the title, give or take typography or a site's name after it."""
    ours = [word.lower().replace("’", "'") for word in words_of(text)]
    theirs = [word.lower().replace("’", "'") for word in words_of(title)]
    if not ours or not theirs:
        return False
    shorter = min(len(ours), len(theirs))
    return ours == theirs or (shorter > 3 and ours[:shorter] == theirs[:shorter])


def _titular(text: str, limit: int) -> bool:
    count = len(text.split())
    if not 1 <= count <= limit or len(text) > 8 * limit or not any(char.isalpha() for char in text):
        return False
    first = text.lstrip(_OPENING)[:1]
    if not first or (first.islower() and not text.split()[0][1:2].isupper()):
        return False
    bare = text.rstrip("\"”’'»)]")
    if text.startswith(("http://", "https://", "www.")) or "@" in text.split()[0]:
        return False
    if _FINAL.search(bare) and not bare.endswith("!") and _ABBREVIATED.search(bare) is None:
        return False
    return not (_INNER_STOP.search(text) or is_byline(text) or is_caption(text) or date_line(text))
