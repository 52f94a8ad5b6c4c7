"""HTML, JSON, JSON lines, docx, PDF and Parquet, on files that the tests make."""

from __future__ import annotations

import datetime
import importlib.util
import json
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimcheck.errors import LimitError
from claimcheck.sources import Limits, Reading, read
from claimcheck.sources.formats.markup import Tag, tokenize

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def needs(package: str) -> pytest.MarkDecorator:
    missing = importlib.util.find_spec(package) is None
    return pytest.mark.skipif(
        missing, reason=f"{package} is not installed: the extra that needs it is not tested"
    )


def reading(tmp_path: Path, name: str, data: bytes | str, **options: object) -> Reading:
    path = tmp_path / name
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    return read([path], root=tmp_path, **options)  # type: ignore[arg-type]


def complaint(result: Reading) -> str:
    assert not result.sources
    assert len(result.errors) == 1
    return str(result.errors[0])


# HTML

PARAGRAPH = "Microsoft a investi <b>13&nbsp;milliards</b> de dollars dans OpenAI, selon le quotidien. "
PAGE = f"""<!doctype html><html lang="en"><head><title>Titre &amp; page</title>
<meta property="og:site_name" content="Le Journal"><link rel="canonical" href="https://a.b/c">
<script type="application/ld+json">{{"datePublished": "2024-01-23T10:00:00+01:00"}}</script>
<style>p {{ width: 77px }}</style></head><body><nav>Accueil 66</nav>
<article><h1>Le&#160;titre</h1><!-- <p>55</p> --><p>{PARAGRAPH * 3}</p>
<p>Une part de<br>49&#8239;% des&nbsp;titres, ce que l'article explique longuement &agrave; ses lecteurs.</p>
<table><tr><th>Part</th><td>12 %</td></tr></table><script>if (a < 44) {{}}</script></article>
<footer>© 2033</footer></body></html>"""


def test_html_gives_the_blocks_of_the_article_and_what_the_page_says_of_itself(tmp_path: Path) -> None:
    source = reading(tmp_path, "a.html", PAGE).sources[0]
    blocks = source.text.split("\n\n")
    assert (
        blocks[1] == (PARAGRAPH * 3).replace("<b>", "").replace("</b>", "").replace("&nbsp;", "\xa0").strip()
    )
    assert blocks[2].startswith("Une part de 49\u202f% des\xa0titres")
    assert "Part | 12 %" in source.text
    for dropped in ("77", "66", "55", "44", "2033", "<"):
        assert dropped not in source.text
    assert (source.publisher, source.url) == ("Le Journal", "https://a.b/c")
    assert (source.title, source.published, source.language) == (
        "Titre & page",
        datetime.date(2024, 1, 23),
        None,
    )
    assert source.place(source.text.index("49")) == "paragraph 3"


@pytest.mark.parametrize(
    "meta",
    [
        '<meta property="article:published_time" content="2024-01-23T23:00:00Z">',
        '<meta name="DC.date" content="2024-01-23">',
        '<time itemprop="datePublished" datetime="2024-01-23">hier</time>',
        '<time pubdate datetime="2024-01-23T10:00">hier</time>',
    ],
)
def test_html_tells_its_publication_date_in_many_ways(tmp_path: Path, meta: str) -> None:
    source = reading(tmp_path, "a.html", f"<head>{meta}</head><p>13 milliards").sources[0]
    assert source.published == datetime.date(2024, 1, 23)


def test_html_in_the_charset_that_it_declares(tmp_path: Path) -> None:
    page = '<meta charset="iso-8859-1"><p>L’été à 13 €</p>'
    result = reading(tmp_path, "a.html", page.encode("cp1252"))
    assert result.sources[0].text == "L’été à 13 €"
    assert [notice.text for notice in result.notices] == ["read as windows-1252"]


def test_html_without_text_is_told(tmp_path: Path) -> None:
    said = complaint(reading(tmp_path, "a.html", "<script>13</script>"))
    assert said == "a.html: the page holds no text (save it once it has loaded)"


