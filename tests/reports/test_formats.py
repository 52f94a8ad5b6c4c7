"""Every format: what it must hold, and that hostile text does nothing in it."""

from __future__ import annotations

import csv
import io
import json
import re
import xml.etree.ElementTree as ElementTree
from html.parser import HTMLParser
from pathlib import Path

import jsonschema
import pytest
import sample
from markdown_it import MarkdownIt

from claimcheck.errors import ConfigError
from claimcheck.model import Finding
from claimcheck.reports import FORMATS, format_of, render_report
from claimcheck.reports.characters import INVISIBLE
from claimcheck.reports.html import _hash
from claimcheck.reports.json import dumps
from claimcheck.reports.schema import dumped, report_schema
from claimcheck.reports.selection import select

HERE = Path(__file__).parent
RAW = re.compile(f"[{re.escape(''.join(map(chr, (*range(9), 11, 12, 13, *range(14, 32), *INVISIBLE))))}]")
CONTRADICTIONS = ("7f3a9c01b2d4", "1a2b3c4d5e6f", "aa2b3c4d5e6f", "bb2b3c4d5e6f")


def render(form: str) -> str:
    return render_report(sample.report(), form, sources=sample.SOURCES.values())


@pytest.fixture(scope="module")
def hostile() -> dict[str, str]:
    report = sample.hostile()
    return {form: render_report(report, form) for form in FORMATS}


@pytest.mark.parametrize("form", FORMATS)
def test_hostile_characters_are_never_sent(form: str, hostile: dict[str, str]) -> None:
    assert not RAW.search(hostile[form])


@pytest.mark.parametrize("form", [form for form in FORMATS if form != "json"])
def test_a_line_of_ten_megabytes_is_cut_around_its_quote(form: str, hostile: dict[str, str]) -> None:
    assert len(hostile[form]) < 60_000
    assert "x x x" in hostile[form] or form == "csv"


@pytest.mark.parametrize("form", FORMATS)
def test_the_same_report_gives_the_same_bytes(form: str) -> None:
    assert render(form) == render(form)


@pytest.mark.parametrize("form", FORMATS)
def test_an_empty_report_renders(form: str) -> None:
    assert render_report(sample.report(()), form)


def test_an_unknown_format_names_the_known_ones() -> None:
    with pytest.raises(ConfigError, match=r"unknown format 'pdf'.*markdown"):
        render_report(sample.report(), "pdf")
    assert [format_of(path) for path in ("a.HTML", "b.sarif.json", "c.json", "d", "e.pdf")] == [
        "html", "sarif", "json", None, None,
    ]  # fmt: skip


def test_json_is_the_models_own_data_and_fits_the_published_schema(hostile: dict[str, str]) -> None:
    data = json.loads(render("json"))
    assert data == sample.report().model_dump(mode="json")
    assert data["schema"] == "claimcheck/1"
    assert data["findings"][0]["sides"][0]["interval"] == ["12500000000", "13500000000"]
    jsonschema.Draft202012Validator.check_schema(report_schema())
    jsonschema.validate(data, report_schema())
    parsed = json.loads(hostile["json"])
    jsonschema.validate(parsed, report_schema())
    assert parsed["findings"][0]["topic"] == sample.HOSTILE


def test_json_is_laid_out_as_the_standard_library_does() -> None:
    data = {
        "a": [],
        "b": {},
        "é": [None, True, -3, 0.1, 1e-7, ["«»\\\n\t"]],
        "z": sample.report().model_dump(mode="json"),
    }
    expected = json.dumps(data, ensure_ascii=False, indent=2)
    assert dumps(data, indent=True) == expected
    assert dumps(data | {"z": sample.report()}, indent=True) == expected
    assert json.loads(dumps("\x7f\u202e\udc80\U000e0001", indent=True)) == "\x7f\u202e\udc80\U000e0001"
    assert dumps(["\x7f\u202e\udc80\U000e0001"], indent=True).isascii()


def test_the_schema_refuses_what_is_no_report() -> None:
    data = sample.report().model_dump(mode="json")
    data["findings"][0]["sides"][0]["assertions"][0]["value"]["low"] = 13e9
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(data, report_schema())


def test_the_published_schema_is_current() -> None:
    published = Path(__import__("claimcheck.reports").reports.__file__).parent / "report.schema.json"
    assert published.read_text(encoding="utf-8") == dumped()


