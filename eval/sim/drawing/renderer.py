"""Draws moments as one camera sees them.

Works without a display and without a GPU: a standalone EGL context, with Mesa's software
rasteriser where there is no other.
"""

from types import TracebackType
from typing import Self

import cv2
import moderngl
import numpy as np
from numpy.typing import NDArray

from eval.sim.camera import NEAR_M, Camera
from eval.sim.decimate import coarse
from eval.sim.drawing.moment import Figure, Lights, Moment, Seen, Thing, Whole
from eval.sim.drawing.shaders import BACKED, JOINED, MAX_BONES, SMOOTHED, WHOLE_SCREEN
from eval.sim.drawing.shapes import Shape, Workshop
from eval.sim.mesh import Floats, Mesh
from eval.sim.surface import Layer

Bytes = NDArray[np.uint8]

STILL_SHADOW_TEXELS = 2048
SHADOW_TEXELS = 1024
KEY_DIRECTION = np.array([0.28, 1.0, 0.22]) / np.linalg.norm([0.28, 1.0, 0.22])
SAMPLES = 4
SPREAD = 2.0  # the whole-body pass sees this many times the frame's width and height
FINE_FROM_PX = 190.0  # people who are drawn smaller need fewer triangles
REACH_M = 1.3  # no part of a body is further from its hips


class DrawingUnavailableError(Exception):
    """No OpenGL context can be made here."""


