"""Draws moments as one camera sees them."""

from types import TracebackType
from typing import Self

import cv2
import moderngl
import numpy as np
from numpy.typing import NDArray

from eval.sim.camera import Camera
from eval.sim.drawing.context import Uniforms, choose, open_context, write
from eval.sim.drawing.gathered import Gathered, gather
from eval.sim.drawing.levels import SHADOW_LEVEL, body_surface, rigid_surface
from eval.sim.drawing.light import KEY, MOST_PANES, lamp_colour, light_matrix, panes_of
from eval.sim.drawing.moment import Lights, Moment, Seen, Whole
from eval.sim.drawing.plate import draw_plate
from eval.sim.drawing.shaders import (
    BONES_A_ROW,
    COVERED,
    DEPTH_ONLY,
    JOINED,
    MARKED,
    MOVING,
    MOVING_LIT,
    SHADED,
    WHOLE_SCREEN,
)
from eval.sim.drawing.shapes import corners, upload
from eval.sim.drawing.targets import SHADOW_TEXELS, make_targets
from eval.sim.drawing.wholes import NOTHING, Tile, measured, packed, tiles_of
from eval.sim.mesh import Floats, Mesh
from eval.sim.surface import Layer

Bytes = NDArray[np.uint8]

BOUNCED = 0.15  # of daylight, wherever one looks, in a room with enough glass
ENOUGH_GLASS_M2 = 15.0
_PASSES = {
    "shaded": (MOVING_LIT, SHADED),
    "marked": (MOVING, MARKED),
    "covered": (MOVING, COVERED),
    "depth": (MOVING, DEPTH_ONLY),
}
# Texture units
_BONES, _STILL_SHADOW, _SHADOW, _SURVEY, _SKY, _KEY, _FIXED, _LAYER = range(8)
_UNITS = {
    "bones": _BONES,
    "still_shadow": _STILL_SHADOW,
    "shadow": _SHADOW,
    "survey": _SURVEY,
    "sky": _SKY,
    "key": _KEY,
    "fixed_part": _FIXED,
    "layer": _LAYER,
}


