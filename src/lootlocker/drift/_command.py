"""`lootlocker-drift`: call the read-only operations with one's own keys and report what differs from the document."""

from __future__ import annotations

import argparse
import difflib
import os
import sys
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NoReturn

from .. import GameClient, ServerClient
from ..auth import GuestLogin, SessionTokenLogin
from ..errors import ConfigurationError, LootLockerError
from ._answers import Drift, DriftWatch
from ._arguments import Known, read_arguments
from ._compare import Coverage
from ._document import bundled
from ._report import Report, shown_host, unseen_members
from ._walk import Walk, operations, sentence

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from lootlocker_api.client import Operation

SAME, DIFFERENT, FAILED = 0, 1, 2
_TOKEN: Final = "LOOTLOCKER_SESSION_TOKEN"
_GUEST: Final = "LOOTLOCKER_PLAYER_IDENTIFIER"
_DESCRIPTION: Final = """\
Calls the operations that only read, with your own keys, and compares every answer with the document that this client
was generated from. The report holds no value out of an answer. Nothing is sent anywhere but to LootLocker.

Keys come from the environment alone, since process lists show a command line: LOOTLOCKER_GAME_KEY,
LOOTLOCKER_SERVER_KEY, LOOTLOCKER_GAME_VERSION, LOOTLOCKER_DOMAIN_KEY and LOOTLOCKER_BASE_URL.
"""
_EPILOG: Final = f"""\
logins, at least one; each is asked for by name, since starting a session is more than reading:
  guest          a guest of the game; LootLocker makes a new player unless {_GUEST} names one
  session-token  the player whose running session's token is in {_TOKEN}; nothing is started
  server         a session of the Server API

exit status: 0 no difference, 1 differences, 2 it could not run, or not to the end
"""


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        self.exit(FAILED, f"{self.prog}: {message}\nTry {self.prog} --help.\n")


class _Refuse(argparse.Action):
    """For options that people try and that would show a secret."""

    def __call__(self, parser: argparse.ArgumentParser, *rest: object) -> NoReturn:
        parser.error(
            "keys and tokens are not taken from the command line, where process lists show them: set"
            f" LOOTLOCKER_GAME_KEY, LOOTLOCKER_SERVER_KEY or {_TOKEN}."
        )


