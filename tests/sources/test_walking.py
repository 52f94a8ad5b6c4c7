"""Paths → files: order, names, what is passed over and what is refused."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from claimcheck.sources import Limits, read


def write(path: Path, text: str = "13 milliards") -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)


def test_a_folder_is_walked_in_order_without_hidden_and_tool_folders(tmp_path: Path) -> None:
    for name in ("b/z.md", "b/a.txt", "a.txt", "c.txt", ".git/x.txt", "node_modules/x.md", ".x.txt", "p.png"):
        write(tmp_path / name)
    write(tmp_path / "tools" / "pyvenv.cfg")
    write(tmp_path / "tools" / "x.txt")
    result = read([tmp_path], root=tmp_path)
    assert [source.id for source in result.sources] == ["a.txt", "b/a.txt", "b/z.md", "c.txt"]
    assert not result.errors


def test_a_file_named_twice_is_read_once(tmp_path: Path) -> None:
    write(tmp_path / "a.txt")
    paths = [tmp_path / "a.txt", tmp_path, str(tmp_path / "." / "a.txt")]
    assert [source.id for source in read(paths, root=tmp_path).sources] == ["a.txt"]


def test_ids_are_relative_to_the_working_directory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path / "sub" / "a.txt")
    monkeypatch.chdir(tmp_path)
    assert [source.id for source in read(["sub"]).sources] == ["sub/a.txt"]
    assert [source.id for source in read([tmp_path]).sources] == ["sub/a.txt"]
    monkeypatch.chdir(tmp_path / "sub")
    assert [source.id for source in read(["../sub/a.txt"]).sources] == ["a.txt"]


def test_a_missing_path_is_told_and_the_others_are_read(tmp_path: Path) -> None:
    write(tmp_path / "a.txt")
    result = read([tmp_path / "nope", tmp_path / "a.txt", "bad\0name"], root=tmp_path)
    assert [source.id for source in result.sources] == ["a.txt"]
    assert str(result.errors[0]) == "nope: no such file or folder (check the spelling of the path)"
    assert len(result.errors) == 2
    assert result.unreadable[0].model_dump() == {
        "path": "nope",
        "reason": "no such file or folder (check the spelling of the path)",
    }


def test_a_folder_without_documents_is_told(tmp_path: Path) -> None:
    write(tmp_path / "x" / "picture.png")
    result = read([tmp_path / "x"], root=tmp_path)
    assert str(result.errors[0]).startswith("x: the folder holds no document (read are .docx, .htm,")


@pytest.mark.parametrize("name", ["a.zip", "b.tar.gz", "c.7z", "d.doc", "e.xlsx", "f.odt"])
def test_archives_and_other_office_formats_are_refused_with_advice(tmp_path: Path, name: str) -> None:
    write(tmp_path / name)
    write(tmp_path / "ok.txt")
    for paths in ([tmp_path], [tmp_path / name, tmp_path / "ok.txt"]):
        result = read(paths, root=tmp_path)
        assert [source.id for source in result.sources] == ["ok.txt"]
        assert str(result.errors[0]).startswith(f"{name}: ")
        assert result.errors[0].hint


def test_links_that_leave_the_folder_are_refused_and_others_passed_over(tmp_path: Path) -> None:
    write(tmp_path / "secret.txt")
    write(tmp_path / "docs" / "a.txt")
    (tmp_path / "docs" / "again.txt").symlink_to(tmp_path / "docs" / "a.txt")
    (tmp_path / "docs" / "loop").symlink_to(tmp_path / "docs")
    (tmp_path / "docs" / "out.txt").symlink_to(tmp_path / "secret.txt")
    (tmp_path / "docs" / "up").symlink_to(tmp_path)
    (tmp_path / "docs" / "broken.txt").symlink_to(tmp_path / "gone.txt")
    result = read([tmp_path / "docs"], root=tmp_path)
    assert [source.id for source in result.sources] == ["docs/a.txt"]
    assert [str(error) for error in result.errors] == [
        "docs/broken.txt: a link that leads nowhere (remove or mend it)",
        "docs/out.txt: a link out of the folder is not followed (name its target instead)",
        "docs/up: a link out of the folder is not followed (name its target instead)",
    ]


def test_a_link_that_is_named_is_followed(tmp_path: Path) -> None:
    write(tmp_path / "a.txt")
    (tmp_path / "link.txt").symlink_to(tmp_path / "a.txt")
    assert [source.id for source in read([tmp_path / "link.txt"], root=tmp_path).sources] == ["link.txt"]


def test_a_named_file_of_an_unknown_suffix_is_read_as_text(tmp_path: Path) -> None:
    write(tmp_path / "NOTES")
    assert [source.id for source in read([tmp_path / "NOTES"], root=tmp_path).sources] == ["NOTES"]


def test_a_pipe_is_not_opened(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    write(tmp_path / "a.txt")
    result = read([tmp_path / "pipe.txt", tmp_path], root=tmp_path)
    assert [source.id for source in result.sources] == ["a.txt"]
    assert str(result.errors[0]) == "pipe.txt: neither a file nor a folder (name a document)"


def test_walks_are_bounded_in_files_and_depth(tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt", "c.txt"):
        write(tmp_path / name)
    write(tmp_path / "1" / "2" / "3" / "deep.txt")
    result = read([tmp_path], root=tmp_path, limits=Limits(files=2, depth=2))
    assert [source.id for source in result.sources] == ["a.txt", "b.txt"]
    assert [error.code for error in result.errors] == ["limit", "limit"]


def test_names_with_strange_characters_are_kept(tmp_path: Path) -> None:
    name = "un\nnom \x1b[31m‮.txt"
    write(tmp_path / name)
    assert [source.id for source in read([tmp_path], root=tmp_path).sources] == [name]


def test_a_name_that_is_no_text_is_escaped(tmp_path: Path) -> None:
    (Path(os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9.txt"))).write_text("13")
    assert [source.id for source in read([tmp_path], root=tmp_path).sources] == ["caf\\xe9.txt"]
