"""A portfolio's run: its file cut into pieces, each calculated, and all put together as results."""
