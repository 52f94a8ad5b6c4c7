"""Other distributions that install a command of this name: the index on PyPI has an unrelated one."""

from __future__ import annotations

from claimcheck.cli.messages import warn

__all__ = ["others", "warn_of_others"]

COMMAND = "claimcheck"
OWN = "claimcheck-sources"


def others() -> list[str]:
    """The names of the other distributions here whose command is called `claimcheck`."""
    from importlib.metadata import entry_points

    owners = (script.dist for script in entry_points(group="console_scripts", name=COMMAND))
    names = {owner.name.lower().replace("_", "-") for owner in owners if owner is not None}
    return sorted(names - {OWN})


def warn_of_others() -> None:
    """Tell which command may be run in place of this one, and what to do."""
    for name in others():
        warn(
            f"the distribution {name!r} installs a command `{COMMAND}` too, and perhaps modules of that name",
            f"run `python -m {COMMAND}`; or uninstall {name} and install {OWN} again",
        )
