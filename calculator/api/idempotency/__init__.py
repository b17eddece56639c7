"""Idempotency keys: a request that is sent again has one effect, and gets the first answer."""
