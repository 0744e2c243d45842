"""Tests of the terminal interface and of the command line."""
