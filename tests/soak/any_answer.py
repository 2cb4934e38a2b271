"""10,000 answers made by chance: broken heads, lengths, charsets, compressions and JSON; each outcome is typed."""

from __future__ import annotations

import asyncio
import gzip
import json
import zlib
from collections import Counter
from random import Random
from typing import Any

from client.driver import GAME_KEY, TOKEN, VERSION
from client.fake import Action, Drip, FakeServer, Hangup, Raw, Reset
from lootlocker import AsyncGameClient, GameClient
from lootlocker.auth import SessionTokenLogin
from lootlocker.errors import InvalidResponse, LootLockerError, OutcomeUnknown, ResponseError, TransportError
from support.payloads import NASTY_KEYS, walk
from support.promise import Progress, Result, scaled

HEROES = "/game/v1/player/heroes"
ODD_NUMBERS = ["NaN", "-Infinity", "1e400", "9" * 30, "9" * 5000, "-0.0", "1E-400", "01", "+1"]
ENCODINGS = ["gzip", "deflate", "x-gzip", "br", "gzip, gzip", "identity", "GZIP ", "", "zstd"]
CHARSETS = ["utf-8", "utf-8-sig", "utf-16", "utf-16-be", "utf-32", "latin-1", "utf-7"]


def soak(seed: int, scale: float, report_progress: Progress) -> Result:
    runs = scaled(10_000, scale)
    tally: Counter[str] = Counter()
    violations: list[str] = []
    fake = FakeServer()
    runner = asyncio.Runner()
    options: dict[str, Any] = {"login": SessionTokenLogin(TOKEN), "game_version": VERSION, "base_url": fake.url}
    options |= {"max_retries": 0, "timeout": 2.0}
    sync, awaited = GameClient(GAME_KEY, **options), AsyncGameClient(GAME_KEY, **options)
    try:
        for number in range(runs):
            random = Random(seed * 100_003 + number)
            action = _action(random)
            once = random.random() < 0.3
            fake.on("POST" if once else "GET", HEROES if once else f"{HEROES}/7", action)
            name, arguments = ("create_player_hero", {"hero_id": 8}) if once else ("get_player_hero", {"hero_id": 7})
            try:
                if number % 2:
                    value = runner.run(_awaited(awaited, name, arguments))
                else:
                    value = getattr(sync.heroes, name)(**arguments)
                wrong = _wrong_with_model(value)
                tally["a model"] += 1
            except LootLockerError as error:
                wrong = _wrong_with_error(error, once)
                tally[type(error).__name__] += 1
            except BaseException as error:
                wrong = f"{type(error).__name__}: {error}"
            if wrong:
                violations.append(f"seed {seed}, answer {number}: {wrong}\n{action!r:.500}")
            fake.seen.clear()
            report_progress(number + 1, runs, len(violations))
    finally:
        sync.close()
        runner.run(awaited.close())
        runner.close()
        fake.close()
    return Result("Any answer", runs, violations, [", ".join(f"{count} {kind}" for kind, count in tally.most_common())])


async def _awaited(client: AsyncGameClient, name: str, arguments: dict[str, Any]) -> Any:
    return await getattr(client.heroes, name)(**arguments)


def _wrong_with_model(value: Any) -> str:
    """A model walks, and gives back what came in."""
    before = value.to_json()
    walk(value)
    repr(value)
    return "" if value.to_json() == before else "the model changed while it was read"


def _wrong_with_error(error: LootLockerError, once: bool) -> str:
    if len(f"{error}") > 2000 or len(f"{error!r}") > 100_000:
        return "a message of that length"
    if isinstance(error, ResponseError):
        if not isinstance(error.response.content, bytes):
            return "no bytes at hand"
        if isinstance(error, InvalidResponse) != (200 <= error.response.status < 300):
            return f"{type(error).__name__} for status {error.response.status}"
        return ""
    if not isinstance(error, TransportError):
        return f"{type(error).__name__} is about something else: {error}"
    if once and not isinstance(error, OutcomeUnknown):
        return f"a call that was sent is called {type(error).__name__}"
    return ""