class Renderer:
    """One camera's view of a room. Use in `with`.

    What never moves, `shell` (through which light comes) and `furniture`, is drawn once, which
    takes some seconds. Raises `DrawingUnavailableError` where there is no OpenGL.
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
        self._lens, self._camera, self._lights = camera, camera.ideal(), lights
        self._map = None if self._lens == self._camera else self._lens.lens_map()
        self._gl = open_context()
        # From here on it is the current one, until another renderer is made.
        self._programs = {
            name: self._gl.program(vertex_shader=vertex, fragment_shader=fragment)
            for name, (vertex, fragment) in _PASSES.items()
        }
        join = self._gl.program(vertex_shader=WHOLE_SCREEN, fragment_shader=JOINED)
        self._join = self._gl.vertex_array(join, [])
        self._meshes = [upload(self._gl, self._programs, rigid_surface(mesh)) for mesh in meshes]
        self._bodies = [upload(self._gl, self._programs, body_surface(body)) for body in bodies]
        self._key_space = light_matrix(
            np.concatenate([corners(shell.vertices), corners(furniture.vertices)]), KEY
        )
        constants = light_constants(self._camera, shell, lights, self._key_space)
        self._plate = draw_plate(
            self._gl, self._camera, shell, furniture, self._key_space, constants
        )
        for program in (*self._programs.values(), join):
            for name, value in constants.items():
                write(program, name, value)
            for name, unit in _UNITS.items():
                choose(program, name, unit)
        self._targets = make_targets(self._gl, self._camera.size)
        self._bones = _bone_texture(self._gl, 1)
        self._bound = (
            (self._plate.shadow, _STILL_SHADOW),
            (self._targets.shadow_map, _SHADOW),
            (self._plate.survey, _SURVEY),
            (self._plate.sky, _SKY),
            (self._plate.key, _KEY),
            (self._plate.fixed, _FIXED),
            (self._targets.layer_texture, _LAYER),
        )

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
        with self._gl:  # there may be others
            return self._through_lens(self._picture(moment))

    def _picture(self, moment: Moment) -> Bytes:
        gathered = self._gather(moment)
        lamps = lamp_colour(self._lights, moment.light)
        self._gl.enable(moderngl.DEPTH_TEST | moderngl.CULL_FACE)
        self._targets.shadow.use()
        self._targets.shadow.clear(depth=1.0)
        write(self._programs["depth"], "camera", self._key_space)
        for one in gathered.shading(self._camera.size):
            self._draw("depth", gathered, one, SHADOW_LEVEL)
        self._gl.copy_framebuffer(self._targets.layer, self._plate.backdrop)
        self._targets.layer.use()
        program = self._programs["shaded"]
        write(program, "camera", self._camera.matrix())
        write(program, "lamps", lamps)
        for one in gathered.in_view(self._camera.size):
            self._draw("shaded", gathered, one)
        self._targets.joined.use()
        self._gl.disable(moderngl.DEPTH_TEST | moderngl.CULL_FACE)
        write(self._join.program, "lamps", lamps)
        self._join.render(vertices=3)
        raw = np.frombuffer(self._targets.joined.read(components=3, alignment=1), np.uint8)
        return raw.reshape(*self._camera.size[::-1], 3)[::-1].copy()

    def _through_lens(self, picture: Bytes) -> Bytes:
        if self._map is None:
            return picture
        seen = cv2.remap(picture, *self._map, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
        return np.asarray(seen, dtype=np.uint8)

    def seen(self, moment: Moment) -> Seen:
        """What and how far each pixel of the frame is."""
        with self._gl:
            marks = self._draw_marks(moment)
        ids = marks[:, :, 0].copy()
        depth = np.where(ids > 0, marks[:, :, 1], self._plate.depth)
        if self._map is not None:
            ids, depth = (
                np.asarray(cv2.remap(each, *self._map, cv2.INTER_NEAREST), np.float32)
                for each in (ids, depth)
            )
        return Seen(ids.astype(np.int32), depth)

    def _draw_marks(self, moment: Moment) -> NDArray[np.float32]:
        """The id and the depth of what moves, (height, width, 2), 0 where nothing does."""
        gathered = self._gather(moment)
        self._gl.enable(moderngl.DEPTH_TEST | moderngl.CULL_FACE)
        self._targets.marks.use()
        self._targets.marks.clear(0.0, 0.0, 0.0, 0.0, depth=1.0)
        program = self._programs["marked"]
        write(program, "camera", self._camera.matrix())
        for one in gathered.in_view(self._camera.size):
            write(program, "mark", (one + 1.0,))
            self._draw("marked", gathered, one)
        raw = np.frombuffer(self._targets.marks.read(components=2, dtype="f4"), np.float32)
        return raw.reshape(*self._camera.size[::-1], 2)[::-1]

    def whole(self, moment: Moment, seen: Seen) -> list[Whole]:
        """Every figure, then every thing, as if nothing else were there, within twice the frame's
        width and height; `Whole(None, 0)` for those of which nothing is `seen`."""
        visible = np.unique(seen.ids)
        with self._gl:
            gathered = self._gather(moment)
            found = [NOTHING] * len(gathered.shapes)
            tiles = tiles_of(gathered.boxes, self._camera.size, visible[visible > 0] - 1)
            self._gl.enable(moderngl.CULL_FACE)
            self._gl.disable(moderngl.DEPTH_TEST)
            write(self._programs["covered"], "camera", self._camera.matrix(2.0))
            wide, high = self._camera.size[0] * 2, self._camera.size[1] * 2
            for sheet in packed(tiles, (wide, high)):
                covered = self._draw_sheet(gathered, sheet)
                for tile in sheet:
                    rows = slice(tile.at_y, tile.at_y + tile.height)
                    part = covered[rows, tile.at_x : tile.at_x + tile.width]
                    found[tile.number] = measured(part, tile, self._lens, self._camera)
        return found

    def _draw_sheet(self, gathered: Gathered, sheet: list[Tile]) -> NDArray[np.bool_]:
        """What each tile's figure or thing covers, bottom row first."""
        wide, high = (2 * side for side in self._camera.size)
        self._targets.sheet.use()
        self._targets.sheet.clear()
        for tile in sheet:
            # The wide picture, laid so that the tile's part of it falls on the tile.
            self._gl.viewport = (tile.at_x - tile.x, tile.at_y - tile.y, wide, high)
            self._gl.scissor = (tile.at_x, tile.at_y, tile.width, tile.height)
            self._draw("covered", gathered, tile.number)
        self._gl.scissor = None
        self._gl.viewport = (0, 0, wide, high)
        rows = max(tile.at_y + tile.height for tile in sheet)
        raw = self._targets.sheet.read(viewport=(0, 0, wide, rows), components=1, alignment=1)
        return np.frombuffer(raw, np.uint8).reshape(rows, wide) > 0

    def _gather(self, moment: Moment) -> Gathered:
        """The moment's arrays, and its bones on the GPU."""
        gathered = gather(moment, self._bodies, self._meshes, self._camera)
        rows = -(-max(len(gathered.bones), 1) // BONES_A_ROW)
        if self._bones.height < rows:
            self._bones.release()
            self._bones = _bone_texture(self._gl, rows)
        content = np.zeros((self._bones.height * BONES_A_ROW, 3, 4), np.float32)
        content[: len(gathered.bones)] = gathered.bones
        self._bones.write(content.tobytes())
        for texture, unit in self._bound:
            texture.use(unit)
        self._bones.use(_BONES)
        return gathered

    def _draw(self, name: str, gathered: Gathered, one: int, level: int | None = None) -> None:
        write(self._programs[name], "first", int(gathered.first[one]))
        chosen = gathered.levels[one] if level is None else level
        gathered.shapes[one].levels[chosen][name].render()


def _bone_texture(gl: moderngl.Context, rows: int) -> moderngl.Texture:
    texture = gl.texture((3 * BONES_A_ROW, rows), 4, dtype="f4")
    texture.filter = (moderngl.NEAREST, moderngl.NEAREST)
    return texture


def light_constants(camera: Camera, shell: Mesh, lights: Lights, key_space: Floats) -> Uniforms:
    """The uniforms of the light that never change, by name."""
    panes = panes_of(shell)
    at, towards = np.zeros((MOST_PANES, 4)), np.zeros((MOST_PANES, 3))
    count = len(panes.areas)
    at[:count, :3], at[:count, 3], towards[:count] = panes.places, panes.areas, panes.directions
    return {
        "eye": np.array(camera.eye),
        "key_direction": KEY,
        "key_space": key_space,
        "panes": count,
        "pane_at": at,
        "pane_towards": towards,
        "daylight": (lights.daylight,),
        "bounced": (BOUNCED * min(float(panes.areas.sum()) / ENOUGH_GLASS_M2, 1.0),),
        "infrared": (lights.infrared,),
        "texel": (1 / SHADOW_TEXELS,),
    }
