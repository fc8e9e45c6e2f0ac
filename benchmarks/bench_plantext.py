"""Time of compiling plans of 200,000 and 400,000 characters, and of texts dense in targets.

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
DENSE = ("网办率达到95%，", "网办率达到95%以上。", "由10%", "1.", "①甲，②乙，")


def seconds(text: str) -> float:
    """Return the best of a few rounds."""
    times = []
    for _ in range(ROUNDS):
        began = time.process_time()
        compile(text)
        times.append(time.process_time() - began)
    return min(times)


def main() -> None:
    """Print a line for each text and size."""
    plan = Path(sys.argv[1] if len(sys.argv) > 1 else PLAN).read_text(encoding="utf-8") + "\n"
    compile(plan)
    for size in SIZES:
        show("the plan", (plan * (size // len(plan) + 1))[:size])
    for piece in DENSE:
        for size in SIZES:
            show(piece, (piece * (size // len(piece) + 1))[:size])


def show(name: str, text: str) -> None:
    """Print time, rate and number of targets of a text."""
    taken = seconds(text)
    found, rate = len(compile(text).targets), len(text) / taken
    print(f"{name}: {len(text):,} characters, {taken:.3f} s, {rate:,.0f}/s, {found:,} targets")


if __name__ == "__main__":
    main()
