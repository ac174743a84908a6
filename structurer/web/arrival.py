"""The time that a request has to arrive: whoever sends a byte now and then must not keep a connection for ever."""

from asyncio import TimerHandle, Transport

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol

SECONDS: dict[object, float] = {h11.IDLE: 15, h11.SEND_BODY: 300}
"""Seconds for the head of a request, which is one packet, and for its body: 100 MB take 300 seconds at 3 Mbit/s."""


class TimedProtocol(H11Protocol):
    """A connection that is closed where the head or the body of a request takes too long."""

    _timer: TimerHandle | None = None
    _awaited: object = None

    def connection_made(self, transport: Transport) -> None:  # type: ignore[override]
        """Wait for the head of the first request."""
        super().connection_made(transport)
        self._time()

    def data_received(self, data: bytes) -> None:
        """Take what came, and wait for what is awaited now."""
        super().data_received(data)
        self._time()

    def on_response_complete(self) -> None:
        """Wait for the head of the next request."""
        super().on_response_complete()
        self._time()

    def connection_lost(self, exc: Exception | None) -> None:
        """Wait for nothing any more."""
        self._stop()
        super().connection_lost(exc)

    def _time(self) -> None:
        if self.conn.their_state is not self._awaited and not self.transport.is_closing():
            self._stop()
            self._awaited = self.conn.their_state
            seconds = SECONDS.get(self._awaited)
            self._timer = None if seconds is None else self.loop.call_later(seconds, self.transport.abort)

    def _stop(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
