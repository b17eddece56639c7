"""The JSON door to calculations, reports and evidence."""
