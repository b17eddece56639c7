"""The model's version: raised whenever any number moves (CHANGELOG, under Numbers)."""

MODEL_VERSION = "1.0.0"
