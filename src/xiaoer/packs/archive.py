"""The files of a pack in one value: a zip that is the same for the same files."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

FIRST_DAY = (1980, 1, 1, 0, 0, 0)  # what zip counts from; the files' own dates do not matter


def packed(files: Mapping[str, bytes]) -> bytes:
    """Return the files as a zip."""
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in sorted(files):
            info = zipfile.ZipInfo(name, FIRST_DAY)
            info.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(info, files[name])
    return whole.getvalue()


def unpacked(data: bytes) -> dict[str, bytes]:
    """Return the files of a zip that `packed` made."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}