@pytest.mark.parametrize(
    "part",
    [
        "<",
        "<a ",
        "<!--",
        "<![CDATA[",
        "<a b='",
        "&#",
        "<script>",
        "<a " + "b " * 300,
        "&#" + "1" * 5000 + ";",
    ],
)
def test_hostile_html_takes_linear_time(part: str) -> None:
    assert (
        len("".join(token for token in tokenize(part * (400_000 // len(part))) if isinstance(token, str)))
        >= 0
    )


@given(st.text(alphabet="<>/!-ab='\" &#1;p", max_size=60))
def test_any_markup_becomes_tokens(text: str) -> None:
    for token in tokenize(text):
        assert token == "" or isinstance(token, Tag | str)


def test_text_outside_tags_comes_back_whole() -> None:
    assert list(tokenize("a < b & c <3")) == ["a < b & c <3"]


# JSON and JSON lines


def test_json_lines_give_one_source_a_record(tmp_path: Path) -> None:
    lines = [
        json.dumps(
            {"text": "13\nmilliards", "id": "un", "title": "T", "published": "2024-01-23", "extra": [1]}
        ),
        "",
        json.dumps({"text": "14 milliards \ud800", "language": "fr"}),
    ]
    first, second = reading(tmp_path, "a.jsonl", "\n".join(lines)).sources
    assert (first.id, first.path, first.title, first.first_line) == ("un", "a.jsonl", "T", 1)
    assert (second.id, second.first_line, second.place(3)) == ("a.jsonl#3", 3, "line 3")
    assert (second.text, second.language) == ("14 milliards \ufffd", "fr")


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ('{"text": "13"', "a.jsonl:2:14: not valid JSON: Expecting ',' delimiter"),
        ('{"body": "13", "b": 1}', "a.jsonl:2: no text in the field 'text'; its fields: b, body (write {"),
        ('{"text": ""}', "a.jsonl:2: no text in the field 'text'"),
        ('"13"', "a.jsonl:2: no record but str"),
        ('{"text": "13", "published": "hier"}', "a.jsonl:2: published is no date: 'hier'"),
        ('{"text": "13", "title": 7}', "a.jsonl:2: title is no text: 7"),
        ('{"text": "13", "id": []}', "a.jsonl:2: id is no text: []"),
        ('{"text": "13", "id": "un"}', "a.jsonl:2: the id 'un' stands twice; first in a.jsonl"),
        ("[" * 100_000, "a.jsonl:2: not readable as JSON: nested too deeply"),
        ('{"text": ' + "1" * 5000 + "}", "a.jsonl:2: not readable as JSON: a number with too many digits"),
        (b'{"text": "13 \xe9"}', "a.jsonl:2 (byte 40): not valid UTF-8"),
    ],
)
def test_a_broken_line_is_told_with_its_number_and_the_others_are_read(
    tmp_path: Path, line: str | bytes, said: str
) -> None:
    broken = line if isinstance(line, bytes) else line.encode()
    data = b'{"text": "12", "id": "un"}\n' + broken + b'\n{"text": "14"}\n'
    result = reading(tmp_path, "a.jsonl", data)
    assert [source.id for source in result.sources] == ["un", "a.jsonl#3"]
    assert [str(error)[: len(said)] for error in result.errors] == [said]
    assert result.errors[0].hint


def test_a_json_file_is_one_record_or_a_list(tmp_path: Path) -> None:
    assert reading(tmp_path, "a.json", '{"text": "13"}').sources[0].id == "a.json"
    result = reading(tmp_path, "b.json", '[{"text": "13"}, 7, {"text": "14", "id": "x"}]')
    assert [source.id for source in result.sources] == ["b.json#1", "x"]
    assert [str(error) for error in result.errors] == [
        'b.json#2: no record but int (write {"text": "…", "published": "2024-01-23"})'
    ]
    said = complaint(reading(tmp_path, "c.json", '{\n"text": 13,,\n}'))
    assert said.startswith("c.json:2:12: not valid JSON")


def test_a_line_over_the_limit_is_told(tmp_path: Path) -> None:
    data = '{"text": "13"}\n{"text": "' + "7" * 200 + '"}\n'
    result = reading(tmp_path, "a.jsonl", data, limits=Limits(document=100))
    assert [source.id for source in result.sources] == ["a.jsonl#1"]
    assert isinstance(result.errors[0], LimitError)
    assert str(result.errors[0]).startswith("a.jsonl:2: a line over")


# docx


def docx(path: Path, body: str, *, head: str = "", member: str = "word/document.xml") -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(
            member,
            f'<?xml version="1.0"?>{head}<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>',
        )
        archive.writestr(
            "docProps/core.xml",
            '<cp:coreProperties xmlns:cp="x" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>Le titre'
            "</dc:title><dc:creator>Moi</dc:creator></cp:coreProperties>",
        )
    return path


def paragraph(text: str) -> str:
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def test_docx_gives_paragraphs_and_rows_of_tables(tmp_path: Path) -> None:
    table = f"<w:tbl><w:tr><w:tc>{paragraph('Part')}</w:tc><w:tc>{paragraph('49 %')}</w:tc></w:tr></w:tbl>"
    deleted = "<w:del><w:r><w:delText>99</w:delText></w:r></w:del>"
    split = f"<w:p><w:r><w:t>13 </w:t></w:r><w:r><w:t>milliards</w:t><w:tab/></w:r>{deleted}</w:p>"
    docx(tmp_path / "a.docx", paragraph("Un &amp; deux") + split + "<w:p/>" + table)
    source = read([tmp_path / "a.docx"], root=tmp_path).sources[0]
    assert source.text == "Un & deux\n\n13 milliards\n\nPart | 49 %"
    assert source.title == "Le titre"
    assert source.place(source.text.index("49")) == "paragraph 3"


def test_docx_with_entities_is_refused(tmp_path: Path) -> None:
    bomb = '<!DOCTYPE d [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]>'
    docx(tmp_path / "a.docx", paragraph("&b;"), head=bomb)
    assert "document type declaration" in complaint(read([tmp_path / "a.docx"], root=tmp_path))


def test_docx_that_unpacks_to_too_much_is_refused(tmp_path: Path) -> None:
    docx(tmp_path / "a.docx", paragraph("7" * 5_000_000))
    assert (tmp_path / "a.docx").stat().st_size < 20_000
    for limit in (1_000_000, 4_000_000):
        result = read([tmp_path / "a.docx"], root=tmp_path, limits=Limits(text=limit))
        assert result.errors[0].code == "limit"
        assert complaint(result).startswith("a.docx: ")


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"PK\x03\x04 no", "not readable as .docx"),
        (b"\xd0\xcf\x11\xe0", "not readable as .docx"),
        (b"", "not readable"),
    ],
)
def test_what_is_no_docx_is_told(tmp_path: Path, data: bytes, said: str) -> None:
    assert said in complaint(reading(tmp_path, "a.docx", data))


