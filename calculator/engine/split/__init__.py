"""Who keeps an avoided dollar: sponsor, stop-loss carrier, insurer, member (Eq. 31 to 34)."""
