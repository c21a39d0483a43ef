"""How a live camera is doing: a pure state machine, driven by events and their times.

    connecting -> live <-> degraded <-> stalled <-> live
         |           any of these three
         +----> backing_off / misconfigured --> connecting
    any -> stopped (for good)

Frigate's cameras stay dead after a decoder dies; here every failure leads to a retry, and the
time to it is capped. All times are seconds of one monotonic clock.
"""

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Self


class CameraState(StrEnum):
    """What a live camera is doing."""

    CONNECTING = "connecting"
    LIVE = "live"
    DEGRADED = "degraded"
    STALLED = "stalled"
    BACKING_OFF = "backing_off"
    MISCONFIGURED = "misconfigured"
    STOPPED = "stopped"


SHOWING = frozenset({CameraState.LIVE, CameraState.DEGRADED})
"""Pictures come."""

WAITING = frozenset({CameraState.BACKING_OFF, CameraState.MISCONFIGURED})
_ORDER = tuple(CameraState)


@dataclass(frozen=True, slots=True)
class Policy:
    """When to give up, when to try again; all in seconds.

    A camera that comes back must be seen again within 5 s: 3 s of waiting at most, and then a
    second or two to connect. After ``patient_after_s`` without a picture it is an outage, not
    a hiccup, and trying less often spares a whole floor's cameras at once.
    """

    max_frame_age_s: float = 2.0
    first_delay_s: float = 0.25
    growth: float = 2.0
    max_delay_s: float = 3.0
    patient_after_s: float = 900.0
    patient_delay_s: float = 15.0
    misconfigured_delay_s: float = 30.0
    """Rare, because cameras lock out who tries a wrong password often."""
    steady_after_s: float = 10.0
    """Pictures for this long, and the next failure counts as a first one again."""
    jitter: float = 0.3
    """The part of a delay that chance may take off, so that cameras do not retry as one."""

    def delay(self, failures: int, out_for_s: float, misconfigured: bool, chance: float) -> float:
        """Seconds until the next try, after ``failures`` in a row (1 or more).

        ``out_for_s`` is the time since the last picture, ``chance`` a random number in 0..1.
        """
        if misconfigured:
            delay = self.misconfigured_delay_s
        elif out_for_s > self.patient_after_s:
            delay = self.patient_delay_s
        else:
            doublings = min(failures - 1, 30)  # a float's range ends at about a thousand
            delay = min(self.first_delay_s * self.growth**doublings, self.max_delay_s)
        return delay * (1.0 - self.jitter * chance)


@dataclass(frozen=True, slots=True)
class Health:
    """One camera's state with its history; each event gives a new one.

    ``since`` is when the state was entered, ``retry_at`` when a waiting camera connects again,
    ``alive_since`` when pictures began to come, ``entries`` and ``seconds`` how often and for
    how long each state was (in the order of ``CameraState``; the present stay is not in yet).
    ``picture`` and ``delivery`` say what is wrong with the pictures and with how they come; a
    camera that shows pictures is degraded for as long as either does.
    """

    state: CameraState
    reason: str
    since: float
    began: float
    retry_at: float = 0.0
    failures: int = 0
    frames: int = 0
    connections: int = 0
    alive_since: float | None = None
    last_frame: float | None = None
    picture: str = ""
    delivery: str = ""
    entries: tuple[int, ...] = (1, *(0,) * (len(_ORDER) - 1))
    seconds: tuple[float, ...] = (0.0,) * len(_ORDER)

    @classmethod
    def new(cls, now: float) -> Self:
        """A camera that starts to connect now."""
        return cls(CameraState.CONNECTING, "connecting", now, now)

    @property
    def reconnects(self) -> int:
        """How often pictures came again after a break."""
        return max(0, self.connections - 1)

    def entered(self, state: CameraState) -> int:
        """How often ``state`` was entered."""
        return self.entries[_ORDER.index(state)]

    def spent(self, state: CameraState, now: float) -> float:
        """Seconds in ``state`` in all, the present stay included."""
        stay = now - self.since if state is self.state else 0.0
        return self.seconds[_ORDER.index(state)] + stay

    def connecting(self, now: float) -> Self:
        """A try begins."""
        fresh = replace(self, picture="", delivery="")
        return fresh._to(CameraState.CONNECTING, "connecting", now)

    def frame(self, now: float, unfit: str | None = None, poor: str = "") -> Self:
        """A picture came; ``unfit`` says why it cannot be used although it came, ``poor`` what is
        wrong with how they come."""
        seen = replace(self, frames=self.frames + 1, last_frame=now, delivery=poor)
        if self.alive_since is None:
            seen = replace(seen, alive_since=now, connections=self.connections + 1)
        if unfit is not None:
            return seen._to(CameraState.MISCONFIGURED, unfit, now)
        return seen._showing(now)

    def judged(self, now: float, poor: str) -> Self:
        """Somebody looked at a picture: what is wrong with it, or nothing."""
        if self.state not in SHOWING:
            return self
        return replace(self, picture=poor)._showing(now)

    def looked_at(self, now: float, policy: Policy) -> Self:
        """Time passed: without a picture for too long it is stalled."""
        if self.state not in SHOWING or self.last_frame is None:
            return self
        if now - self.last_frame <= policy.max_frame_age_s:
            return self
        return self._to(CameraState.STALLED, "stale", now)

    def failed(
        self, now: float, reason: str, misconfigured: bool, policy: Policy, chance: float
    ) -> Self:
        """A try or a connection failed; ``chance`` in 0..1 draws the jitter."""
        steady = (
            self.alive_since is not None
            and self.last_frame is not None
            and self.last_frame - self.alive_since >= policy.steady_after_s
        )
        failures = 1 if steady else self.failures + 1
        out_for = now - (self.last_frame if self.last_frame is not None else self.began)
        state = CameraState.MISCONFIGURED if misconfigured else CameraState.BACKING_OFF
        delay = policy.delay(failures, out_for, misconfigured, chance)
        waiting = replace(self, picture="", delivery="")._to(state, reason, now)
        return replace(waiting, failures=failures, retry_at=now + delay, alive_since=None)

    def stopped(self, now: float, reason: str) -> Self:
        """The end: asked for, or a recording's."""
        return self._to(CameraState.STOPPED, reason, now)

    def _showing(self, now: float) -> Self:
        poor = self.picture or self.delivery
        return self._to(CameraState.DEGRADED if poor else CameraState.LIVE, poor, now)

    def _to(self, state: CameraState, reason: str, now: float) -> Self:
        if self.state is CameraState.STOPPED:
            return self
        if state is self.state:
            return self if reason == self.reason else replace(self, reason=reason)
        old, new = _ORDER.index(self.state), _ORDER.index(state)
        seconds = list(self.seconds)
        seconds[old] += now - self.since
        entries = list(self.entries)
        entries[new] += 1
        return replace(
            self,
            state=state,
            reason=reason,
            since=now,
            seconds=tuple(seconds),
            entries=tuple(entries),
        )
