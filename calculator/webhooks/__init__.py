"""Webhooks: signed messages to the programs of an account when something it waits for happens."""
