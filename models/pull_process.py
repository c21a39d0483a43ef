"""``python -m models.pull_process FOLDER WEIGHTS SIZE raw|end-to-end``: the only code beside the
training that imports ultralytics. It writes ``network.onnx`` to FOLDER, and what it downloads too.
"""

import os
import shutil
import sys
from pathlib import Path

if __name__ == "__main__":
    folder, weights, size, heads = sys.argv[1:]
    os.chdir(folder)
    if Path(weights).is_absolute():  # the export is written beside the weights
        weights = shutil.copy(weights, folder)
    from ultralytics import YOLO, settings

    # What a call centre looks with is nobody else's business.
    settings.update({"sync": False, "weights_dir": folder})
    exported = YOLO(weights).export(
        format="onnx",
        imgsz=int(size),
        dynamic=True,
        simplify=False,
        nms=False if heads == "end-to-end" else None,
    )
    Path(exported).replace(Path(folder, "network.onnx"))
