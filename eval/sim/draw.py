"""Drawing with OpenGL: pictures with soft shadows, and who covers which pixel.

Works without a display and without a GPU: a standalone EGL context, with Mesa's software
rasteriser where there is no other.
"""

from dataclasses import dataclass
from types import TracebackType
from typing import Self

import moderngl
import numpy as np
from numpy.typing import NDArray

from eval.sim.camera import Camera
from eval.sim.mesh import Floats, Mesh
from eval.sim.shaders import DEPTH_ONLY, MARKED, MAX_BONES, SHADED, vertex_shader
from eval.sim.surface import Layer

Bytes = NDArray[np.uint8]

SHADOW_TEXELS = 2048
KEY_DIRECTION = np.array([0.28, 1.0, 0.22]) / np.linalg.norm([0.28, 1.0, 0.22])
SAMPLES = 4
INFLUENCES = 4  # bones per vertex
SPREAD = 2.0  # the whole-body pass sees this many times the frame's width and height
_ATTRIBUTES = ("in_position", "in_normal", "in_colour", "in_material")


class DrawingUnavailableError(Exception):
    """No OpenGL context can be made here."""


@dataclass(frozen=True, slots=True)
class Person:
    """A person to draw: which body, and its bone transforms (bones, 3, 4)."""

    body: int
    transforms: Floats


@dataclass(frozen=True, slots=True)
class Moment:
    """Everything that moves, at one time: people, and a place (4, 4) per chair."""

    people: list[Person]
    chairs: list[Floats]


@dataclass(frozen=True, slots=True)
class _Shape:
    """One mesh on the GPU, ready for each of the three passes."""

    shaded: moderngl.VertexArray
    marked: moderngl.VertexArray
    depth: moderngl.VertexArray


