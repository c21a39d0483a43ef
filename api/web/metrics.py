"""Prometheus metrics, read off the board when asked: nothing is counted twice, nothing global."""

from collections import Counter
from collections.abc import Iterator

from fastapi import APIRouter, Request
from prometheus_client import CollectorRegistry, generate_latest
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric
from prometheus_client.registry import Collector
from starlette.responses import Response

from api.board import Snapshot
from api.shadow_report import ShadowReport
from api.web.camera_metrics import camera_metrics
from api.web.feed_metrics import feed_metrics
from api.web.state import WebState, web_state
from floor.finding import FindingStatus
from floor.observation import Occupancy

router = APIRouter(include_in_schema=False)

CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"


class BoardCollector(Collector):
    """The board's latest snapshot as metrics."""

    def __init__(self, web: WebState) -> None:
        self._web = web

    def collect(self) -> Iterator[Metric]:
        """All metrics."""
        version, snapshot = self._web.board.latest()
        yield CounterMetricFamily("floorwatch_decisions", "Decisions made.", value=version)
        yield GaugeMetricFamily("floorwatch_viewers", "Open streams.", value=self._web.hub.viewers)
        age = self._web.freshness.age_s(version)
        if age is not None:
            yield GaugeMetricFamily(
                "floorwatch_decision_age_seconds", "Seconds since the last decision.", value=age
            )
        if snapshot is not None:
            yield from _of(snapshot)


def _of(snapshot: Snapshot) -> Iterator[Metric]:
    yield GaugeMetricFamily(
        "floorwatch_decision_milliseconds", "What a decision took.", value=snapshot.decision_ms
    )
    seen = Counter(card.observation.occupancy for card in snapshot.seats)
    seats = GaugeMetricFamily("floorwatch_seats", "Seats per occupancy.", labels=["occupancy"])
    for occupancy in Occupancy:
        seats.add_metric([occupancy], seen[occupancy])
    yield seats
    if snapshot.shadow is not None:
        yield from shadow_metrics(snapshot.shadow)
    found = Counter(finding.status for finding in snapshot.findings)
    findings = GaugeMetricFamily("floorwatch_findings", "Findings per status.", labels=["status"])
    for status in FindingStatus:
        findings.add_metric([status], found[status])
    yield findings
    yield from camera_metrics(snapshot.cameras)
    yield from feed_metrics(snapshot.feeds)


def shadow_metrics(report: ShadowReport) -> Iterator[Metric]:
    """How a network on trial agrees with the live one."""
    decisions = CounterMetricFamily(
        "floorwatch_shadow_decisions",
        "Decisions of the network on trial, by how they agree with the live one's.",
        labels=["network", "seat", "agreement"],
    )
    for seat, agreement, count in report.counts:
        decisions.add_metric([report.network, seat, agreement.value], count)
    yield decisions
    failed = GaugeMetricFamily(
        "floorwatch_shadow_failed", "1 where the trial ended by a fault.", labels=["network"]
    )
    failed.add_metric([report.network], float(report.failed is not None))
    yield failed


@router.get("/metrics")
async def metrics(request: Request) -> Response:
    """All metrics in Prometheus' text format."""
    registry = CollectorRegistry()
    registry.register(BoardCollector(web_state(request)))
    return Response(generate_latest(registry), headers={"Content-Type": CONTENT_TYPE})
