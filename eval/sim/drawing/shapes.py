"""Meshes and bodies on the GPU, ready for each of the passes."""

from dataclasses import dataclass

import moderngl
import numpy as np
from numpy.typing import NDArray

from eval.sim.drawing.shaders import (
    DEPTH_ONLY,
    MARKED,
    MAX_BONES,
    SHADED,
    SURVEYED,
    vertex_shader,
)
from eval.sim.mesh import Floats, Mesh
from eval.sim.surface import Layer

INFLUENCES = 4  # bones per vertex
_PASSES = {"shaded": SHADED, "surveyed": SURVEYED, "marked": MARKED, "depth": DEPTH_ONLY}
_ATTRIBUTES = ("in_position", "in_normal", "in_colour", "in_material")


@dataclass(frozen=True, slots=True)
class Shape:
    """One mesh: a vertex array per pass, and a sphere that holds it: centre (3,) and radius."""

    arrays: dict[str, moderngl.VertexArray]
    centre: Floats
    radius: float


class Workshop:
    """The programs of all passes, and meshes made ready for them."""

    def __init__(self, gl: moderngl.Context) -> None:
        self._gl = gl
        self._programs = {
            (skinned, name): gl.program(
                vertex_shader=vertex_shader(skinned), fragment_shader=fragment
            )
            for skinned in (False, True)
            for name, fragment in _PASSES.items()
        }

    def program(self, skinned: bool, name: str) -> moderngl.Program:
        """The program of a pass, for furniture or for people."""
        return self._programs[skinned, name]

    def programs(self) -> list[moderngl.Program]:
        """All of them."""
        return list(self._programs.values())

    def rigid(self, mesh: Mesh) -> Shape:
        """Something that moves as a whole, or never."""
        table = np.concatenate(
            [mesh.vertices, mesh.normals, mesh.colours, mesh.materials[:, None]], axis=1
        )
        faces = mesh.faces.astype(np.int32)
        return self._upload(False, table, faces, "3f 3f 3f 1f", _ATTRIBUTES)

    def skinned(self, layer: Layer) -> Shape:
        """A body that bones move."""
        if layer.weights.shape[1] > MAX_BONES:
            raise ValueError(f"a rig has at most {MAX_BONES} bones, not {layer.weights.shape[1]}")
        chief = np.argsort(-layer.weights, axis=1, kind="stable")[:, :INFLUENCES]
        weights = np.take_along_axis(layer.weights, chief, axis=1)
        weights = weights / weights.sum(axis=1, keepdims=True)
        matte = np.zeros((len(layer.vertices), 1))
        table = np.concatenate(
            [layer.vertices, layer.normals, layer.colours, matte, chief.astype(float), weights],
            axis=1,
        )
        names = (*_ATTRIBUTES, "in_bones", "in_weights")
        return self._upload(True, table, layer.faces.astype(np.int32), "3f 3f 3f 1f 4f 4f", names)

    def _upload(
        self,
        skinned: bool,
        table: Floats,
        faces: NDArray[np.int32],
        layout: str,
        names: tuple[str, ...],
    ) -> Shape:
        vertices = self._gl.buffer(table.astype(np.float32).tobytes())
        index = self._gl.buffer(faces.tobytes())
        arrays = {
            # A pass that needs no colours has no such attribute; that is no error.
            name: self._gl.vertex_array(
                self._programs[skinned, name], [(vertices, layout, *names)], index, skip_errors=True
            )
            for name in _PASSES
        }
        low, high = table[:, :3].min(axis=0), table[:, :3].max(axis=0)
        centre = (low + high) / 2
        return Shape(arrays, centre, float(np.linalg.norm(table[:, :3] - centre, axis=1).max()))
