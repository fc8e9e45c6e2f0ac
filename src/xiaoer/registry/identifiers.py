"""Identifiers with check digits: enterprises and persons. Pure."""

from __future__ import annotations

from stdnum.cn import ric, uscc
from stdnum.exceptions import InvalidChecksum, InvalidLength, ValidationError

RIC_LENGTH = 18


class IdentifierError(ValueError):
    """What is wrong with an identifier, said so that the reader can mend it."""


def checked_uscc(text: str) -> str:
    """Return a unified social credit code (统一社会信用代码) in its plain form.

    Raises `IdentifierError` with what was entered and what is needed.
    """
    plain = "".join(text.split()).upper()
    try:
        return str(uscc.validate(plain))
    except InvalidLength:
        raise IdentifierError(f"信用代码要 18 位，您填了 {len(plain)} 位") from None
    except InvalidChecksum:
        raise IdentifierError("信用代码的最后一位对不上，照着营业执照再核一遍") from None
    except ValidationError:
        raise IdentifierError("信用代码只有数字和大写字母，没有 I、O、S、V、Z") from None


def checked_ric(text: str) -> str:
    """Return a resident identity number (公民身份号码) in its plain form.

    Birthday and check digit are checked; the district is not, since districts are founded and
    renumbered, and a number keeps the one of its day.

    Raises `IdentifierError` with what was entered and what is needed.
    """
    plain = "".join(text.split()).upper()
    if len(plain) != RIC_LENGTH:
        raise IdentifierError(f"身份证号要 {RIC_LENGTH} 位，您填了 {len(plain)} 位")
    try:
        ric.get_birth_date(plain)
        sound = plain[:-1].isdigit() and ric.calc_check_digit(plain) == plain[-1]
    except (ValidationError, ValueError):
        sound = False
    if not sound:
        raise IdentifierError("身份证号对不上，照着身份证再核一遍")
    return plain


def masked_name(name: str) -> str:
    """Show the first character of a name only: 李**."""
    return name[:1] + "*" * max(len(name) - 1, 1) if name else ""


def masked_ric(number: str) -> str:
    """Show the first six and the last two characters of an identity number."""
    return f"{number[:6]}{'*' * 10}{number[-2:]}" if len(number) == 18 else "*" * len(number)


def masked_phone(number: str) -> str:
    """Show the first three and the last two characters of a telephone number."""
    return f"{number[:3]}{'*' * max(len(number) - 5, 1)}{number[-2:]}" if number else ""
