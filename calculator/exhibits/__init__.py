"""From a ``Result`` to what a reader sees: words, tables and charts, the same on page and paper."""
