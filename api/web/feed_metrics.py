"""The feeds of phone systems as metrics: states, words, failures, how long they were silent."""

from collections.abc import Iterator, Sequence

from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric

from floor.feeds.feed import FeedState, FeedStatus


def feed_metrics(feeds: Sequence[FeedStatus]) -> Iterator[Metric]:
    """All metrics of the feeds; one that was never heard has no silence, not 0."""
    state = GaugeMetricFamily(
        "floorwatch_feed_state", "1 for the state that a feed is in.", labels=["feed", "state"]
    )
    for feed in feeds:
        for each in FeedState:
            state.add_metric([feed.name, each], float(feed.state is each))
    yield state
    counted = (
        ("events", "Words of the phone system.", [each.events for each in feeds]),
        ("faults", "Connections that failed.", [each.faults for each in feeds]),
        ("dead_letters", "What could not be read.", [each.dead_letters for each in feeds]),
        ("reconnects", "Connections after the first.", [each.reconnects for each in feeds]),
    )
    for name, text, values in counted:
        counter = CounterMetricFamily(f"floorwatch_feed_{name}", text, labels=["feed"])
        for feed, value in zip(feeds, values, strict=True):
            counter.add_metric([feed.name], value)
        yield counter
    silent = GaugeMetricFamily(
        "floorwatch_feed_silent_seconds", "Seconds since anything was heard.", labels=["feed"]
    )
    queued = GaugeMetricFamily(
        "floorwatch_feed_queued", "Words that the floor has yet to take.", labels=["feed"]
    )
    for feed in feeds:
        queued.add_metric([feed.name], feed.queued)
        if feed.silent_s is not None:
            silent.add_metric([feed.name], feed.silent_s)
    yield from (silent, queued)
