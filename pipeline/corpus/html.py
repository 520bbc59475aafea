from pathlib import Path
from pipeline.corpus.draft import Draft


def read_html(data: bytes, path: Path | str) -> Draft:
    raise NotImplementedError
