#!/usr/bin/env python3
"""A controller in another language: reads an observation a line, writes a decision a line.

It keeps one container for every request in the system, waiting or running, smoothed so that it
scales out at once and in by at most one container a slot. Times are paper milliseconds.
Anything for your own eyes goes to standard error: standard output is the answer.
"""

import json
import math
import sys


def decide(seen, wanted_before):
    """The number of containers wanted, and why. `seen` is an Observation (harness/controller.ts) with its setting."""
    setting = seen["setting"]
    in_system = seen["queued"] + seen["running"]
    wanted = max(in_system, wanted_before - 1)
    bounded = min(setting["kMax"], max(1, setting["kMin"], math.ceil(wanted)))
    return bounded, f"{seen['queued']} waiting and {seen['running']} running, {wanted_before} wanted before"


def main():
    wanted = 0
    for line in sys.stdin:
        wanted, reason = decide(json.loads(line), wanted)
        print(json.dumps({"containers": wanted, "reason": reason}), flush=True)


if __name__ == "__main__":
    main()
