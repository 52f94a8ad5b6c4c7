"""The HTML page in a real browser: filters work, and a hostile document does nothing."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
import sample

from claimcheck.reports import render_report

BROWSER = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
pytestmark = pytest.mark.skipif(BROWSER is None, reason="no Chromium here: apt-get install chromium")

PROBE = """<script>
addEventListener("load", () => setTimeout(() => {{
  const result = (() => {{ {body} }})();
  const out = document.createElement("pre");
  out.id = "probe";
  out.textContent = JSON.stringify(result);
  document.body.replaceChildren(out);
}}, 50));
</script>"""


def browse(tmp_path: Path, page: str, body: str, anchor: str = "") -> object:
    """What `body` returns in the page. The page's own policy forbids a second script, as it must; so
    the probe is put into a copy without the policy."""
    import html
    import json
    import re

    open_page = re.sub(r'<meta http-equiv="Content-Security-Policy"[^>]*>', "", page)
    path = tmp_path / "page.html"
    path.write_text(open_page.replace("</body>", PROBE.format(body=body) + "</body>"), encoding="utf-8")
    found = re.search(r'<pre id="probe">(.*?)</pre>', dump(path, anchor), re.S)
    assert found is not None
    return json.loads(html.unescape(found[1]))


def dump(path: Path, anchor: str = "") -> str:
    """The page's elements after its scripts ran."""
    assert BROWSER is not None
    ran = subprocess.run(
        [
            BROWSER, "--headless", "--no-sandbox", "--disable-gpu", "--virtual-time-budget=2000",
            f"--user-data-dir={path.parent / 'profile'}", "--dump-dom", path.as_uri() + anchor,
        ],
        capture_output=True, timeout=120, check=True,
    )  # fmt: skip
    return ran.stdout.decode("utf-8")


@pytest.fixture
def page() -> str:
    return render_report(sample.report(), "html", sources=sample.SOURCES.values())


SHOWN = (
    "[...document.querySelectorAll('.finding')].filter((x) => x.offsetParent).map((x) => x.id.slice(0, 2))"
)


@pytest.mark.parametrize(
    ("act", "shown"),
    [
        ("", ["7f", "cc", "dd", "ee", "ff", "1a", "bb", "aa"]),
        ("form.elements.verdict[1].click(); form.elements.verdict[2].click();", ["7f", "1a", "bb", "aa"]),
        ("form.elements.kind.value = 'period';", ["1a"]),
        ("form.elements.source.value = 'seeds/f.txt';", ["dd", "aa"]),
        ("form.elements.text.value = 'FONDÉE en';", ["1a"]),
        ("form.elements.text.value = 'nowhere';", []),
    ],
)
def test_filters_show_the_findings_asked_for(tmp_path: Path, page: str, act: str, shown: list[str]) -> None:
    body = f"""
      const form = document.getElementById("filters");
      {act}
      form.dispatchEvent(new Event("input", {{ bubbles: true }}));
      return [{SHOWN}, document.getElementById("shown").textContent,
              [...document.querySelectorAll(".topic")].filter((x) => x.offsetParent).length];
    """
    found, count, topics = browse(tmp_path, page, body)  # type: ignore[misc]
    assert found == shown
    assert count == f"{len(shown)} of 8 shown"
    assert (topics == 0) is (shown == [])


def test_an_address_leads_to_its_finding_even_when_it_was_filtered(tmp_path: Path, page: str) -> None:
    body = f"return [document.activeElement.id, {SHOWN}.length]"
    assert browse(tmp_path, page, body, "#bb2b3c4d5e6f") == ["bb2b3c4d5e6f", 8]


def test_the_pages_own_script_runs_under_its_policy(tmp_path: Path, page: str) -> None:
    path = tmp_path / "page.html"
    path.write_text(page, encoding="utf-8")
    assert "8 of 8 shown" in dump(path)


def test_another_script_does_not_run_under_the_policy(tmp_path: Path, page: str) -> None:
    path = tmp_path / "page.html"
    injected = '<script>document.title = "owned"</script><img src=x onerror="document.title=\'owned\'">'
    path.write_text(page.replace("</main>", f"{injected}</main>"), encoding="utf-8")
    shown = dump(path)
    assert "<title>owned" not in shown
    assert "8 of 8 shown" in shown


def test_a_hostile_document_does_nothing(tmp_path: Path) -> None:
    page = render_report(sample.hostile(10_000), "html")
    body = """return [document.scripts.length, document.querySelectorAll("article").length,
      getComputedStyle(document.querySelector("mark")).direction,
      document.querySelector("h2").textContent.includes('<script>alert("x")<\\/script>')]"""
    assert browse(tmp_path, page, body) == [2, 1, "ltr", True]


def test_nothing_is_wider_than_a_narrow_screen(tmp_path: Path, page: str) -> None:
    hostile = render_report(sample.hostile(10_000), "html")
    for text in (page, hostile):
        body = "return document.documentElement.scrollWidth - document.documentElement.clientWidth"
        assert browse(tmp_path, text, body) == 0
