"""The arguments of every command. Only argparse is imported: `--help` must be there at once."""

from __future__ import annotations

import argparse
import datetime
import importlib
import sys
from collections.abc import Callable
from typing import NoReturn

from claimcheck import __version__
from claimcheck.reports import FORMATS
from claimcheck.reports.characters import name

__all__ = ["build_parser"]

EPILOG = """\
exit codes:
  0  done, and something was compared
  1  a contradiction at or above --fail-on
  2  usage, configuration, unreadable input, or nothing to compare (see --allow-empty); wins over 1
"""
FAIL_ON = ("probable", "possible", "never")
VERDICTS = ("agreement", "contradiction", "undecided")
KINDS = (
    "number", "count", "money", "percent", "points", "ratio", "quantity", "temperature", "ordinal",
    "duration", "age", "period", "fact",
)  # fmt: skip


class Parser(argparse.ArgumentParser):
    """Errors in this project's form."""

    def error(self, message: str) -> NoReturn:
        print(f"error: {name(message)}", file=sys.stderr)
        print(f"hint: {self.prog} --help tells what is possible", file=sys.stderr)
        sys.exit(2)


class Version(argparse.Action):
    """The version, and a warning where another distribution has a command of this name."""

    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> NoReturn:
        from claimcheck.cli.owners import warn_of_others

        print(f"claimcheck {__version__}")
        warn_of_others()
        parser.exit()


def _command(module: str, function: str) -> Callable[[argparse.Namespace], int]:
    def run(arguments: argparse.Namespace) -> int:
        found: Callable[[argparse.Namespace], int] = getattr(importlib.import_module(module), function)
        return found(arguments)

    return run


def build_parser() -> argparse.ArgumentParser:
    parser = Parser(
        prog="claimcheck",
        description="Finds where source documents disagree: figures, money, dates and facts.",
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action=Version, nargs=0, help="show the version and exit")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", required=True, parser_class=Parser)
    _report(commands)
    _extract(commands)
    _explain(commands)
    _accept(commands)
    _rules(commands)
    _index(commands)
    _hook(commands)
    return parser


Commands = argparse._SubParsersAction  # the only name that argparse has for it


