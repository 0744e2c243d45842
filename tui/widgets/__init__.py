"""Widgets: what is drawn. They know no data base."""
