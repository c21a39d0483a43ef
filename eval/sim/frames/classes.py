"""Which COCO class each thing of the simulator is; the numbers are those of COCO's 80 classes.

A burger is COCO's sandwich, a bowl or bucket of noodles its bowl, a screen its tv. Chopsticks,
bags of crisps, jackets and papers are nothing that COCO has, so they stay unlabelled.
"""

import numpy as np

from eval.sim.mesh import Mesh

PERSON, CHAIR = 0, 56
BACKPACK, HANDBAG = 24, 26
BANANA, APPLE = 46, 47
TV, MOUSE, KEYBOARD = 62, 64, 66
OF_KIND = {
    "chair": CHAIR,
    "phone": 67,
    "bottle": 39,
    "cup": 41,
    "noodles": 45,
    "burger": 48,
}
LONG = 1.3  # times as wide as high: a banana
TALL = 1.25  # times as high as wide: a backpack

_LISTED = """
person, bicycle, car, motorcycle, airplane, bus, train, truck, boat, traffic light, fire
hydrant, stop sign, parking meter, bench, bird, cat, dog, horse, sheep, cow, elephant, bear,
zebra, giraffe, backpack, umbrella, handbag, tie, suitcase, frisbee, skis, snowboard, sports
ball, kite, baseball bat, baseball glove, skateboard, surfboard, tennis racket, bottle, wine
glass, cup, fork, knife, spoon, bowl, banana, apple, sandwich, orange, broccoli, carrot, hot
dog, pizza, donut, cake, chair, couch, potted plant, bed, dining table, toilet, tv, laptop,
mouse, remote, keyboard, cell phone, microwave, oven, toaster, sink, refrigerator, book, clock,
vase, scissors, teddy bear, hair drier, toothbrush
"""
NAMES = tuple(" ".join(name.split()) for name in _LISTED.split(","))


def coco_class(kind: str, mesh: Mesh) -> int | None:
    """The class of a thing; bags and fruit are told by their shape. None where COCO has none."""
    wide, high, _ = np.ptp(mesh.vertices, axis=0)
    match kind:
        case "bag":
            return BACKPACK if high > TALL * wide else HANDBAG
        case "fruit":
            return BANANA if wide > LONG * high else APPLE
        case _:
            return OF_KIND.get(kind)
