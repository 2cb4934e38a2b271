"""What one holder does, another does not see; and two threads that read the same child get one object."""

from __future__ import annotations

import copy
import pickle
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from types import FrameType
from typing import Any

import attrs
import pytest

from lootlocker import models
from lootlocker_api import types
from lootlocker_api.types import Model, member


@attrs.define(slots=False, eq=False, repr=False, kw_only=True)
class Shelf(Model):
    """A map of models, which no documented model has yet, and a list of them."""

    by_name: dict[str, models.Asset] = member(model="Asset", shape="map", key="by name")  # noqa: RUF009
    in_order: list[models.Asset] = member(model="Asset", shape="list", key="in order")  # noqa: RUF009


def hero() -> dict[str, Any]:
    return {"hero": {"id": 1, "asset": {"id": 2, "filters": [{"name": "a", "value": "b"}], "data_entities": [1]}}}


def test_from_dict_copies() -> None:
    given = hero()
    answer = models.PlayerHeroResponse.from_dict(given)
    answer.hero.id = 9
    assert isinstance(answer.hero.asset.data_entities, list)
    answer.hero.asset.data_entities.append(2)
    assert given == hero()
    given["hero"]["asset"]["data_entities"].append(3)
    given["hero"]["asset"]["id"] = 7
    assert answer.hero.asset.data_entities == [1, 2]
    assert answer.hero.asset.id == 2


@pytest.mark.parametrize("value", [{1, 2}, object(), b"bytes", 1j], ids=lambda value: type(value).__name__)
def test_from_dict_refuses_what_json_has_not(value: object) -> None:
    with pytest.raises(TypeError):
        models.Asset.from_dict({"name": value})


def test_to_dict_copies() -> None:
    for read_first in (False, True):
        answer = models.PlayerHeroResponse.from_dict(hero())
        if read_first:
            assert answer.hero.asset.filters
        answer.to_dict()["hero"]["asset"]["filters"].clear()
        answer.to_dict()["hero"]["asset"]["data_entities"].append(2)
        assert answer.to_dict() == hero()


@pytest.mark.parametrize("copied", [copy.deepcopy, lambda model: pickle.loads(pickle.dumps(model))])
def test_a_deep_copy_shares_nothing(copied: Callable[[Any], Any]) -> None:
    for read_first in (False, True):
        answer = models.PlayerHeroResponse.from_dict(hero())
        if read_first:
            assert answer.hero.asset.filters
        other = copied(answer)
        other.hero.asset.data_entities.append(2)
        other.hero.asset.filters.clear()
        other.success = True
        assert answer.to_dict() == hero()


def test_a_shallow_copy_has_keys_of_its_own() -> None:
    answer = models.PlayerHeroResponse.from_dict(hero())
    other = copy.copy(answer)
    other.success = True
    other.hero = models.PlayerHero(id=3)
    assert answer.to_dict() == hero()


def test_the_same_child_is_read_again_and_again() -> None:
    answer = models.PlayerHeroResponse.from_dict(hero())
    assert answer.hero is answer.hero
    assert answer.hero.asset.filters is answer.hero.asset.filters
    shelf = Shelf.from_dict({"by name": {"x": {"id": 1}, "y": None}})
    assert shelf.by_name is shelf.by_name
    assert isinstance(shelf.by_name["x"], models.Asset)
    assert shelf.to_dict() == {"by name": {"x": {"id": 1}, "y": None}}


@pytest.fixture
def slow_models() -> Iterator[None]:
    """In new threads every function of the models takes a while, so that threads that read at once do meet in it."""

    def pause(frame: FrameType, event: str, _: object) -> None:
        if event == "call" and frame.f_code.co_filename == types.__file__:
            time.sleep(0.0005)

    threading.setprofile(pause)
    yield
    threading.setprofile(None)


def read_by_threads(model: Model, read: Callable[[Any], object]) -> int:
    """Let threads read a member at the same moment, which nobody has read before.

    Returns:
        How many objects they got.
    """
    got: list[object] = []
    barrier = threading.Barrier(8)

    def reader() -> None:
        barrier.wait()
        got.append(read(model))

    threads = [threading.Thread(target=reader) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(got) == 8
    return len({id(each) for each in got})


@pytest.mark.usefixtures("slow_models")
@pytest.mark.parametrize("turn", range(10))
def test_threads_that_read_a_member_first_see_one_object(turn: int) -> None:
    data: dict[str, Any] = {str(number): {"id": number} for number in range(3)}
    item = models.InventoryItem.adopt({"asset": {"id": turn}})
    assert read_by_threads(item, lambda item: item.asset) == 1
    shelf = Shelf.adopt({"by name": data, "in order": [*data.values()]})
    assert read_by_threads(shelf, lambda shelf: shelf.by_name) == 1
    assert read_by_threads(shelf, lambda shelf: shelf.in_order) == 1
    shelf = Shelf.adopt({"by name": data, "in order": [*data.values()]})
    assert read_by_threads(shelf, lambda shelf: shelf.by_name["1"]) == 1
    assert read_by_threads(shelf, lambda shelf: shelf.in_order[1]) == 1


IMPORT_IN_THREADS = """
import sys, threading
sys.setswitchinterval(1e-6)
from lootlocker import models
barrier = threading.Barrier(32)
failures = []

def read(number):
    barrier.wait()
    try:
        if number % 2:
            asset = models.Asset.adopt({"package_contents": [{"asset": {"id": 1}}]})
            assert type(asset.package_contents[0].asset) is models.Asset
        else:
            content = models.PackageContent.adopt({"asset": {"package_contents": [{"quantity": 1}]}})
            assert type(content.asset.package_contents[0]) is models.PackageContent
    except BaseException as error:
        failures.append(repr(error))

threads = [threading.Thread(target=read, args=(number,)) for number in range(32)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join(20)
assert not any(thread.is_alive() for thread in threads), "threads hang"
assert not failures, failures
"""


@pytest.mark.parametrize("run", range(10))
def test_models_that_need_each_other_are_imported_by_many_threads_at_once(run: int) -> None:
    done = subprocess.run(
        [sys.executable, "-c", IMPORT_IN_THREADS], capture_output=True, text=True, timeout=60, check=False
    )
    assert done.returncode == 0, done.stderr