def _rate(text: str) -> float:
    try:
        value = float(text)
    except ValueError:
        value = 0.0
    if not 0 < value <= 1_000_000:
        raise argparse.ArgumentTypeError("it has to be a number above 0")
    return value


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(
        prog="lootlocker-drift",
        description=_DESCRIPTION,
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    add = parser.add_argument
    add(
        "--login",
        action="append",
        choices=("guest", "session-token", "server"),
        default=[],
        help="a session to call with; may be given twice, for a player and for a server",
    )
    add(
        "--operation",
        action="append",
        default=[],
        metavar="NAME",
        help="call this one too, as in server.inventories.add_asset_to_player_inventory, though it changes something;"
        " its arguments are all yours to give",
    )
    add("--only", action="store_true", help="call what --operation names and nothing else")
    add("--argument", action="append", default=[], metavar="NAME=VALUE", help="what to call with: character_id=363")
    add(
        "--arguments",
        type=Path,
        metavar="FILE",
        help="the same as YAML or JSON: NAME: VALUE, or {NAME: VALUE, ...} under an operation's name",
    )
    add("--format", choices=("markdown", "json"), default="markdown", help="of the report (default: %(default)s)")
    add("--output", type=Path, metavar="FILE", help="where the report goes (default: standard output)")
    add("--rate-limit", type=_rate, default=60.0, metavar="N", help="calls a minute (default: %(default)g)")
    add("--timeout", type=float, default=30.0, metavar="SECONDS", help="for a call (default: %(default)g)")
    add("--quiet", action="store_true", help="no progress on standard error")
    for option in ("--game-key", "--server-key", "--session-token", "--domain-key"):
        add(option, nargs="?", action=_Refuse, help=argparse.SUPPRESS)
    return parser


def _chosen(named: Iterable[str], only: bool) -> list[Operation[Any]]:
    """What to call: what only reads, and what was named.

    Raises:
        ConfigurationError: There is no operation of a name.
    """
    every = {operation.name: operation for operation in operations()}
    wanted = set(named)
    for name in wanted - every.keys():
        near = difflib.get_close_matches(name, every, 1)
        hint = f"; is it {near[0]}?" if near else ": names are as in game.heroes.get_game_heroes."
        raise ConfigurationError(f"There is no operation {name!a}{hint}")
    if only and not wanted:
        raise ConfigurationError("--only needs an --operation.")
    return [each for each in every.values() if each.name in wanted or (each.retry == "safe" and not only)]


def _player(login: str) -> GuestLogin | SessionTokenLogin:
    if login == "guest":
        return GuestLogin(os.environ.get(_GUEST) or None)
    token = os.environ.get(_TOKEN)
    if not token:
        raise ConfigurationError(f"--login session-token needs the token of a running session in {_TOKEN}.")
    return SessionTokenLogin(token)


def _clients(options: argparse.Namespace, watch: DriftWatch, stack: ExitStack) -> dict[Any, Any]:
    """A client for each login that was asked for."""
    logins = set(options.login)
    if not logins:
        raise ConfigurationError(
            "Say who calls: --login guest (makes a new player), --login session-token, --login server, or two of them."
        )
    if {"guest", "session-token"} <= logins:
        raise ConfigurationError("One player at a time: --login guest or --login session-token.")
    more: dict[str, Any] = {"timeout": options.timeout, "on_drift": watch}
    clients: dict[Any, Any] = {}
    for login in sorted(logins - {"server"}):
        clients["game"] = stack.enter_context(GameClient(login=_player(login), **more))
    if "server" in logins:
        clients["server"] = stack.enter_context(ServerClient(**more))
    return clients


def _start(clients: dict[Any, Any], known: Known) -> None:
    """Start the sessions that were asked for by name."""
    for client in clients.values():
        answer: Any = client._engine.start_session()
        known.learn(answer.to_dict(), "")


def _tell(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


def _hush(line: str) -> None:
    """Say nothing."""


def _walked(options: argparse.Namespace) -> tuple[Report, str]:
    """Walk; the report, and why the walk ended early, if it did."""
    document, coverage, known = bundled(), Coverage(), Known()
    drifts: list[Drift] = []
    chosen = _chosen(options.operation, options.only)
    given = read_arguments(options.arguments, options.argument)
    given.check(operations())
    if options.output is not None:
        _check_writable(options.output)  # better before the walk than after it
    with ExitStack() as stack:
        clients = _clients(options, DriftWatch(drifts.append, coverage), stack)
        host = shown_host(next(iter(clients.values()))._engine.settings.base_url)
        _start(clients, known)
        walk = Walk(clients, given, known, _hush if options.quiet else _tell, 60 / options.rate_limit)
        walk.run(chosen)
    report = Report(
        document=document,
        host=host,
        drifts=drifts,
        unseen=unseen_members(document, coverage),
        called=walk.called,
        left=walk.left,
        stopped=bool(walk.stopped),
    )
    return report, walk.stopped


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; answers its exit status."""
    options = _parser().parse_args(arguments)
    try:
        report, stopped = _walked(options)
        if report.called:
            _deliver(report, options)
    except LootLockerError as error:
        _tell(sentence(error))
        return FAILED
    except KeyboardInterrupt:
        _tell("Interrupted before anything was called.")
        return FAILED
    if stopped or not report.called:
        _tell(stopped or "Nothing was called: no operation had all of its arguments. Give some with --argument.")
        return FAILED
    return DIFFERENT if report.drifts else SAME


def _deliver(report: Report, options: argparse.Namespace) -> None:
    text = report.to_json() if options.format == "json" else report.to_markdown()
    if options.output is None:
        sys.stdout.write(text)
        return
    try:
        options.output.write_text(text, encoding="utf-8")
    except OSError as error:
        raise _unwritable(options.output, error) from None


def _check_writable(file: Path) -> None:
    is_new = not file.exists()
    try:
        with file.open("a", encoding="utf-8"):
            pass
        if is_new:
            file.unlink()
    except OSError as error:
        raise _unwritable(file, error) from None


def _unwritable(file: Path, error: OSError) -> ConfigurationError:
    return ConfigurationError(f"The report can't be written to {file}: {error.strerror}.")
