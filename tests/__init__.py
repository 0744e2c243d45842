"""Tests: unit, contract suites, interface, migrations, robustness; benchmarks apart."""
