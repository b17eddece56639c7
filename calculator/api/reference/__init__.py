"""The API reference: the OpenAPI description as plain records, which the pages show."""
