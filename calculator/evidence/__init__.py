"""The evidence room: what the calculation rests on, and who may change it."""
