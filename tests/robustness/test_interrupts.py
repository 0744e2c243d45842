"""Ctrl-C is heard even where a library swallows what is raised in its midst."""

from __future__ import annotations

import signal
import subprocess
import sys

SWALLOWING = """
import sys, time
from tui import start
start.AGAIN = 0.2
start.insist_on_interrupts()
heard = 0
while heard < 3:
    try:
        if not heard:
            print("ready", flush=True)
        time.sleep(60)
    except KeyboardInterrupt:
        heard += 1
start.interrupt_heard()
time.sleep(0.5)
print("three times, and then no more")
"""


def test_an_interrupt_is_repeated_until_it_is_heard() -> None:
    with subprocess.Popen([sys.executable, "-c", SWALLOWING], stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
        process.send_signal(signal.SIGINT)
        out, _ = process.communicate(timeout=60)
    assert process.returncode == 0
    assert out == "three times, and then no more\n"
