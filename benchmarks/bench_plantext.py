"""Time of compiling plans of 200,000 and 400,000 characters on one core.

Run: python benchmarks/bench_plantext.py [PLAN.txt]
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

from xiaoer.campaign.plantext import compile

PLAN = Path(__file__).parents[1] / "src/xiaoer/campaign/tests/plans/plan-2022.txt"
SIZES = (200_000, 400_000)
ROUNDS = 3


def seconds(text: str) -> float:
    """Return the best of a few rounds."""
    times = []
    for _ in range(ROUNDS):
        began = time.perf_counter()
        compile(text)
        times.append(time.perf_counter() - began)
    return min(times)


def main() -> None:
    """Print a line for each size."""
    plan = Path(sys.argv[1] if len(sys.argv) > 1 else PLAN).read_text(encoding="utf-8") + "\n"
    compile(plan)
    for size in SIZES:
        text = (plan * (size // len(plan) + 1))[:size]
        taken = seconds(text)
        found = len(compile(text).targets)
        rate = size / taken
        print(f"{size:,} characters: {taken:.3f} s, {rate:,.0f} characters/s, {found:,} targets")


if __name__ == "__main__":
    main()
