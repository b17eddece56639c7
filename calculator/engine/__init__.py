"""The calculation, in NumPy alone: inputs and evidence in, a result out (docs/model.md)."""