def test_a_docx_without_a_body_or_with_broken_xml_is_told(tmp_path: Path) -> None:
    docx(tmp_path / "a.docx", "", member="other.xml")
    assert "it lacks word/document.xml" in complaint(read([tmp_path / "a.docx"], root=tmp_path))
    docx(tmp_path / "b.docx", "<w:p>")
    assert "broken XML inside: mismatched tag" in complaint(read([tmp_path / "b.docx"], root=tmp_path))
    docx(tmp_path / "c.docx", "<w:p/>")
    assert "holds no text" in complaint(read([tmp_path / "c.docx"], root=tmp_path))


# PDF


def pdf(*pages: str) -> bytes:
    """A minimal PDF, one line of text a page."""
    count = len(pages)
    kids = " ".join(f"{4 + 2 * n} 0 R" for n in range(count))
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {count} >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    for number, text in enumerate(pages):
        stream = f"BT /F1 12 Tf 72 720 Td ({text}) Tj ET"
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents {5 + 2 * number} 0 R"
            " /Resources << /Font << /F1 3 0 R >> >> >>"
        )
        objects.append(f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream")
    data, offsets = "%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        offsets.append(len(data))
        data += f"{number} 0 obj\n{body}\nendobj\n"
    table = "".join(f"{offset:010} 00000 n \n" for offset in offsets)
    size = len(objects) + 1
    data += f"xref\n0 {size}\n0000000000 65535 f \n{table}trailer\n<< /Size {size} /Root 1 0 R >>\n"
    return (data + f"startxref\n{data.index('xref')}\n%%EOF\n").encode("cp1252")


@needs("pypdf")
def test_pdf_gives_its_pages_as_places(tmp_path: Path) -> None:
    source = reading(
        tmp_path, "a.pdf", pdf("Treize milliards d'euros", "", "49 % des titres à 13 €")
    ).sources[0]
    assert source.text == "Treize milliards d'euros\n\n49 % des titres à 13 €"
    assert source.place(source.text.index("49")) == "page 3"


@needs("pypdf")
@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "not readable as a PDF"),
        (b"%PDF-1.4\nrubbish", "not readable as a PDF"),
        (pdf(""), "holds no text"),
    ],
)
def test_what_is_no_pdf_or_has_no_text_is_told(tmp_path: Path, data: bytes, said: str) -> None:
    assert said in complaint(reading(tmp_path, "a.pdf", data))


