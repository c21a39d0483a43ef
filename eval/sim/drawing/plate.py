"""What never moves, drawn once: its light in three parts, and where each pixel of it lies.

The plate is the mean of many drawings. Each has the camera moved by a part of a pixel, the key
light moved over the lamps, and one direction of the sky: that gives smooth edges, soft shadows and
darkness in corners at once.
"""

from dataclasses import dataclass

import moderngl
import numpy as np
from numpy.typing import NDArray

from eval.sim.camera import Camera
from eval.sim.drawing.context import Uniforms, choose, write
from eval.sim.drawing.light import key_direction, light_matrix, sky_direction
from eval.sim.drawing.shaders import DEPTH_ONLY, PARTS, STILL, SURVEYED
from eval.sim.drawing.shapes import Arrays, corners, upload_still
from eval.sim.mesh import Floats, Mesh

DRAWINGS = 16
SKY_TEXELS = 512
KEY_TEXELS = 1024
OVERSAMPLED = 2  # what moves is drawn in so many times the width and height


@dataclass(frozen=True, slots=True)
class Plate:
    """Textures of the camera's size: `sky`, `key` and `fixed` light, `survey` (place in the key
    light's space (x, y, z), depth in metres); the shadows of what never moves in `shadow`; and in
    `backdrop` nothing but its depth, oversampled."""

    sky: moderngl.Texture
    key: moderngl.Texture
    fixed: moderngl.Texture
    survey: moderngl.Texture
    shadow: moderngl.Texture
    backdrop: moderngl.Framebuffer
    depth: NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class _Still:
    """Shell and furniture on the GPU."""

    shell: Arrays
    furniture: Arrays

    def draw(self, name: str) -> None:
        self.furniture[name].render()
        self.shell[name].render()


def draw_plate(
    gl: moderngl.Context,
    camera: Camera,
    shell: Mesh,
    furniture: Mesh,
    key_space: Floats,
    constants: Uniforms,
) -> Plate:
    """Draw a plate for a camera without distortion; `constants` are the uniforms of the light."""
    programs = {
        name: gl.program(vertex_shader=STILL, fragment_shader=fragment)
        for name, fragment in (("parts", PARTS), ("survey", SURVEYED), ("depth", DEPTH_ONLY))
    }
    still = _Still(*(upload_still(gl, programs, mesh) for mesh in (shell, furniture)))
    for name, value in constants.items():
        write(programs["parts"], name, value)
    gl.disable(moderngl.CULL_FACE)  # walls and panes are single sheets
    gl.enable(moderngl.DEPTH_TEST)
    parts = _mean_parts(gl, camera, still, programs, corners(furniture.vertices))
    shadow, buffer = shadow_map(gl, KEY_TEXELS)
    _cast(buffer, still, programs["depth"], key_space)
    survey, depth = _survey(gl, camera, still, programs["survey"], key_space)
    width, height = camera.size
    backdrop = gl.framebuffer(
        [gl.renderbuffer((OVERSAMPLED * width, OVERSAMPLED * height), 4)],
        gl.depth_renderbuffer((OVERSAMPLED * width, OVERSAMPLED * height)),
    )
    backdrop.use()
    backdrop.clear()
    backdrop.color_mask = (False, False, False, False)
    backdrop.use()  # a mask counts from the next use
    write(programs["depth"], "camera", camera.matrix())
    still.draw("depth")
    sky, key, fixed = (_texture(gl, part) for part in parts)
    return Plate(sky, key, fixed, survey, shadow, backdrop, depth)


def shadow_map(gl: moderngl.Context, texels: int) -> tuple[moderngl.Texture, moderngl.Framebuffer]:
    """A square depth texture that is compared with, and the buffer that draws into it."""
    texture = gl.depth_texture((texels, texels))
    texture.compare_func = "<="
    texture.filter = (moderngl.LINEAR, moderngl.LINEAR)
    texture.repeat_x = texture.repeat_y = False
    return texture, gl.framebuffer(depth_attachment=texture)


