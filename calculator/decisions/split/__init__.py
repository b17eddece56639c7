"""Who keeps the money: sponsor, stop-loss carrier, insurer, member."""