def _json(random: Random, depth: int = 0) -> str:
    """Some JSON, with members that heroes have and odd ones."""
    kind = random.random()
    if depth > 4 or kind < 0.3:
        plain = ["7", '"text"', "null", "true", "1.5", '""', '"\\ud800"', '"Zo\u00eb"']
        if random.random() < 0.03:
            return random.choice(ODD_NUMBERS)
        return random.choice(plain)
    if kind < 0.5:
        return f"[{','.join(_json(random, depth + 1) for _ in range(random.randint(0, 4)))}]"
    known = ["hero", "id", "asset", "package_contents", "rarity", "message", "messages", "code", "ban", "request_id"]
    keys = [random.choice(known) if random.random() < 0.8 else random.choice(NASTY_KEYS) for _ in range(4)]
    return "{" + ",".join(f"{json.dumps(key)}:{_json(random, depth + 1)}" for key in keys) + "}"


def _body(random: Random) -> bytes:
    match random.choice(
        ("json", "json", "hero", "hero", "hero", "hero", "deep", "cut", "bytes", "html", "empty", "long")
    ):
        case "json":
            return _json(random).encode(random.choice(CHARSETS[:5]), "surrogatepass")
        case "hero":
            return f'{{"hero": {_json(random)}}}'.encode(random.choice(CHARSETS), "replace")
        case "deep":
            depth = random.choice((500, 900, 960, 980, 990, 1000, 100_000))
            pairs = random.choice((("[", "]"), ('{"hero":', "}"), ('{"message":[', "]}")))
            return f'{{"hero": {pairs[0] * depth}1{pairs[1] * depth}}}'.encode()
        case "cut":
            whole = f'{{"hero": {_json(random)}}}'.encode()
            return whole[: random.randrange(len(whole))]
        case "bytes":
            return random.randbytes(random.choice((1, 10, 1000)))
        case "html":
            return b"<!doctype html><title>Gateway</title>"
        case "empty":
            return random.choice((b"", b" ", b"\r\n", b"\0"))
        case _:
            return b'{"hero": {"items": [' + b'{"id": 1},' * random.choice((1000, 50_000)) + b"1]}}"


def _packed(random: Random, body: bytes) -> tuple[bytes, str | None]:
    if random.random() < 0.6:
        return body, None
    encoding = random.choice(ENCODINGS)
    packed = random.choice((gzip.compress, zlib.compress, lambda data: zlib.compress(data)[2:-4], lambda data: data))(
        body
    )
    if random.random() < 0.2:
        packed = packed * 2
    if random.random() < 0.3 and packed:
        changed = bytearray(packed)
        changed[random.randrange(len(changed))] ^= 1 << random.randrange(8)
        packed = bytes(changed[: random.randint(1, len(changed))])
    return packed, encoding


def _action(random: Random) -> Action:
    if random.random() < 0.03:
        begun = random.choice((b"", b"HTTP/1.1 200 OK\r\n", b"HTTP/1.1 200 OK\r\ncontent-length: 5\r\n\r\n{"))
        return random.choice((Hangup(), Reset(begun), Drip(begun, 0.001, random.choice((0, 3, 50)))))
    body, encoding = _packed(random, _body(random))
    status = random.choice(
        (
            200,
            200,
            200,
            200,
            200,
            200,
            200,
            201,
            201,
            204,
            299,
            304,
            400,
            403,
            404,
            429,
            500,
            503,
            random.randint(200, 999),
        )
    )
    if status == 401:
        status = 402
    lines = [
        f"HTTP/1.1 {status} Scripted",
        "content-type: " + random.choice(("application/json", "text/html", "x; charset=y")),
    ]
    if encoding is not None:
        lines.append(f"content-encoding: {encoding}")
    if random.random() < 0.1:
        lines.append("retry-after: " + random.choice(("0", "-1", "soon", "9" * 400, "Sun, 06 Nov 1994 08:49:37 GMT")))
    framing = random.choice(("length", "length", "length", "length", "chunks", "chunks", "close", "wrong length"))
    if framing == "length":
        lines.append(f"content-length: {len(body)}")
    elif framing == "wrong length":
        lines.append(f"content-length: {random.choice((0, 1, len(body) + 1, len(body) // 2, -1, 'x'))}")
    elif framing == "chunks":
        lines.append("transfer-encoding: chunked")
        parts = [body[at : at + 4096] for at in range(0, len(body), 4096)]
        body = b"".join(b"%x\r\n%s\r\n" % (len(part), part) for part in parts) + b"0\r\nx-trailer: 1\r\n\r\n"
    data = "\r\n".join([*lines, "", ""]).encode() + body
    if random.random() < 0.05:
        changed = bytearray(data)
        changed[random.randrange(min(200, len(changed)))] = random.randrange(256)
        data = bytes(changed)
    interim = b"HTTP/1.1 103 Early Hints\r\n\r\n" if random.random() < 0.05 else b""
    return Raw(interim + data)
