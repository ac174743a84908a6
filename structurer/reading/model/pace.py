"""The pace of requests to one endpoint: so many at once, so many requests and tokens a minute, and less when it objects.

After a 429 half as many requests go at once, and none before the time it names; each answer after
that gives a little back (additive increase, multiplicative decrease, as TCP does it). Shared by all sheets of a batch.
"""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from threading import Condition

from structurer.errors import RequestWithheld

_MINUTE = 60.0
_HALF = 0.5  # as TCP does it: halving ends an overload within a few answers, whatever the window was


@dataclass
class Allowance:
    """An allowance for a minute, filled up evenly; None is no limit. A use that is larger than all of it waits until it is full."""

    a_minute: int | None
    left: float = field(init=False)
    at: float = field(default_factory=time.monotonic)

    def __post_init__(self) -> None:
        self.left = float(self.a_minute or 0)

    def wait(self, amount: float, now: float) -> float:
        """Return the seconds until so much may be used."""
        if self.a_minute is None:
            return 0.0
        self.left = min(float(self.a_minute), self.left + (now - self.at) * self.a_minute / _MINUTE)
        self.at = now
        return max(0.0, (min(amount, self.a_minute) - self.left) * _MINUTE / self.a_minute)

    def use(self, amount: float) -> None:
        """Take so much; what was used beyond the allowance is waited for by the next."""
        self.left -= amount


@dataclass
class Turn:
    """The turn of one request: when it began, and the tokens that were set aside for it."""

    began: float
    tokens: int
    waited: float


class Pace:
    """The pace of one endpoint.

    Args:
        at_once: the most requests under way at a time.
        requests, tokens: the most a minute; None is no limit of ours.
    """

    def __init__(self, at_once: int, requests: int | None = None, tokens: int | None = None) -> None:
        self.at_once = at_once
        self._requests, self._tokens = Allowance(requests), Allowance(tokens)
        self._window, self._under_way = float(at_once), 0
        self._closed_until = self._slowed_at = 0.0
        self._is_closing = False
        self._changed = Condition()

    @property
    def window(self) -> int:
        """The number of requests that may be under way now."""
        return max(1, int(self._window))

    @contextmanager
    def turn(self, tokens: int, *, first: bool = False) -> Iterator[Turn]:
        """Wait for a turn and hold it; `tokens` is what the request is expected to use.

        RequestWithheld where it is the `first` about its sheet and nothing more is to be begun.
        """
        begun = time.monotonic()
        with self._changed:
            while not (first and self._is_closing) and (wait := self._wait(tokens)) is not None:
                self._changed.wait(wait or None)
            if first and self._is_closing:
                raise RequestWithheld
            self._under_way += 1
            self._requests.use(1)
            self._tokens.use(tokens)
        now = time.monotonic()
        try:
            yield Turn(now, tokens, now - begun)
        finally:
            with self._changed:
                self._under_way -= 1
                self._changed.notify_all()

    def close(self) -> None:
        """Let no other sheet be begun; the requests of a sheet that is begun go on."""
        with self._changed:
            self._is_closing = True
            self._changed.notify_all()

    def answered(self, turn: Turn, tokens: int | None) -> None:
        """Count what an answered request really used, and make room for a little more at once."""
        with self._changed:
            self._tokens.use(0 if tokens is None else tokens - turn.tokens)
            self._window = min(float(self.at_once), self._window + 1 / self._window)
            self._changed.notify_all()

    def slow(self, turn: Turn, seconds: float | None) -> None:
        """Slow down after a 429: fewer at once, and none for so many seconds.

        Requests that were under way together are refused together: only one sent after the last slowing slows again.
        """
        with self._changed:
            now = time.monotonic()
            self._closed_until = max(self._closed_until, now + (seconds or 0.0))
            if turn.began >= self._slowed_at:
                self._window, self._slowed_at = max(1.0, self._window * _HALF), now

    def _wait(self, tokens: int) -> float | None:
        """Return None where a request may go, else the seconds to wait; 0 waits until something changes."""
        if self._under_way >= self.window:
            return 0.0
        now = time.monotonic()
        wait = max(self._closed_until - now, self._requests.wait(1, now), self._tokens.wait(tokens, now))
        return wait if wait > 0 else None
