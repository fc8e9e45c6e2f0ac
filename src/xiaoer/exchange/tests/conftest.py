"""The kernel's cast, for cases that the mart takes in."""

from xiaoer.cases.tests.conftest import (  # noqa: F401
    applicant,
    as_,
    enterprise,
    pack,
)
