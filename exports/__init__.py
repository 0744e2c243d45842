"""Exchange formats, both ways: one module a format, found through `exports.registry`."""
