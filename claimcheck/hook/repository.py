"""What git holds ready for the next commit: names and contents as staged, not as the work tree has them."""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Generator, Iterable
from pathlib import Path

from claimcheck.errors import ConfigError

__all__ = ["Repository"]

LISTED = re.compile(r"(?:^|(?<=\0))100(?:644|755) ([0-9a-f]{1,64}) 0\t([^\0]+)")
"""A file as `git ls-files` tells of it, its content and its name; links and submodules hold no text of their
own, and what is not merged yet has no one content."""


class Repository:
    """The repository of a folder; paths are relative to it. Outside of one `staged` raises ConfigError."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def enter(self, folder: Path) -> None:
        """Go on in a folder of the same work tree; one outside of it stays where it is."""
        try:
            top = os.fsdecode(self._git("rev-parse", "--show-toplevel")).rstrip("\n")
        except ConfigError:
            return
        if folder.resolve().is_relative_to(Path(top).resolve()):
            os.chdir(folder)
            self.folder = folder

    def staged(self) -> list[str]:
        """The files whose content the next commit adds or changes, renamed ones by their new name."""
        options = ("--cached", "--name-only", "-z", "--relative", "--no-renames", "--no-ext-diff")
        try:
            out = self._git("diff", *options, "--diff-filter=AMT")
        except ConfigError:
            self._git("rev-parse", "--git-dir")  # says better what is wrong outside of a repository
            raise
        return [os.fsdecode(name) for name in out.split(b"\0") if name]

    def listing(self, path: str) -> dict[str, str]:
        """The files at or below `path` that the next commit holds, with the names of their contents."""
        try:
            out = self._git("ls-files", "-z", "--stage", "--", path)
        except ConfigError:
            return {}
        return {name: content for content, name in LISTED.findall(os.fsdecode(out))}

    def unstaged(self, path: str) -> bool:
        """Whether the work tree's version of a file is not the one that the next commit holds."""
        out = self._git("status", "--porcelain", "-z", "--untracked-files=all", "--", path)
        return bool(out) and out[1:2] != b" "

    def contents(self, names: Iterable[str]) -> Generator[bytes, None, None]:
        """The contents of these names, in their order, one in memory at a time."""
        process = subprocess.Popen(
            ["git", "cat-file", "--batch"], cwd=self.folder, stdin=subprocess.PIPE, stdout=subprocess.PIPE
        )
        assert process.stdin is not None
        assert process.stdout is not None
        with process:
            for name in names:
                process.stdin.write(name.encode() + b"\n")
                process.stdin.flush()
                head = process.stdout.readline().split()
                if len(head) != 3:
                    raise ConfigError(f"git has no content {name}", hint="run `git fsck`")
                size = int(head[2])
                yield process.stdout.read(size + 1)[:size]
            process.stdin.close()

    def _git(self, *arguments: str) -> bytes:
        command = ["git", "--literal-pathspecs", "--no-optional-locks", *arguments]
        try:
            done = subprocess.run(command, cwd=self.folder, capture_output=True, check=False)
        except OSError as error:
            raise ConfigError(f"git cannot be run: {error.strerror}", hint="install git") from None
        if done.returncode:
            reason = done.stderr.decode(errors="backslashreplace").strip().splitlines()[:1]
            hint = "the hook works inside a git repository; elsewhere use `claimcheck report`"
            raise ConfigError(f"git {arguments[0]}: {' '.join(reason)}", hint=hint)
        return done.stdout
