"""What the service counts, in the text format of Prometheus; no names of documents or people."""

from collections.abc import Callable, Iterable, Mapping

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest
from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.registry import Collector

MEDIA_TYPE = "text/plain; version=1.0.0; charset=utf-8"
SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60)


class Metrics:
    """The counters of one server; `states` are read from the store whenever they are asked for."""

    def __init__(self, states: Callable[[], Mapping[str, int]] | None = None) -> None:
        self.registry = CollectorRegistry()
        self.requests = Counter("duban_requests", "请求数", ("method", "route", "status"), registry=self.registry)
        self.seconds = Histogram("duban_request_seconds", "答复用时，秒", ("method", "route"), buckets=SECONDS, registry=self.registry)
        self.active = Gauge("duban_requests_active", "正在处理的请求数", registry=self.registry)
        self.uploads = Counter("duban_uploads", "收到的文件数", ("outcome",), registry=self.registry)
        self.upload_bytes = Counter("duban_upload_bytes", "收到并保存的字节数", registry=self.registry)
        self.refusals = Counter("duban_problems", "没有照办的请求数，按错误代码", ("code",), registry=self.registry)
        if states is not None:
            self.registry.register(States(states))

    def text(self) -> bytes:
        return generate_latest(self.registry)


class States(Collector):
    """Documents by the state of their job."""

    def __init__(self, read: Callable[[], Mapping[str, int]]) -> None:
        self._read = read

    def describe(self) -> Iterable[Metric]:
        return [self._family()]

    def collect(self) -> Iterable[Metric]:
        family = self._family()
        for state, count in sorted(self._read().items()):
            family.add_metric([state], count)
        return [family]

    def _family(self) -> GaugeMetricFamily:
        return GaugeMetricFamily("duban_documents", "库中文件数，按作业状态", labels=["state"])
