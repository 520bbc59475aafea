"""The desk's sources and fact-checks, search, comparison; the article against itself."""
