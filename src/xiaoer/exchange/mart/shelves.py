"""Where the mart's files lie: in a folder of this machine, or in a bucket of object storage."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any, Protocol
from urllib.parse import parse_qs, urlsplit

import duckdb


class Shelf(Protocol):
    """A place for files that are written once; small texts may be replaced as a whole."""

    def read(self, name: str) -> str | None:
        """Return a text, `None` when there is none."""

    def replace(self, name: str, text: str) -> None:
        """Put a text in place so that readers see the old one or the new one."""

    def parts(self) -> list[str]:
        """Return the names of all Parquet files."""

    def remove(self, name: str) -> None:
        """Remove a file; that it is gone already is no fault."""

    def address(self, name: str) -> str:
        """Return how engines open a file, its folder made ready."""

    def show_to(self, duck: duckdb.DuckDBPyConnection) -> None:
        """Teach DuckDB to open the addresses."""


class Folder:
    """A folder of this machine, or one that several machines see."""

    def __init__(self, root: Path) -> None:
        """Take the folder; it is made when something is written."""
        self.root = root

    def read(self, name: str) -> str | None:
        """Return a text, `None` when there is none."""
        try:
            return (self.root / name).read_text()
        except FileNotFoundError:
            return None

    def replace(self, name: str, text: str) -> None:
        """Replace a file so that a crash leaves the old one or the new one."""
        self.root.mkdir(parents=True, exist_ok=True)
        path = self.root / name
        draft = path.with_suffix(".new")
        with draft.open("w") as out:
            out.write(text)
            out.flush()
            os.fsync(out.fileno())
        draft.replace(path)

    def parts(self) -> list[str]:
        """Return the names of all Parquet files."""
        return [str(path.relative_to(self.root)) for path in self.root.glob("*/*.parquet")]

    def remove(self, name: str) -> None:
        """Remove a file; that it is gone already is no fault."""
        (self.root / name).unlink(missing_ok=True)

    def address(self, name: str) -> str:
        """Return the path of a file, its folder made ready."""
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        return str(path)

    def show_to(self, duck: duckdb.DuckDBPyConnection) -> None:
        """DuckDB opens paths by itself."""


class Bucket:
    """A bucket of S3-compatible storage: `s3://bucket/prefix?endpoint=http://host:9000`.

    Keys come from the environment (`AWS_ACCESS_KEY_ID`, `AWS_SECRET_ACCESS_KEY`). An upload is
    seen whole or not at all, so replacing the manifest is a commit here too.
    """

    SCHEME = "mart"  # of addresses: DuckDB would answer s3:// with an extension from the network

    def __init__(self, address: str) -> None:
        """Open the bucket; raises `OSError` when it cannot be reached at the first use."""
        parts = urlsplit(address)
        self.root = f"{parts.netloc}{parts.path}".rstrip("/")
        self.files = _file_system(parse_qs(parts.query))

    def read(self, name: str) -> str | None:
        """Return a text, `None` when there is none."""
        try:
            with self.files.open_input_stream(f"{self.root}/{name}") as source:
                return str(source.read().decode())
        except FileNotFoundError:
            return None

    def replace(self, name: str, text: str) -> None:
        """Upload a text under the name."""
        with self.files.open_output_stream(f"{self.root}/{name}") as out:
            out.write(text.encode())

    def parts(self) -> list[str]:
        """Return the names of all Parquet files."""
        from pyarrow.fs import FileSelector

        every = self.files.get_file_info(
            FileSelector(self.root, recursive=True, allow_not_found=True)
        )
        names = [info.path.removeprefix(f"{self.root}/") for info in every]
        return [name for name in names if name.endswith(".parquet")]

    def remove(self, name: str) -> None:
        """Remove a file; that it is gone already is no fault."""
        try:
            self.files.delete_file(f"{self.root}/{name}")
        except FileNotFoundError:
            return

    def address(self, name: str) -> str:
        """Return the address of a file."""
        return f"{self.SCHEME}://{self.root}/{name}"

    def show_to(self, duck: duckdb.DuckDBPyConnection) -> None:
        """Let DuckDB read and write through Arrow."""
        duck.register_filesystem(_for_duckdb(self.files, self.SCHEME))


def _file_system(options: dict[str, list[str]]) -> Any:
    from pyarrow.fs import S3FileSystem

    wanted: dict[str, Any] = {}
    if endpoint := options.get("endpoint", [""])[0]:
        parts = urlsplit(endpoint)
        wanted |= {"endpoint_override": parts.netloc, "scheme": parts.scheme}
    if region := options.get("region", [""])[0]:
        wanted["region"] = region
    return S3FileSystem(**wanted)


def _for_duckdb(files: Any, scheme: str) -> Any:
    from fsspec.implementations.arrow import ArrowFSWrapper

    class Mart(ArrowFSWrapper):  # type: ignore[misc]
        protocol = scheme
        cachable = False

        @classmethod
        def _strip_protocol(cls, path: Any) -> str:
            return str(path).removeprefix(f"{scheme}://")

    return Mart(files)


def shelf_at(root: str) -> Shelf:
    """Return the place that a setting names: a path, or `s3://…`."""
    return Bucket(root) if root.startswith("s3://") else Folder(Path(root))
