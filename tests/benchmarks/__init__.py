"""Benchmarks: CPU time and ratios, printed as tables. `make bench` runs them; no test times anything."""
