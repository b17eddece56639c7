"""How numbers and dates are written, where Django would write them otherwise."""
