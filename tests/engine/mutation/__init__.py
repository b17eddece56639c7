"""Mutation testing: small mistakes put into the engine one by one, to see whether a test notices.

``python -m tests.engine.mutation`` runs it; docs/method/verification.md says what is mutated.
"""
