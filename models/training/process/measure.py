"""Average precision of an ONNX file on a staged set, by ultralytics' own validator."""

from pathlib import Path

from ultralytics import YOLO

from models.training.job import DetectorJob, Precision
from models.training.process.pictures import held_out
from models.training.start_info import StartInfo


def measure(network: Path, data: Path, info: StartInfo, job: DetectorJob) -> tuple[int, Precision]:
    """How many pictures the set's held-out half has, and the figures on them."""
    model = YOLO(str(network), task=info.task)
    found = model.val(
        data=str(data),
        imgsz=job.imgsz,
        batch=1,
        device="cpu",
        workers=0,
        plots=False,
        verbose=False,
        project=str(job.work),
        name="val",
        exist_ok=True,
    )
    classes = {
        info.names[number]: round(float(value), 4)
        for number, value in zip(found.box.ap_class_index, found.box.ap50, strict=True)
    }
    some = bool(classes)
    pose = info.task == "pose" and some
    return len(held_out(data)), Precision(
        box_50=round(float(found.box.map50), 4) if some else None,
        box_50_95=round(float(found.box.map), 4) if some else None,
        keypoints_50=round(float(found.pose.map50), 4) if pose else None,
        keypoints_50_95=round(float(found.pose.map), 4) if pose else None,
        classes_50=classes,
    )
