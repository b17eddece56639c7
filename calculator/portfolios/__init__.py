"""Many groups from one file: read, judged, calculated together, and written out."""
