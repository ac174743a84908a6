"""How fast an endpoint is asked: at most so many at once and a minute, and less after it has objected."""

import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from structurer.errors import RequestWithheld
from structurer.reading.model.pace import Allowance, Pace
from tests.support.builders import proves


def test_no_more_at_once() -> None:
    """Of eight that want to, three go; the others follow as those end."""
    pace, lock = Pace(3), threading.Lock()
    under_way, most = 0, 0

    def ask(_: int) -> None:
        nonlocal under_way, most
        with pace.turn(10):
            with lock:
                under_way += 1
                most = max(most, under_way)
            time.sleep(0.01)
            with lock:
                under_way -= 1

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(ask, range(24)))
    assert (most, under_way) == (3, 0)


def test_a_turn_that_ends_badly_is_free_again() -> None:
    """An error inside a turn does not keep the place."""
    pace = Pace(1)
    for _ in range(3):
        with pytest.raises(ZeroDivisionError), pace.turn(1) as turn:
            assert 1 // (turn.tokens - 1)
    with pace.turn(1) as turn:
        assert turn.tokens == 1


def test_fewer_after_too_many() -> None:
    """Half as many at once; refusals of one burst count once; answers give it back, never beyond the most."""
    pace = Pace(8)
    with pace.turn(1) as first, pace.turn(1) as second:
        pace.slow(first, None)
        pace.slow(second, None)
        assert pace.window == 4
    with pace.turn(1) as third:
        pace.slow(third, None)
    assert pace.window == 2
    for _ in range(200):
        with pace.turn(1) as turn:
            pace.answered(turn, 1)
    assert pace.window == 8


def test_nobody_before_the_time() -> None:
    """What the endpoint asks of one sheet is kept by all."""
    pace = Pace(4)
    with pace.turn(1) as turn:
        pace.slow(turn, 0.2)
    begun = time.monotonic()
    with pace.turn(1) as later:
        assert time.monotonic() - begun >= 0.19
        assert later.waited >= 0.19


def test_so_many_a_minute() -> None:
    """The first minute's allowance goes at once; what follows is spread evenly."""
    pace = Pace(10, requests=600)
    begun = time.monotonic()
    for _ in range(610):
        with pace.turn(1):
            pass
    assert time.monotonic() - begun >= 0.9


def test_tokens_are_settled() -> None:
    """A request that used more than was thought delays the next; one that used less does not."""
    pace = Pace(4, tokens=60_000)
    with pace.turn(10_000) as turn:
        pace.answered(turn, 60_300)
    begun = time.monotonic()
    with pace.turn(1) as turn:
        pace.answered(turn, 0)
    assert 0.25 <= time.monotonic() - begun < 5


@proves
@given(st.integers(1, 1000), st.lists(st.tuples(st.floats(0, 100), st.floats(0, 2000)), min_size=1, max_size=40))
def test_an_allowance_is_kept(a_minute: int, uses: list[tuple[float, float]]) -> None:
    """Whoever waits as long as required never has more than the allowance of the time, and that of one use, at once."""
    allowance = Allowance(a_minute)
    start = now = allowance.at
    used = 0.0
    for pause, amount in uses:
        now += pause
        now += allowance.wait(amount, now)
        assert allowance.wait(amount, now) < 1e-6
        allowance.use(amount)
        used += min(amount, a_minute)
        assert used <= a_minute + (now - start) * a_minute / 60 + 1e-3 * len(uses)


def test_no_limit_is_none() -> None:
    """Without an allowance nobody waits."""
    assert Allowance(None).wait(10**9, time.monotonic()) == 0


def test_nothing_more_is_begun() -> None:
    """Who waits for a first turn is sent away, and whoever comes; what was begun goes on."""
    pace, waiting = Pace(1), threading.Event()

    def ask() -> None:
        waiting.set()
        with pytest.raises(RequestWithheld), pace.turn(1, first=True):
            pass

    with ThreadPoolExecutor(1) as pool:
        with pace.turn(1, first=True):
            refused = pool.submit(ask)
            waiting.wait()
            pace.close()
            refused.result(timeout=10)
        with pace.turn(1) as turn:
            assert turn.tokens == 1
    ask()