class Renderer:
    """Draws moments as one camera sees them. Use in `with`."""

    def __init__(
        self, camera: Camera, shell: Mesh, furniture: Mesh, chairs: list[Mesh], bodies: list[Layer]
    ) -> None:
        try:
            # The stubs take every further keyword for a dictionary.
            self._gl = moderngl.create_context(
                standalone=True,
                backend="egl",  # type: ignore[arg-type]
            )
        except Exception as fault:  # moderngl and glcontext raise bare Exceptions
            raise DrawingUnavailableError(f"no EGL context: {fault}") from fault
        self._camera = camera
        self._programs = {
            (skinned, name): self._gl.program(
                vertex_shader=vertex_shader(skinned), fragment_shader=fragment
            )
            for skinned in (False, True)
            for name, fragment in (("shaded", SHADED), ("marked", MARKED), ("depth", DEPTH_ONLY))
        }
        size = camera.size
        self._smooth = self._gl.framebuffer(
            [self._gl.renderbuffer(size, 4, samples=SAMPLES)],
            self._gl.depth_renderbuffer(size, samples=SAMPLES),
        )
        self._plain = self._gl.framebuffer(
            [self._gl.renderbuffer(size, 4)], self._gl.depth_renderbuffer(size)
        )
        self._shadow = self._gl.depth_texture((SHADOW_TEXELS, SHADOW_TEXELS))
        self._shadow.compare_func = "<="
        self._shadow_buffer = self._gl.framebuffer(depth_attachment=self._shadow)
        self._shell, self._furniture = self._rigid(shell), self._rigid(furniture)
        self._chairs = [self._rigid(mesh) for mesh in chairs]
        self._bodies = [self._skinned(layer) for layer in bodies]
        self._light = _light_matrix(furniture.vertices)
        self._set_constants()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        value: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._gl.release()

    def picture(self, moment: Moment) -> Bytes:
        """The picture (height, width, 3), RGB."""
        self._gl.enable(moderngl.DEPTH_TEST)
        self._shadow_buffer.use()
        self._shadow_buffer.clear(depth=1.0)
        self._each("camera", self._light)
        self._draw("depth", moment, with_shell=False)
        self._shadow.use(0)
        self._smooth.use()
        self._smooth.clear(0.5, 0.5, 0.5)
        self._each("camera", self._camera.matrix())
        self._draw("shaded", moment)
        self._gl.copy_framebuffer(self._plain, self._smooth)
        return self._read(3)

    def owners(self, moment: Moment) -> NDArray[np.int64]:
        """Who is seen at each pixel (height, width): the person's place in the moment plus 1,
        0 where it is no person."""
        self._gl.enable(moderngl.DEPTH_TEST)
        self._plain.use()
        self._plain.clear(0.0, 0.0, 0.0, 0.0)
        self._each("camera", self._camera.matrix())
        self._draw("marked", moment)
        return self._read(1)[:, :, 0].astype(np.int64)

    def whole_areas(self, moment: Moment) -> list[float]:
        """The pixels that each person would cover with nothing in the way, what lies beyond the
        frame's edge included."""
        self._gl.disable(moderngl.DEPTH_TEST)
        self._gl.enable(moderngl.BLEND)
        self._gl.blend_equation = (moderngl.MAX, moderngl.MAX)
        self._each("camera", self._camera.matrix(SPREAD))
        areas: list[float] = []
        for start in range(0, len(moment.people), 4):  # one colour channel for each of four
            self._plain.use()
            self._plain.clear(0.0, 0.0, 0.0, 0.0)
            group = moment.people[start : start + 4]
            for channel, person in enumerate(group):
                self._draw_person("marked", person, tuple(np.eye(4)[channel]))
            seen = self._read(4) > 0
            areas += [float(seen[:, :, channel].sum()) * SPREAD**2 for channel in range(len(group))]
        self._gl.blend_equation = (moderngl.FUNC_ADD, moderngl.FUNC_ADD)
        self._gl.disable(moderngl.BLEND)
        return areas

    def _draw(self, name: str, moment: Moment, with_shell: bool = True) -> None:
        # What faces away is seldom seen: without it, drawing takes half the time. Near things come
        # first, since what they hide costs no shading.
        self._gl.enable(moderngl.CULL_FACE)
        for number, person in enumerate(moment.people):
            self._draw_person(name, person, ((number + 1) / 255, 0.0, 0.0, 1.0))
        program = self._programs[False, name]
        _write(program, "mark", (0.0, 0.0, 0.0, 0.0))
        for shape, place in zip(self._chairs, moment.chairs, strict=True):
            _write(program, "turn", place)
            self._array(shape, name).render()
        _write(program, "turn", np.eye(4))
        self._array(self._furniture, name).render()
        self._gl.disable(moderngl.CULL_FACE)
        if with_shell:  # walls and panes are single sheets
            self._array(self._shell, name).render()

    def _draw_person(self, name: str, person: Person, mark: tuple[float, ...]) -> None:
        program = self._programs[True, name]
        bones = np.tile(np.eye(4), (MAX_BONES, 1, 1))
        bones[: len(person.transforms), :3] = person.transforms
        _write(program, "mark", mark)
        _write(program, "bones", bones)
        self._array(self._bodies[person.body], name).render()

    def _array(self, shape: _Shape, name: str) -> moderngl.VertexArray:
        return {"shaded": shape.shaded, "marked": shape.marked, "depth": shape.depth}[name]

    def _rigid(self, mesh: Mesh) -> _Shape:
        table = np.concatenate(
            [mesh.vertices, mesh.normals, mesh.colours, mesh.materials[:, None]], axis=1
        )
        return self._upload(False, table, mesh.faces.astype(np.int32), "3f 3f 3f 1f", _ATTRIBUTES)

    def _skinned(self, layer: Layer) -> _Shape:
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
        return self._upload(
            True,
            table,
            layer.faces.astype(np.int32),
            "3f 3f 3f 1f 4f 4f",
            (*_ATTRIBUTES, "in_bones", "in_weights"),
        )

    def _upload(
        self,
        skinned: bool,
        table: Floats,
        faces: NDArray[np.int32],
        layout: str,
        names: tuple[str, ...],
    ) -> _Shape:
        vertices = self._gl.buffer(table.astype(np.float32).tobytes())
        index = self._gl.buffer(faces.tobytes())

        def array(name: str) -> moderngl.VertexArray:
            # A pass that needs no colours has no such attribute; that is no error.
            return self._gl.vertex_array(
                self._programs[skinned, name], [(vertices, layout, *names)], index, skip_errors=True
            )

        return _Shape(array("shaded"), array("marked"), array("depth"))

    def _set_constants(self) -> None:
        self._each("light", self._light)
        for program in self._programs.values():
            _write(program, "eye", self._camera.eye)
            _write(program, "key_direction", KEY_DIRECTION)
            _write(program, "texel", (1 / SHADOW_TEXELS,))

    def _each(self, uniform: str, matrix: Floats) -> None:
        for program in self._programs.values():
            _write(program, uniform, matrix)

    def _read(self, channels: int) -> Bytes:
        width, height = self._camera.size
        raw = np.frombuffer(self._plain.read(components=channels), np.uint8)
        return raw.reshape(height, width, channels)[::-1].copy()


def _write(program: moderngl.Program, name: str, value: Floats | tuple[float, ...]) -> None:
    """Set a uniform, row-major here and column-major there; the compiler drops unused ones."""
    if name in program:
        numbers = np.asarray(value, np.float32)
        uniform = program[name]
        assert isinstance(uniform, moderngl.Uniform)
        uniform.write(
            np.swapaxes(numbers, -1, -2).tobytes() if numbers.ndim > 1 else numbers.tobytes()
        )


def _light_matrix(around: Floats) -> Floats:
    """World to the key light's clip space (4, 4): parallel light that covers the furniture with
    room for people around it."""
    low, high = around.min(axis=0) - 2.0, around.max(axis=0) + 2.0
    centre, radius = (low + high) / 2, float(np.linalg.norm(high - low)) / 2
    right = np.cross((0.0, 0.0, 1.0), KEY_DIRECTION)
    right /= np.linalg.norm(right)
    view = np.eye(4)
    view[:3, :3] = right, np.cross(KEY_DIRECTION, right), KEY_DIRECTION
    view[:3, 3] = -view[:3, :3] @ centre
    matrix: Floats = np.diag([1 / radius, 1 / radius, -1 / radius, 1.0]) @ view
    return matrix
