"""A detector or pose network trained further with ultralytics, and held to where it started.

Start, measure, train, average with the start, measure again. Trained only on a site's pictures a
network forgets the rest of the world; the average of its weights with those it started from keeps
most of both.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import torch
from ultralytics import YOLO
from ultralytics.engine.trainer import BaseTrainer

from models.manifest import ModelError
from models.training.job import DetectorJob, Done, Event, Measured, Stage, Step
from models.training.process.graph import Weights, average, read_weights, write_weights
from models.training.process.measure import measure
from models.training.process.pictures import sample
from models.training.process.start import check_same, fold, rebuild, unfold
from models.training.start_info import StartInfo, start_info

MEASURED_ON = 32
"""Pictures that the normalisations are measured on; more change the third digit."""

Tell = Callable[[Event], None]


def finetune(job: DetectorJob, tell: Tell) -> Done:
    """Do the job. Raises ``ModelError`` where the start cannot be trained or a GPU is not got."""
    if job.device == "cuda" and not torch.cuda.is_available():
        raise ModelError("device 'cuda' was asked for, but this torch has none; ask for 'cpu'")
    info = start_info(job.start)
    sets = {"held out": job.data} | job.tests
    tell(Stage(name="rebuilding the start"))
    start = _write_start(job, info)
    losses: list[float] = []
    tuned = fold(_train(start, job, tell, losses))
    before = read_weights(job.start)
    _check_finite(tuned)
    alone = job.work / "tuned.onnx"
    write_weights(job.start, tuned, alone)
    write_weights(job.start, average(before, tuned, job.average), job.out)
    measured = []
    for name, data in sets.items():
        tell(Stage(name=f"measuring on {name}"))
        pictures, of_start = measure(job.start, data, info, job)
        _, of_tuned = measure(alone, data, info, job)
        _, of_averaged = measure(job.out, data, info, job)
        measured.append(
            Measured(
                set=name, pictures=pictures, start=of_start, tuned=of_tuned, averaged=of_averaged
            )
        )
    return Done(out=job.out, losses=tuple(losses), measured=tuple(measured))


def _write_start(job: DetectorJob, info: StartInfo) -> Path:
    """The start as the checkpoint that ultralytics trains from."""
    fused = rebuild(job.start, info)
    pictures = sample(job.data, MEASURED_ON, job.imgsz)
    check_same(job.start, fused, pictures[:1])
    network = unfold(fused, info, pictures)
    check_same(job.start, network, pictures[:1])
    path = job.work / "start.pt"
    torch.save({"model": network, "train_args": {"task": info.task}}, path)
    return path


def _train(start: Path, job: DetectorJob, tell: Tell, losses: list[float]) -> Any:
    """The trained network: ultralytics' running average of the weights, in float32."""
    kept: dict[str, Any] = {}

    def begin(trainer: BaseTrainer) -> None:
        tell(Stage(name="training", total=job.epochs * len(trainer.train_loader)))

    def batch(trainer: BaseTrainer) -> None:
        done = kept["batches"] = kept.get("batches", 0) + 1
        tell(Step(done=done, loss=_loss(trainer)))

    def epoch(trainer: BaseTrainer) -> None:
        losses.append(_loss(trainer))

    def end(trainer: BaseTrainer) -> None:
        kept["network"] = trainer.ema.ema

    model = YOLO(str(start))
    for event, called in (
        ("on_train_start", begin),
        ("on_train_batch_end", batch),
        ("on_train_epoch_end", epoch),
        ("on_train_end", end),
    ):
        model.add_callback(event, called)
    model.train(
        data=str(job.data),
        epochs=job.epochs,
        imgsz=job.imgsz,
        batch=job.batch,
        device=job.device,
        # A start that has learnt already: one small rate, no warm-up of biases from a large one.
        optimizer="AdamW",
        lr0=job.rate,
        lrf=0.1,
        warmup_epochs=0,
        # A step after every batch. Ultralytics gathers 64 pictures for one, and of a site's few
        # hundred it would make a handful of steps in all.
        nbs=job.batch,
        # The fixed camera's pictures are upright and seldom turned; the rest is ultralytics' own.
        close_mosaic=max(1, job.epochs // 5),
        patience=0,
        # Threads of this process: a worker of its own for each costs more than a small set gains.
        workers=0,
        seed=0,
        deterministic=True,
        amp=False,
        val=False,
        plots=False,
        save=False,
        verbose=False,
        project=str(job.work),
        name="run",
        exist_ok=True,
    )
    return kept["network"]


def _loss(trainer: BaseTrainer) -> float:
    return float(sum(float(each) for each in trainer.tloss.values()))


def _check_finite(weights: Weights) -> None:
    for name, values in weights.items():
        if not torch.from_numpy(values).isfinite().all():
            raise ModelError(f"the training broke down: {name} is not finite; lower --rate")
