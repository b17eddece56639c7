"""One PDF a group of a finished portfolio, all of them in one ZIP."""
