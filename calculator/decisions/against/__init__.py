"""Devil's advocate: the strongest cases against an answer, and who reports such values."""