@needs("pypdf")
def test_pdf_is_bounded_in_pages_and_text(tmp_path: Path) -> None:
    for limits in (Limits(pages=1), Limits(text=10), Limits(container=100)):
        assert (
            reading(tmp_path, "a.pdf", pdf("un deux trois", "quatre"), limits=limits).errors[0].code
            == "limit"
        )


@pytest.mark.parametrize(("name", "extra"), [("a.pdf", "pdf"), ("a.parquet", "parquet")])
def test_a_missing_extra_is_told_with_the_command(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, extra: str
) -> None:
    for module in ("pypdf", "pyarrow"):
        monkeypatch.setitem(sys.modules, module, None)
    assert complaint(reading(tmp_path, name, pdf("13"))).endswith(
        f"(pip install 'claimcheck-sources[{extra}]')"
    )


# Parquet


@needs("pyarrow")
def test_parquet_gives_one_source_a_row(tmp_path: Path) -> None:
    import pyarrow
    from pyarrow import parquet

    rows = {
        "id": ["un", None, "trois"],
        "text": ["13 milliards", "14 milliards", None],
        "published": [datetime.date(2024, 1, 23), None, None],
        "other": [1, 2, 3],
    }
    parquet.write_table(pyarrow.table(rows), tmp_path / "a.parquet")
    result = read([tmp_path / "a.parquet"], root=tmp_path)
    assert [source.id for source in result.sources] == ["un", "a.parquet#2"]
    assert result.sources[0].published == datetime.date(2024, 1, 23)
    assert result.sources[1].place(0) == "row 2"
    assert str(result.errors[0]).startswith("a.parquet#3: no text in the field 'text'")


@needs("pyarrow")
def test_what_is_no_parquet_or_has_no_text_column_is_told(tmp_path: Path) -> None:
    import pyarrow
    from pyarrow import parquet

    assert "not readable as Parquet" in complaint(reading(tmp_path, "a.parquet", b"PAR1 no"))
    parquet.write_table(pyarrow.table({"body": ["13"]}), tmp_path / "b.parquet")
    assert "no column 'text'; its columns: body" in complaint(read([tmp_path / "b.parquet"], root=tmp_path))


def test_extras_are_imported_only_for_their_files(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("13 milliards")
    code = (
        "import sys; from claimcheck.sources import read; assert read([sys.argv[1]]).sources;"
        "extras = 'pypdf', 'pyarrow', 'trafilatura', 'lxml', 'pint', 'babel';"
        "print([name for name in extras if name in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path / "a.txt")], capture_output=True, text=True, check=True
    )
    assert done.stdout == "[]\n"
