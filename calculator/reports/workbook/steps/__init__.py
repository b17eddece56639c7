"""The steps of the chosen design, a sheet a step, in the order of the model."""
