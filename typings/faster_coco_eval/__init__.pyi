"""What we use of faster-coco-eval."""

from collections.abc import Mapping, Sequence
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

class COCO:
    def __init__(self, annotation_file: Mapping[str, object]) -> None: ...
    def loadRes(self, resFile: Sequence[Mapping[str, object]]) -> COCO: ...

class Params:
    maxDets: list[int]
    iouThrs: NDArray[np.float64]
    areaRng: list[list[float]]
    areaRngLbl: list[str]
    imgIds: list[int]

class COCOeval_faster:
    params: Params
    _paramsEval: Params
    _evalImgs_cpp: list[object]
    eval: dict[str, Any]
    def __init__(
        self,
        cocoGt: COCO,
        cocoDt: COCO,
        iouType: Literal["bbox", "keypoints"],
        separate_eval: bool,
    ) -> None: ...
    def evaluate(self) -> None: ...
    def accumulate(self) -> None: ...
