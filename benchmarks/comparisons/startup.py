"""From the start of a process to the first hero that it has read."""

from __future__ import annotations

import textwrap

from .. import children
from ..harness import Plan, Samples, fill, ratio
from ..loopback import server
from ..ours import HERO_PATH
from ..results import Comparison, Goal

BARE = """
import sys, json, httpx
with httpx.Client() as client:
    answer = client.get(sys.argv[1] + "{path}", headers={{"x-session-token": "token"}})
    hero = json.loads(answer.content)["hero"]
    assert hero["hero_name"] == "Test Hero"
"""
OURS = """
import sys
from lootlocker import GameClient
from lootlocker.auth import SessionTokenLogin
with GameClient("dev_key", login=SessionTokenLogin("token"), game_version="1.0.0.0", base_url=sys.argv[1]) as game:
    hero = game.heroes.get_player_hero(1).hero
    assert hero.hero_name == "Test Hero"
"""
BARE_GUEST = """
import sys, json, httpx
with httpx.Client() as client:
    body = {{"game_key": "dev_key", "game_version": "1.0.0.0"}}
    session = json.loads(client.post(sys.argv[1] + "/game/v2/session/guest", json=body).content)
    answer = client.get(sys.argv[1] + "{path}", headers={{"x-session-token": session["session_token"]}})
    hero = json.loads(answer.content)["hero"]
    assert hero["hero_name"] == "Test Hero"
"""
OURS_GUEST = OURS.replace("SessionTokenLogin", "GuestLogin").replace('GuestLogin("token")', "GuestLogin()")
PROGRAMS = {
    "bare httpx + json": textwrap.dedent(BARE).format(path=HERO_PATH),
    "lootlocker": OURS,
    "bare httpx + json, with a guest's login": textwrap.dedent(BARE_GUEST).format(path=HERO_PATH),
    "lootlocker, with a guest's login": OURS_GUEST,
}


def first_hero(plan: Plan) -> Comparison:
    """Whole processes against a loopback server."""
    title = "Process start to first decoded hero, loopback server"
    found = Comparison("startup", title, "ms", "bare httpx + json")
    programs = {name: text for name, text in PROGRAMS.items() if not (plan.quick and "login" in name)}
    samples: Samples = {name: [] for name in programs}
    with server() as url:
        for program in programs.values():
            children.wall(program, url)
        for _ in plan.rounds(30, 3, 25):
            for name, program in programs.items():
                samples[name].append(children.wall(program, url))
    fill(found, samples, scale=1e3, ours=[name for name in samples if name.startswith("lootlocker")])
    found.goals.append(
        Goal(
            "process start to first decoded hero, x bare httpx + json",
            1.15,
            ratio(samples, "lootlocker", "bare httpx + json"),
        )
    )
    found.notes.append("The whole process is timed, its end included. With a login, both sides send two requests.")
    return found
