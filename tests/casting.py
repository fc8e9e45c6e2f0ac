"""What the tests of the whole program share."""

from datetime import date
from pathlib import Path

FOUNDED = date(2019, 1, 1)
PACK = Path(__file__).parent.parent / "src/xiaoer/cases/tests/packs/mkt98"