def test_sarif_fits_the_official_schema(hostile: dict[str, str]) -> None:
    schema = json.loads((HERE / "sarif-2.1.0-rtm.5.json").read_text(encoding="utf-8"))
    for text in (render("sarif"), hostile["sarif"], render_report(sample.report(()), "sarif")):
        jsonschema.Draft4Validator(schema).validate(json.loads(text))


def test_sarif_holds_the_contradictions_with_both_sides() -> None:
    run = json.loads(render("sarif"))["runs"][0]
    results = {result["partialFingerprints"]["claimcheck/v1"]: result for result in run["results"]}
    assert tuple(results) == CONTRADICTIONS
    first = results["7f3a9c01b2d4"]
    region = first["locations"][0]["physicalLocation"]["region"]
    assert first["level"] == "error"
    assert (region["startLine"], region["startColumn"], region["endColumn"]) == (1, 26, 49)
    uris = [each["physicalLocation"]["artifactLocation"]["uri"] for each in first["relatedLocations"]]
    assert uris == ["seeds/b.txt", "seeds/c.md"]
    assert first["message"]["text"].endswith("See also [seeds/b.txt:3:12](1), [seeds/c.md:1:18](2).")
    assert results["1a2b3c4d5e6f"]["level"] == "warning"
    assert results["aa2b3c4d5e6f"]["suppressions"][0]["justification"].startswith("the later text")
    assert results["bb2b3c4d5e6f"]["level"] == "note"
    assert not run["invocations"][0]["executionSuccessful"]
    assert run["properties"]["coverage"]["compared"] == 9


def test_annotations_stand_on_both_sides_of_open_contradictions(hostile: dict[str, str]) -> None:
    lines = render("github").splitlines()
    assert [line.split(" ")[0] for line in lines[:6]] == [
        "::error", "::error", "::warning", "::warning", "::notice", "::notice",
    ]  # fmt: skip
    assert lines[0].startswith(
        "::error file=seeds/a.txt,line=1,col=26,title=Microsoft · invest · OpenAI%3A 13 bn"
    )
    assert lines[1].startswith("::error file=seeds/c.md,line=1,col=18,")
    assert "aa2b3c4d5e6f" not in "".join(lines)
    for line in hostile["github"].splitlines():
        assert re.fullmatch(
            r"::(error|notice)( file=[^:,\n]*(,(line|col)=\d+)*(,title=[^:,\n]*)?)?::[^\n]*", line
        )


def test_csv_has_one_row_for_each_assertion_and_no_formula(hostile: dict[str, str]) -> None:
    rows = list(csv.DictReader(io.StringIO(render("csv"))))
    count = sum(len(side.assertions) for finding in sample.findings() for side in finding.sides)
    assert len(rows) == count
    assert (rows[2]["side"], rows[2]["low"], rows[2]["unit"]) == ("2", "13750000000", "USD")
    for row in csv.reader(io.StringIO(hostile["csv"])):
        assert len(row) == len(rows[0])
        assert not any(cell.startswith(("=", "+", "@", "\t", "-")) for cell in row)


def test_markdown_lets_no_text_of_a_document_act(hostile: dict[str, str]) -> None:
    tokens = MarkdownIt().parse(hostile["markdown"])
    inline = [child for token in tokens for child in token.children or ()]
    kinds = {token.type for token in (*tokens, *inline)}
    assert not kinds & {"link_open", "image", "em_open", "html_block", "table_open", "fence"}
    assert {child.content for child in inline if child.type == "html_inline"} == {
        "<b>", "</b>", "<!-- -->", "<br>",
    }  # fmt: skip
    texts = [child.content for child in inline if child.type == "text"]
    assert not any(re.search(r"@\w", text) for text in texts)
    assert any('<script>alert("x")</script>' in text for text in texts)


def test_markdown_marks_the_quote_and_folds_agreements() -> None:
    shown = render("markdown")
    assert "- `seeds/c.md:1:18` (Le Courrier · 2025-09-12 · citing le groupe): Selon le groupe, " in shown
    assert "<b>13,75 milliards de dollars</b>" in shown
    assert shown.index("<details><summary>2 agreements</summary>") < shown.index("**agreement**")


