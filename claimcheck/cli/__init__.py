"""The command line: arguments, exit codes, progress; nothing else. Heavy imports stay in the commands."""

from __future__ import annotations

import atexit
import errno
import gc
import os
import sys
from collections.abc import Sequence

from claimcheck.cli.arguments import build_parser
from claimcheck.errors import ClaimcheckError

__all__ = ["main"]

COLLECT = (50_000, 20, 100)
"""Thresholds of Python's collector: it looks for cycles 70 times as seldom as by default."""
UNWRITABLE = (errno.ENOSPC, errno.EFBIG, errno.EDQUOT, errno.EIO)
"""What the system says where there is no room for what is printed."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command. 0: done; 1: a contradiction that gates; 2: usage, configuration or input."""
    if sys.stdout is None:  # closed by whoever started this
        sys.stdout = os.fdopen(os.open(os.devnull, os.O_WRONLY), "w")
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
    # Imports and rules are a hundred thousand objects and no garbage.
    gc.set_threshold(*COLLECT)
    # Nor is there any to look for in all of them when the process ends.
    atexit.register(gc.freeze)
    # Nobody's plugin has business in this process, and looking for them reads all packages' metadata.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    given = build_parser().parse_args(arguments)
    try:
        code: int = given.run(given)
        sys.stdout.flush()
    except ClaimcheckError as error:
        from claimcheck.cli.messages import print_error

        print_error(error)
        return 2
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 2
    except OSError as error:
        if error.filename is not None or error.errno not in UNWRITABLE:
            return _mistake()
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        print(f"error: standard output cannot be written: {error.strerror}", file=sys.stderr)
        print("hint: make room, or write to another place with -o", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        print("interrupted", file=sys.stderr)
        return 130
    except Exception:
        return _mistake()
    return code


def _mistake() -> int:
    """Tell of the exception at hand."""
    import traceback

    traceback.print_exc()
    print("error: a mistake in claimcheck itself, not in your documents", file=sys.stderr)
    print("hint: please report it with the lines above", file=sys.stderr)
    from claimcheck.cli.owners import warn_of_others

    warn_of_others()
    return 2
