"""How long a feed waits before it connects again."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class BackOff:
    """All in seconds. Capped, so that a phone system that comes back is heard within half a minute;
    jittered, so that the sites of one centre do not log in as one."""

    first_s: float = 0.5
    growth: float = 2.0
    most_s: float = 30.0
    misconfigured_s: float = 60.0
    """Rare, since phone systems lock out who tries a wrong password often."""
    steady_s: float = 30.0
    """A connection that held for so long was a good one: the next failure counts as a first one."""
    jitter: float = 0.3

    def delay(self, failures: int, misconfigured: bool, chance: float) -> float:
        """Seconds to the next try after ``failures`` in a row (1 or more); ``chance`` in 0..1."""
        doublings = min(failures - 1, 30)  # a float's range ends at about a thousand
        delay = min(self.first_s * self.growth**doublings, self.most_s)
        return (self.misconfigured_s if misconfigured else delay) * (1.0 - self.jitter * chance)
