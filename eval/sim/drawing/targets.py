"""What is drawn into, frame by frame."""

from dataclasses import dataclass

import moderngl

from eval.sim.drawing.plate import OVERSAMPLED, shadow_map

SHADOW_TEXELS = 512


@dataclass(frozen=True, slots=True)
class Targets:
    """Buffers: the `shadow` of what moves; what moves itself, oversampled, as a `layer`; the
    `joined` picture; the `marks` of who and how far; a `sheet` of tiles for whole figures."""

    shadow: moderngl.Framebuffer
    shadow_map: moderngl.Texture
    layer: moderngl.Framebuffer
    layer_texture: moderngl.Texture
    joined: moderngl.Framebuffer
    marks: moderngl.Framebuffer
    sheet: moderngl.Framebuffer


def make_targets(gl: moderngl.Context, size: tuple[int, int]) -> Targets:
    """The buffers for a picture of `size` (width, height)."""
    width, height = size
    oversampled = (OVERSAMPLED * width, OVERSAMPLED * height)
    layer = gl.texture(oversampled, 4)
    layer.repeat_x = layer.repeat_y = False
    shadow, shadow_buffer = shadow_map(gl, SHADOW_TEXELS)
    return Targets(
        shadow_buffer,
        shadow,
        gl.framebuffer([layer], gl.depth_renderbuffer(oversampled)),
        layer,
        gl.framebuffer([gl.renderbuffer(size, 3)]),
        gl.framebuffer([gl.renderbuffer(size, 2, dtype="f4")], gl.depth_renderbuffer(size)),
        gl.framebuffer([gl.renderbuffer((2 * width, 2 * height), 1)]),
    )
