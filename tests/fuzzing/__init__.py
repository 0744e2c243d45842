"""Long searches for inputs that break a reader: `make fuzz`."""
