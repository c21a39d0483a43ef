"""The part of ultralytics' interface that pulling, training and the bench use.

Its own methods take any keyword; here are those that are given.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, Protocol

from ultralytics.engine.trainer import BaseTrainer

class _Settings:
    def update(self, changes: Mapping[str, object]) -> None: ...

settings: _Settings

class _Precision(Protocol):
    ap_class_index: Sequence[int]
    ap50: Sequence[float]
    map50: float
    map: float

class Metrics(Protocol):
    box: _Precision
    pose: _Precision

class YOLO:
    def __init__(self, model: str | Path, task: str | None = ...) -> None: ...
    def add_callback(self, event: str, func: Callable[[BaseTrainer], None]) -> None: ...
    def export(
        self, *, format: str, imgsz: int, dynamic: bool, simplify: bool, nms: bool | None
    ) -> str: ...
    def track(
        self,
        source: object,
        stream: bool,
        *,
        persist: bool,
        tracker: str,
        classes: Sequence[int],
        verbose: bool,
    ) -> Iterable[Any]: ...
    def train(
        self,
        *,
        data: str,
        epochs: int,
        imgsz: int,
        batch: int,
        device: str,
        optimizer: str,
        lr0: float,
        lrf: float,
        warmup_epochs: float,
        nbs: int,
        close_mosaic: int,
        patience: int,
        workers: int,
        seed: int,
        deterministic: bool,
        amp: bool,
        val: bool,
        plots: bool,
        save: bool,
        verbose: bool,
        project: str,
        name: str,
        exist_ok: bool,
    ) -> object: ...
    def val(
        self,
        *,
        data: str,
        imgsz: int,
        batch: int,
        device: str,
        workers: int,
        plots: bool,
        verbose: bool,
        project: str,
        name: str,
        exist_ok: bool,
    ) -> Metrics: ...
