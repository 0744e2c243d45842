"""Whole corpora: thousands of articles in two languages read, paired, aligned and kept."""