def _add(commands: Commands[Parser], word: str, about: str, module: str, function: str) -> Parser:
    parser = commands.add_parser(
        word,
        help=about,
        description=about,
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.set_defaults(run=_command(module if "." in module else f"claimcheck.cli.{module}", function))
    return parser


def _input(parser: Parser) -> None:
    parser.add_argument(
        "paths", nargs="*", metavar="PATH", help="documents and folders; default: those of [tool.claimcheck]"
    )
    parser.add_argument("--language", metavar="CODE", help="of the documents; default: detected for each")
    parser.add_argument(
        "--rules",
        action="append",
        metavar="DIR",
        help="a folder of rules laid over the built-in ones (repeatable)",
    )
    parser.add_argument(
        "--jobs", type=int, metavar="N", help="read documents in N processes (default: this one)"
    )
    parser.add_argument(
        "--engine", metavar="NAME", help="local, processes, dask, spark; --jobs N alone: processes"
    )
    parser.add_argument("--cluster", metavar="ADDRESS", help="of the dask or spark cluster")


def _checked(parser: Parser) -> None:
    _input(parser)
    parser.add_argument(
        "--against",
        nargs="+",
        action="extend",
        metavar="PATH",
        help="check PATH... against these documents, but not these against one another",
    )
    _indexed(parser)


def _report(commands: Commands[Parser]) -> None:
    parser = _add(
        commands, "report", "Compare documents and report where they agree or not.", "report", "report"
    )
    _checked(parser)
    parser.add_argument(
        "--format",
        choices=FORMATS,
        metavar="FORMAT",
        help=f"{', '.join(FORMATS)}; for standard output, or for an -o FILE without a known suffix",
    )
    parser.add_argument(
        "-o",
        "--output",
        action="append",
        metavar="FILE",
        help="write to FILE in the format of its suffix: .txt .json .html .md .sarif .csv (repeatable)",
    )
    parser.add_argument(
        "--fail-on",
        choices=FAIL_ON,
        metavar="LEVEL",
        help="exit 1 on a contradiction that is probable, or already on a possible one; never (default)",
    )
    parser.add_argument(
        "--allow-empty", action="store_true", default=None, help="do not fail when nothing could be compared"
    )
    view = parser.add_argument_group(
        "view", "what is shown; exit code and coverage stay those of the whole run"
    )
    view.add_argument(
        "--match", metavar="TEXT", help="only findings whose topic, quotes or sources hold TEXT"
    )
    view.add_argument(
        "--kind", action="append", choices=KINDS, metavar="KIND", help=f"{', '.join(KINDS)} (repeatable)"
    )
    view.add_argument(
        "--verdict",
        action="append",
        choices=VERDICTS,
        metavar="VERDICT",
        help=f"{', '.join(VERDICTS)} (repeatable)",
    )


def _extract(commands: Commands[Parser]) -> None:
    parser = _add(
        commands, "extract", "Print what each document asserts, one assertion a line.", "extract", "extract"
    )
    _input(parser)
    parser.add_argument("--format", choices=("text", "jsonl", "csv"), default="text", metavar="FORMAT",
                        help="text (default), jsonl, csv")  # fmt: skip


def _explain(commands: Commands[Parser]) -> None:
    parser = _add(commands, "explain", "Print the whole derivation of one finding.", "findings", "explain")
    parser.add_argument(
        "id", metavar="ID", help="of the finding, as report prints it; its beginning is enough"
    )
    _checked(parser)
    parser.add_argument(
        "--format", choices=("text", "json"), default="text", metavar="FORMAT", help="text (default), json"
    )


def _accept(commands: Commands[Parser]) -> None:
    parser = _add(
        commands,
        "accept",
        "Accept a contradiction: it stays visible, but gates no more.",
        "findings",
        "accept",
    )
    parser.add_argument(
        "id", metavar="ID", help="of the finding, as report prints it; its beginning is enough"
    )
    _checked(parser)
    parser.add_argument("--reason", required=True, metavar="TEXT", help="why it may stand; kept with it")
    parser.add_argument("--expires", type=_day, metavar="DAY", help="reopen it after this day (YYYY-MM-DD)")


def _day(text: str) -> datetime.date:
    try:
        return datetime.date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is no day; write it as YYYY-MM-DD") from None


def _rules(commands: Commands[Parser]) -> None:
    parser = _add(commands, "rules", "Check, test, show or begin rules.", "rules", "check")
    words = parser.add_subparsers(dest="word", metavar="WORD", required=True, parser_class=Parser)
    for word, about in (
        ("check", "Read all rules and name each mistake with its place."),
        ("test", "Run the examples beside the rules."),
        ("show", "Say what is loaded, from where, and what overrides what."),
    ):
        one = _add(words, word, about, "rules", word)
        one.add_argument(
            "directories", nargs="*", metavar="DIR", help="folders of rules laid over the built-in ones"
        )
        one.add_argument("--rules", action="append", metavar="DIR", help=argparse.SUPPRESS)
    new = _add(
        words, "new", "Write the commented skeleton of a rule file, with its examples.", "rules", "new"
    )
    new.add_argument(
        "name", metavar="NAME", help="what it is to say: LANGUAGE/money, LANGUAGE/concepts, judgement …"
    )
    new.add_argument("--into", default="rules", metavar="DIR", help="folder of your rules (default: rules)")


def _index(commands: Commands[Parser]) -> None:
    parser = _add(
        commands, "index", "Look after the index of what unchanged documents say.", "indexing", "index"
    )
    parser.add_argument(
        "word",
        nargs="?",
        choices=("show", "check", "clear"),
        default="show",
        metavar="WORD",
        help="show what it holds (default), check all of it, clear it",
    )


def _hook(commands: Commands[Parser]) -> None:
    parser = _add(
        commands,
        "hook",
        "Check the staged documents against the corpus, as a git hook.",
        "claimcheck.hook",
        "hook",
    )
    parser.add_argument(
        "files", nargs="*", metavar="FILE", help="staged documents; default: all that are added or changed"
    )
    parser.add_argument("--language", metavar="CODE", help="of the documents; default: detected for each")
    parser.add_argument("--rules", action="append", metavar="DIR", help="a folder of rules laid over")
    parser.add_argument(
        "--fail-on",
        choices=FAIL_ON,
        metavar="LEVEL",
        help="stop on a contradiction that is probable (default), or already on a possible one; never",
    )
    _indexed(parser)


def _indexed(parser: Parser) -> None:
    parser.add_argument(
        "--no-index", dest="index", action="store_false", help="read every document, remember none"
    )