class Renderer:
    """One camera's view of a room. Use in `with`.

    What never moves, `shell` (which casts no shadow) and `furniture`, is drawn once.
    """

    def __init__(
        self,
        camera: Camera,
        shell: Mesh,
        furniture: Mesh,
        meshes: list[Mesh],
        bodies: list[Layer],
        lights: Lights,
    ) -> None:
        try:
            # The stubs take every further keyword for a dictionary.
            self._gl = moderngl.create_context(
                standalone=True,
                backend="egl",  # type: ignore[arg-type]
            )
        except Exception as fault:  # moderngl and glcontext raise bare Exceptions
            raise DrawingUnavailableError(f"no EGL context: {fault}") from fault
        self._lens, self._camera, self._lights = camera, camera.ideal(), lights
        self._workshop = Workshop(self._gl)
        self._join = self._full_screen(JOINED)
        self._back = self._full_screen(BACKED)
        self._smoothing = self._full_screen(SMOOTHED)
        size = self._camera.size
        self._smooth = self._gl.framebuffer(
            [self._gl.renderbuffer(size, 4, samples=SAMPLES)],
            self._gl.depth_renderbuffer(size, samples=SAMPLES),
        )
        self._plain = self._gl.framebuffer(
            [self._gl.renderbuffer(size, 4)], self._gl.depth_renderbuffer(size)
        )
        self._sharp = self._gl.texture(size, 4)
        self._frame = self._gl.framebuffer([self._sharp], self._gl.depth_renderbuffer(size))
        self._marks = self._gl.framebuffer(
            [self._gl.renderbuffer(size, 4), self._gl.renderbuffer(size, 1, dtype="f4")],
            self._gl.depth_renderbuffer(size),
        )
        self._still_shadow = self._shadow_map(STILL_SHADOW_TEXELS)
        self._shadow = self._shadow_map(SHADOW_TEXELS)
        self._shadow_buffer = self._gl.framebuffer(depth_attachment=self._shadow)
        self._meshes = [self._workshop.rigid(mesh) for mesh in meshes]
        self._bodies = [self._workshop.skinned(layer) for layer in bodies]
        self._far_bodies = [self._workshop.skinned(coarse(layer)) for layer in bodies]
        self._light = _light_matrix(furniture.vertices)
        self._matrix = self._camera.matrix()
        self._map = None if self._lens == self._camera else self._lens.lens_map()
        self._draw_plate(self._workshop.rigid(shell), self._workshop.rigid(furniture))

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
        self._gl.enable(moderngl.CULL_FACE)
        self._shadow_buffer.use()
        self._shadow_buffer.clear(depth=1.0)
        self._each("camera", self._light)
        self._draw("depth", moment, only_seen=False)
        strength = self._lights.colour(moment.light)
        self._frame.use()
        self._frame.clear(0.5, 0.5, 0.5)
        self._gl.disable(moderngl.CULL_FACE)
        self._lay_plate(self._join)
        _write(self._join.program, "strength", strength / self._lights.colour(1.0))
        self._join.render(vertices=3)
        self._gl.enable(moderngl.CULL_FACE)
        self._each("camera", self._matrix)
        self._each("strength", strength)
        self._draw("shaded", moment)
        self._gl.disable(moderngl.CULL_FACE)
        self._gl.disable(moderngl.DEPTH_TEST)
        self._plain.use()
        self._sharp.use(2)
        _choose(self._smoothing.program, "sharp", 2)
        _write(self._smoothing.program, "step_px", 1 / np.array(self._camera.size))
        self._smoothing.render(vertices=3)
        picture = self._read(self._plain, 3)
        if self._map is None:
            return picture
        seen = cv2.remap(picture, *self._map, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
        return np.asarray(seen, dtype=np.uint8)

    def seen(self, moment: Moment) -> Seen:
        """What and how far each pixel of the frame is."""
        self._gl.enable(moderngl.DEPTH_TEST)
        self._marks.use()
        self._marks.clear(0.0, 0.0, 0.0, 0.0)
        self._lay_plate(self._back)
        self._back.render(vertices=3)
        self._gl.enable(moderngl.CULL_FACE)
        self._each("camera", self._matrix)
        self._draw("marked", moment)
        self._gl.disable(moderngl.CULL_FACE)
        width, height = self._camera.size
        marks = self._read(self._marks, 4).astype(np.int32)
        ids = marks[:, :, 0] + 256 * marks[:, :, 1]
        raw = np.frombuffer(self._marks.read(components=1, attachment=1, dtype="f4"), np.float32)
        depth = raw.reshape(height, width)[::-1].copy()
        if self._map is None:
            return Seen(ids, depth)
        return Seen(
            np.asarray(cv2.remap(ids.astype(np.float32), *self._map, cv2.INTER_NEAREST), np.int32),
            np.asarray(cv2.remap(depth, *self._map, cv2.INTER_NEAREST), np.float32),
        )

    def whole(self, moment: Moment, seen: Seen) -> list[Whole]:
        """Every figure, then every thing, as if nothing else were there; `Whole(None, 0)` for
        those of which nothing is seen."""
        each: list[Figure | Thing] = [*moment.figures, *moment.things]
        found = [Whole(None, 0.0)] * len(each)
        visible = [int(mark) - 1 for mark in np.unique(seen.ids) if mark > 0]
        figures = [place for place in visible if place < len(moment.figures)]
        things = [place for place in visible if place >= len(moment.figures)]
        # Things are small: full size shows them best, but for those that the frame's edge cuts.
        self._measure(each, things, 1.0, found)
        cut = [place for place in things if self._is_cut(found[place])]
        self._measure(each, [*figures, *cut], SPREAD, found)
        return found

    def _is_cut(self, whole: Whole) -> bool:
        """Whether the frame's edge may hide a part."""
        if whole.box is None:
            return False
        width, height = self._lens.size
        x0, y0, x1, y1 = whole.box
        return x0 <= 1 or y0 <= 1 or x1 >= width - 1 or y1 >= height - 1

    def _measure(
        self, each: list[Figure | Thing], places: list[int], spread: float, found: list[Whole]
    ) -> None:
        """Measure those at `places`, in a frame `spread` times as wide and high."""
        self._gl.disable(moderngl.DEPTH_TEST)
        self._gl.enable(moderngl.BLEND)
        self._gl.blend_equation = (moderngl.MAX, moderngl.MAX)
        self._each("camera", self._camera.matrix(spread))
        for start in range(0, len(places), 4):  # one colour channel for each of four
            self._plain.use()
            self._plain.clear(0.0, 0.0, 0.0, 0.0)
            group = places[start : start + 4]
            for channel, place in enumerate(group):
                self._draw_one("marked", each[place], tuple(np.eye(4)[channel]))
            covered = cv2.split(self._read(self._plain, 4))
            for channel, place in enumerate(group):
                found[place] = self._whole(np.asarray(covered[channel], np.uint8), spread)
        self._gl.blend_equation = (moderngl.FUNC_ADD, moderngl.FUNC_ADD)
        self._gl.disable(moderngl.BLEND)

    def _whole(self, covered: Bytes, spread: float) -> Whole:
        """Box and area in the frame of the lens, from a mask in the ideal camera's wide frame."""
        left, top, wide, tall = cv2.boundingRect(covered)
        if wide == 0:
            return Whole(None, 0.0)
        area = float(cv2.countNonZero(covered)) * spread**2
        middle = np.array(self._camera.size) / 2
        low = (np.array([left, top]) - middle) * spread
        high = (np.array([left + wide, top + tall]) - middle) * spread
        corners = np.array([(x, y) for x in (low[0], high[0]) for y in (low[1], high[1])])
        bent = self._lens.bent(corners / self._lens.focal_px) * self._lens.focal_px
        x0, y0 = bent.min(axis=0) + np.array(self._lens.size) / 2
        x1, y1 = bent.max(axis=0) + np.array(self._lens.size) / 2
        straight = float(np.prod(high - low))
        return Whole(
            (float(x0), float(y0), float(x1), float(y1)), area * (x1 - x0) * (y1 - y0) / straight
        )

    def _draw_plate(self, shell: Shape, furniture: Shape) -> None:
        """What never moves, with and without the key light, and where each pixel of it lies."""
        size = self._camera.size
        still = self._gl.framebuffer(depth_attachment=self._still_shadow)
        self._gl.enable(moderngl.DEPTH_TEST)
        self._each("light", self._light)
        self._each("turn", np.eye(4))
        self._each("eye", np.array(self._camera.eye))
        self._each("key_direction", KEY_DIRECTION)
        self._each("texel", np.array([1 / STILL_SHADOW_TEXELS]))
        self._each("strength", self._lights.colour(1.0))
        still.use()
        still.clear(depth=1.0)
        self._each("camera", self._light)
        furniture.arrays["depth"].render()
        self._still_shadow.use(0)
        self._shadow.use(1)
        for program in self._workshop.programs():
            _choose(program, "still_shadow", 0)
            _choose(program, "shadow", 1)
        self._each("camera", self._matrix)
        plates = []
        for key in (1.0, 0.0):
            self._each("key", np.array([key]))
            self._smooth.use()
            self._smooth.clear(0.5, 0.5, 0.5, 1.0)
            furniture.arrays["shaded"].render()
            shell.arrays["shaded"].render()
            texture = self._gl.texture(size, 4)
            self._gl.copy_framebuffer(self._gl.framebuffer([texture]), self._smooth)
            plates.append(texture)
        self._each("key", np.array([2.0]))  # from now on both shadows count
        survey, depths = self._gl.texture(size, 4, dtype="f4"), self._gl.depth_texture(size)
        depths.compare_func = ""
        surveyed = self._gl.framebuffer([survey], depths)
        surveyed.use()
        surveyed.clear(0.0, 0.0, 0.0, 0.0, depth=1.0)
        furniture.arrays["surveyed"].render()
        shell.arrays["surveyed"].render()
        for texture in (*plates, survey, depths):
            texture.filter = (moderngl.NEAREST, moderngl.NEAREST)
        self._plate = (*plates, survey, depths)

    def _lay_plate(self, screen: moderngl.VertexArray) -> None:
        """Bind the plate for a pass over the whole screen."""
        for place, (name, texture) in enumerate(
            zip(("with_key", "without_key", "survey", "depths"), self._plate, strict=True), 2
        ):
            texture.use(place)
            _choose(screen.program, name, place)
        self._still_shadow.use(0)
        self._shadow.use(1)
        _choose(screen.program, "shadow", 1)
        _write(screen.program, "texel", np.array([1 / STILL_SHADOW_TEXELS]))

    def _draw(self, name: str, moment: Moment, only_seen: bool = True) -> None:
        each: list[Figure | Thing] = [*moment.figures, *moment.things]
        for number, one in enumerate(each, 1):
            if only_seen and not self._in_view(one, 1.0):
                continue
            self._draw_one(name, one, (number % 256 / 255, number // 256 / 255, 0.0, 1.0))

    def _draw_one(self, name: str, one: Figure | Thing, mark: tuple[float, ...]) -> None:
        skinned = isinstance(one, Figure)
        program = self._workshop.program(skinned, name)
        _write(program, "mark", np.array(mark))
        if isinstance(one, Figure):
            bones = np.tile(np.eye(4), (MAX_BONES, 1, 1))
            bones[: len(one.transforms), :3] = one.transforms
            _write(program, "bones", bones)
            fine = name != "depth" and self._size_px(one) > FINE_FROM_PX
            shapes = self._bodies if fine else self._far_bodies
            shapes[one.body].arrays[name].render()
        else:
            _write(program, "turn", one.place)
            self._meshes[one.mesh].arrays[name].render()

    def _size_px(self, figure: Figure) -> float:
        """Roughly how many pixels high a standing body would be where this one is."""
        away = figure.transforms[0, :, 3] - np.array(self._camera.eye)
        return 1.7 * self._camera.focal_px / max(float(np.linalg.norm(away)), NEAR_M)

    def _in_view(self, one: Figure | Thing, spread: float) -> bool:
        """Whether any of it can be in a frame `spread` times as wide and high."""
        if isinstance(one, Figure):
            shape = self._bodies[one.body]
            turn, shift = one.transforms[0, :, :3], one.transforms[0, :, 3]
            centre, radius = turn @ shape.centre + shift, REACH_M
        else:
            shape = self._meshes[one.mesh]
            centre = one.place[:3, :3] @ shape.centre + one.place[:3, 3]
            radius = shape.radius
        x, y, _, w = self._matrix @ np.append(centre, 1.0)
        if w < NEAR_M - radius:
            return False
        across = radius * self._camera.focal_px / (np.array(self._camera.size) / 2)
        reach = spread * max(w, NEAR_M)
        return bool(abs(x) - 1.5 * across[0] < reach and abs(y) - 1.5 * across[1] < reach)

    def _full_screen(self, fragment: str) -> moderngl.VertexArray:
        program = self._gl.program(vertex_shader=WHOLE_SCREEN, fragment_shader=fragment)
        return self._gl.vertex_array(program, [])

    def _shadow_map(self, texels: int) -> moderngl.Texture:
        texture = self._gl.depth_texture((texels, texels))
        texture.compare_func = "<="
        texture.filter = (moderngl.LINEAR, moderngl.LINEAR)
        return texture

    def _each(self, uniform: str, value: Floats) -> None:
        for program in self._workshop.programs():
            _write(program, uniform, value)

    def _read(self, buffer: moderngl.Framebuffer, channels: int) -> Bytes:
        width, height = self._camera.size
        raw = np.frombuffer(buffer.read(components=channels), np.uint8)
        return raw.reshape(height, width, channels)[::-1].copy()


def _write(program: moderngl.Program, name: str, value: Floats) -> None:
    """Set a uniform, row-major here and column-major there; the compiler drops unused ones."""
    if name in program:
        numbers = np.asarray(value, np.float32)
        uniform = program[name]
        assert isinstance(uniform, moderngl.Uniform)
        uniform.write(
            np.swapaxes(numbers, -1, -2).tobytes() if numbers.ndim > 1 else numbers.tobytes()
        )


def _choose(program: moderngl.Program, name: str, place: int) -> None:
    """Tell a program at which texture unit a sampler finds its texture."""
    if name in program:
        uniform = program[name]
        assert isinstance(uniform, moderngl.Uniform)
        uniform.value = place


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
