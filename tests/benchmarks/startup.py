"""Start-up: CPU time of `malmoi --help` beside a bare Python and a bare typer in the same run.

python -m tests.benchmarks.startup
"""

from __future__ import annotations

import resource
import statistics
import subprocess
import sys

RUNS = 15
LIMIT_MS = 200

COMMANDS = {
    "python -c pass": ["-c", "pass"],
    "import typer": ["-c", "import typer"],
    "malmoi --version": ["-m", "tui.start", "--version"],
    "malmoi --help": ["-m", "tui.start", "--help"],
    "malmoi romanise 김정은": ["-m", "tui.start", "romanise", "김정은"],
}


def cpu_ms(arguments: list[str]) -> float:
    """Return the CPU time, user and system, of one Python process in milliseconds."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([sys.executable, *arguments], check=True, stdout=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return 1000 * (after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime)


def main() -> None:
    """Print the table."""
    base = 0.0
    sys.stdout.write(f"start-up, CPU ms, median of {RUNS} (goal: malmoi --help at most {LIMIT_MS} ms)\n")
    for name, arguments in COMMANDS.items():
        cpu_ms(arguments)  # warms the file cache and the byte code
        median = statistics.median(cpu_ms(arguments) for _ in range(RUNS))
        base = base or median
        sys.stdout.write(f"  {name:<24} {median:7.0f}   {median / base:4.1f} x python\n")


if __name__ == "__main__":
    main()