def _mean_parts(
    gl: moderngl.Context,
    camera: Camera,
    still: _Still,
    programs: dict[str, moderngl.Program],
    around: Floats,
) -> list[NDArray[np.float32]]:
    width, height = camera.size
    parts, depth = programs["parts"], programs["depth"]
    sky, sky_buffer = shadow_map(gl, SKY_TEXELS)
    key, key_buffer = shadow_map(gl, KEY_TEXELS)
    for unit, (name, texture) in enumerate((("sky_shadow", sky), ("key_shadow", key))):
        choose(parts, name, unit)
        texture.use(unit)
    target = gl.framebuffer(
        [gl.renderbuffer(camera.size, 4, dtype="f4") for _ in range(3)],
        gl.depth_renderbuffer(camera.size),
    )
    sums = [np.zeros((height, width, 4), np.float32) for _ in range(3)]
    for number in range(DRAWINGS):
        for name, buffer, towards in (
            ("sky", sky_buffer, sky_direction(number, DRAWINGS)),
            ("key", key_buffer, key_direction(number, DRAWINGS)),
        ):
            space = light_matrix(around, towards)
            _cast(buffer, still, depth, space)
            write(parts, f"{name}_space", space)
            write(parts, f"{name}_direction", towards)
        target.use()
        target.clear(0.0, 0.0, 0.0, 1.0)
        write(parts, "camera", _moved(camera, number))
        still.draw("parts")
        for attachment, total in enumerate(sums):
            raw = target.read(components=4, attachment=attachment, dtype="f4")
            total += np.frombuffer(raw, np.float32).reshape(height, width, 4)
    target.release()
    return [total / np.float32(DRAWINGS) for total in sums]


def _moved(camera: Camera, number: int) -> Floats:
    """The camera's matrix, the picture moved by a part of a pixel: the number-th point of a
    sequence that fills the pixel evenly (Roberts, 2018)."""
    offset = (0.5 + (number + 1) * np.array([0.7548776662466927, 0.5698402909980532])) % 1.0 - 0.5
    shift = np.eye(4)
    shift[:2, 3] = 2 * offset / camera.size
    moved: Floats = shift @ camera.matrix()
    return moved


def _cast(
    buffer: moderngl.Framebuffer, still: _Still, program: moderngl.Program, space: Floats
) -> None:
    """The shadows of the furniture; light comes through the shell."""
    buffer.use()
    buffer.clear(depth=1.0)
    write(program, "camera", space)
    still.furniture["depth"].render()


def _survey(
    gl: moderngl.Context,
    camera: Camera,
    still: _Still,
    program: moderngl.Program,
    key_space: Floats,
) -> tuple[moderngl.Texture, NDArray[np.float32]]:
    texture = gl.texture(camera.size, 4, dtype="f4")
    texture.filter = (moderngl.NEAREST, moderngl.NEAREST)
    target = gl.framebuffer([texture], gl.depth_renderbuffer(camera.size))
    target.use()
    target.clear(0.0, 0.0, 0.0, 0.0, depth=1.0)
    write(program, "camera", camera.matrix())
    write(program, "key_space", key_space)
    still.draw("survey")
    # Where there is nothing, everything is nearer.
    surveyed = np.frombuffer(texture.read(), np.float32).reshape(*camera.size[::-1], 4).copy()
    depth = surveyed[:, :, 3].copy()
    surveyed[:, :, 3] = np.where(depth > 0, depth, np.inf)
    texture.write(surveyed.tobytes())
    return texture, depth[::-1].copy()


def _texture(gl: moderngl.Context, part: NDArray[np.float32]) -> moderngl.Texture:
    height, width, _ = part.shape
    texture = gl.texture((width, height), 4, part.astype(np.float16).tobytes(), dtype="f2")
    texture.filter = (moderngl.NEAREST, moderngl.NEAREST)
    return texture
