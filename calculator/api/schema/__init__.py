"""Describes the API's bodies for OpenAPI from the declarations that the engine itself uses."""
