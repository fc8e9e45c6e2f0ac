"""How long pages of a running demo city take, as a browser asks for them.

    .venv/bin/xiaoer demo --port 47000 &
    .venv/bin/python benchmarks/bench_pages.py http://127.0.0.1:47000 office PASSWORD [PATH …]

One signed-in visitor, one request after the other; 50 rounds a page after three to warm up.
"""

from __future__ import annotations

import http.cookiejar
import statistics
import sys
import time
import urllib.parse
import urllib.request

PAGES = ("/cockpit/", "/indicators/", "/warnings/", "/flows/", "/programmes/", "/feeds/")
ROUNDS = 50


class Visitor:
    """A browser without a screen."""

    def __init__(self, base: str) -> None:
        self.base = base.rstrip("/")
        self.cookies = http.cookiejar.CookieJar()
        self.opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(self.cookies))

    def get(self, path: str, sent: dict[str, str] | None = None) -> bytes:
        data = urllib.parse.urlencode(sent).encode() if sent else None
        request = urllib.request.Request(self.base + path, data)
        request.add_header("Referer", self.base + path)
        with self.opener.open(request, timeout=30) as answer:
            return answer.read()

    def sign_in(self, name: str, password: str) -> None:
        self.get("/accounts/login/")
        token = next(c.value for c in self.cookies if c.name == "csrftoken") or ""
        form = {"login": name, "password": password, "csrfmiddlewaretoken": token}
        self.get("/accounts/login/", form)


def main() -> None:
    base, name, password, *paths = sys.argv[1:]
    visitor = Visitor(base)
    visitor.sign_in(name, password)
    for path in paths or PAGES:
        took = []
        for round_ in range(ROUNDS + 3):
            start = time.perf_counter()
            size = len(visitor.get(path))
            if round_ >= 3:
                took.append((time.perf_counter() - start) * 1000)
        p95 = sorted(took)[int(len(took) * 0.95)]
        print(
            f"{path:<16} median {statistics.median(took):6.1f} ms   p95 {p95:6.1f} ms   "
            f"{size / 1024:.0f} KB"
        )


if __name__ == "__main__":
    main()
