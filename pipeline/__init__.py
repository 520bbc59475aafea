"""claimsheet: from an English news article to a review sheet of checkable claims."""
