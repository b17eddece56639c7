"""The calculator's form: HTML names to the engine's raw inputs and back. It judges nothing."""
