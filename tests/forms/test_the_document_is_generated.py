"""Every form of the small document becomes a method that types and that the real clients carry out."""

from __future__ import annotations

from typing import Any

from client.fake import FakeServer, answer
from forms.driver import Driver


def test_an_answer_without_a_body_is_none_whatever_comes(driver: Driver, fake: FakeServer) -> None:
    for came in (answer(), answer("{}"), answer("<html>", content_type="text/html"), answer("[1,")):
        fake.on("POST", "/game/files/7/seen", came)
        for client in (driver.game().files, driver.plain().game.files):
            assert driver.do(client.mark_file_seen(7)) is None


def test_the_projects_own_packages_are_back_after_a_test(forms: Any) -> None:
    import lootlocker

    assert lootlocker is forms.lootlocker
    assert not hasattr(lootlocker.models, "PlayerHero")


def test_the_projects_own_packages_are_there_without_the_fixture() -> None:
    import lootlocker

    assert lootlocker.models.PlayerHero is not None
