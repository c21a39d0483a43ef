"""Surfaces on the GPU."""

from dataclasses import dataclass

import moderngl
import numpy as np

from eval.sim.drawing.levels import Surface, levels_of
from eval.sim.mesh import Floats, Mesh

INFLUENCES = 4  # bones per vertex
MOST_BONES = 255

Arrays = dict[str, moderngl.VertexArray]


@dataclass(frozen=True, slots=True)
class Shape:
    """Something that moves: a vertex array per level of detail and pass, and for each of its
    bones the corners (bones, 8, 4) of a box at rest round what hangs on it, NaN for nothing."""

    levels: tuple[Arrays, ...]
    boxes: Floats


def upload(gl: moderngl.Context, programs: dict[str, moderngl.Program], surface: Surface) -> Shape:
    """A surface ready for the passes whose programs are given.

    Raises `ValueError` for more bones than a vertex can name.
    """
    bones = surface.layer.weights.shape[1]
    if bones > MOST_BONES:
        raise ValueError(f"a rig has at most {MOST_BONES} bones, not {bones}")
    levels = tuple(_arrays(gl, programs, level) for level in levels_of(surface))
    return Shape(levels, _bone_boxes(surface))


def upload_still(gl: moderngl.Context, programs: dict[str, moderngl.Program], mesh: Mesh) -> Arrays:
    """What never moves, ready for the passes whose programs are given."""
    content = [
        (gl.buffer(_floats(mesh.vertices)), "3f", "in_position"),
        (gl.buffer(_floats(mesh.normals)), "3f", "in_normal"),
        (gl.buffer(_colours(mesh.colours, mesh.materials)), "4f1", "in_colour"),
    ]
    return _for_each(gl, programs, content, gl.buffer(mesh.faces.astype(np.int32).tobytes()))


def _arrays(
    gl: moderngl.Context, programs: dict[str, moderngl.Program], surface: Surface
) -> Arrays:
    layer = surface.layer
    chief = np.argsort(-layer.weights, axis=1, kind="stable")[:, :INFLUENCES]
    weights = np.take_along_axis(layer.weights, chief, axis=1)
    weights = weights / weights.sum(axis=1, keepdims=True)
    missing = ((0, 0), (0, INFLUENCES - chief.shape[1]))
    content = [
        (gl.buffer(_floats(layer.vertices)), "3f", "in_position"),
        (gl.buffer(_floats(layer.normals)), "3f", "in_normal"),
        (gl.buffer(_colours(layer.colours, surface.materials)), "4f1", "in_colour"),
        (gl.buffer(np.pad(chief, missing).astype(np.uint8).tobytes()), "4u1", "in_bones"),
        (gl.buffer(_floats(np.pad(weights, missing))), "4f", "in_weights"),
    ]
    return _for_each(gl, programs, content, gl.buffer(layer.faces.astype(np.int32).tobytes()))


def _for_each(
    gl: moderngl.Context,
    programs: dict[str, moderngl.Program],
    content: list[tuple[moderngl.Buffer, str, str]],
    index: moderngl.Buffer,
) -> Arrays:
    # A pass that needs no colours has no such attribute; that is no error.
    return {
        name: gl.vertex_array(program, content, index, skip_errors=True)
        for name, program in programs.items()
    }


def _bone_boxes(surface: Surface) -> Floats:
    weights, vertices = surface.layer.weights, surface.layer.vertices
    boxes = np.full((weights.shape[1], 8, 4), np.nan)
    for bone in range(len(boxes)):
        held = vertices[weights[:, bone] > 0]
        if len(held):
            boxes[bone, :, :3] = corners(held)
            boxes[bone, :, 3] = 1.0
    return boxes


def corners(vertices: Floats) -> Floats:
    """The corners (8, 3) of the box round points (n, 3)."""
    ends = np.stack([vertices.min(axis=0), vertices.max(axis=0)])
    which = np.array([(x, y, z) for x in (0, 1) for y in (0, 1) for z in (0, 1)])
    found: Floats = ends[which, np.arange(3)]
    return found


def _colours(colours: Floats, materials: Floats) -> bytes:
    table = np.concatenate([np.clip(colours, 0, 1) * 255, materials[:, None]], axis=1)
    return np.round(table).astype(np.uint8).tobytes()


def _floats(values: Floats) -> bytes:
    return values.astype(np.float32).tobytes()
