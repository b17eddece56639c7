"""The accounts room: people who sign in."""
