"""Many groups at once: rows that differ in size and age mix share one set of draws."""