class Page(HTMLParser):
    """Which elements a page has, with their attributes."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.found if name == tag]


@pytest.mark.parametrize("which", ["sample", "hostile"])
def test_the_page_is_self_contained_and_guarded(which: str, hostile: dict[str, str]) -> None:
    text = render("html") if which == "sample" else hostile["html"]
    page = Page(text)
    assert len(page.all("script")) == 1
    assert len(page.all("style")) == 1
    assert not page.all("link") + page.all("img") + page.all("iframe")
    for _, attributes in page.found:
        assert not any(key.startswith("on") or key in ("style", "srcset") for key in attributes)
        assert not (attributes.get("href") or "#").startswith("javascript")
    script = text[text.index("<script>") + 8 : text.rindex("</script>")]
    policy = page.all("meta")[1]["content"] or ""
    assert policy.startswith("default-src 'none'")
    assert f"script-src 'sha256-{_hash(script)}'" in policy
    assert "unsafe" not in policy


def test_the_page_has_an_address_and_marked_quotes_for_each_finding() -> None:
    text = render("html")
    page = Page(text)
    assert {article["id"] for article in page.all("article")} == {finding.id for finding in sample.findings()}
    assert "Selon le groupe, <mark>13,75 milliards de dollars</mark> ont été versés" in text
    assert 'lang="fr">Microsoft a déjà' in text


def test_number_lines_show_where_each_interval_lies() -> None:
    text = render("html")
    strips = [
        ElementTree.fromstring(svg) for svg in re.findall(r'<svg role="img".*?</svg>(?=\n<span)', text, re.S)
    ]
    labels = [strip.get("aria-label") for strip in strips]
    assert "La Gazette: 13 bn USD, compatible with [12.5, 13.5] bn USD" in labels
    place = {}
    for strip in strips:
        bar = strip.find("rect")
        assert bar is not None
        left = float((bar.get("x") or "").rstrip("%"))
        place[strip.get("aria-label")] = (left, left + float((bar.get("width") or "").rstrip("%")))
    thirteen = place["La Gazette: 13 bn USD, compatible with [12.5, 13.5] bn USD"]
    exact = place["Le Courrier: 13.75 bn USD, compatible with [13.745, 13.755] bn USD"]
    bound = place["seeds/d.txt: more than 13 bn USD, compatible with (13, ∞) bn USD"]
    assert thirteen[1] < exact[0]
    assert thirteen[0] < bound[0] < thirteen[1]
    assert bound[1] == 100


def test_a_part_of_a_report_can_be_chosen() -> None:
    report = sample.report()

    def ids(**options: object) -> list[str]:
        return [f.id[:2] for f in select(report, sample.SOURCES.values(), **options).findings]  # type: ignore[arg-type]

    assert len(ids()) == 8
    assert ids(match="CREE") == ["1a"]
    assert ids(match="courrier", verdicts=["contradiction"]) == ["7f", "1a"]
    assert ids(kinds=["fact", "percent"]) == ["aa", "bb"]
    assert ids(match="nowhere") == []
    assert select(report, match="nowhere").coverage == report.coverage


def test_a_notebook_shows_a_harmless_table() -> None:
    shown = sample.report()._repr_html_()
    assert shown.count("<tr>") == 1 + len(sample.findings())
    bad = sample.hostile(1000)._repr_html_()
    assert not RAW.search(bad)
    assert "<script" not in bad


def test_a_dataframe_has_the_rows_of_the_csv() -> None:
    pandas = pytest.importorskip("pandas", reason="the extra `pandas` is not installed")
    frame = sample.report().to_dataframe()
    again = pandas.read_csv(io.StringIO(render("csv")), dtype=str)
    assert list(frame["low"]) == list(again["low"])
    assert list(frame.columns) == list(again.columns)


def test_findings_keep_their_order_whatever_comes_first() -> None:
    found: tuple[Finding, ...] = sample.findings()
    one, other = sample.report(found), sample.report(tuple(reversed(found)))
    assert set(render_report(one, "text").splitlines()) == set(render_report(other, "text").splitlines())


def test_every_basis_of_the_rules_is_put_into_words() -> None:
    from claimcheck.reports.wording import AGREES, WHY
    from claimcheck.rulebook import default_rulebook
    from claimcheck.rulebook.families.judgement import Judgement

    for rule in default_rulebook().get(Judgement).rule:
        if rule.verdict != "none":
            assert rule.basis in (AGREES if rule.verdict == "agreement" else WHY), rule.id
