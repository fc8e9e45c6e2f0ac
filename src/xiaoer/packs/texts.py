"""Texts in the languages of a pack, and limits as a pack writes them."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator

from xiaoer.clock.limits import Limit


class Strict(BaseModel):
    """Base of everything in a pack: an unknown key is a fault, and nothing changes later."""

    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)


class Text(Strict):
    """A sentence for people: simplified Chinese, English where given (traditional is derived)."""

    zh_hans: str = Field(alias="zh-hans", min_length=1)
    en: str = ""

    @model_validator(mode="before")
    @classmethod
    def plain(cls, value: Any) -> Any:
        """Accept a bare string as simplified Chinese."""
        return {"zh-hans": value} if isinstance(value, str) else value

    def __str__(self) -> str:
        return self.zh_hans

    def in_language(self, language: str) -> str:
        """Return the text in a language; simplified Chinese where there is no translation."""
        return self.en if language == "en" and self.en else self.zh_hans


def written_limit(text: str) -> str:
    """Refuse a limit that cannot be read or has no unit (time-law 3, trap)."""
    Limit.parse(text)
    return text


LimitText = Annotated[str, AfterValidator(written_limit)]
Key = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]{1,63}$")]
Code = Annotated[str, Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9_.-]{0,39}$")]
