"""Evidence in and out: spreadsheets into drafts, releases to files and back, public tables."""
