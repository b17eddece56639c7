"""The fiduciary file: all that a decision rests on, in one ZIP, with how to check it."""
