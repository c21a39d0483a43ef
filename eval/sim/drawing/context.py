"""An OpenGL context without a display: EGL, with Mesa's software rasteriser where there is no
GPU."""

import moderngl
import numpy as np
from numpy.typing import ArrayLike

Uniforms = dict[str, ArrayLike]


class DrawingUnavailableError(Exception):
    """No OpenGL context can be made here."""


def open_context() -> moderngl.Context:
    """A standalone context.

    Raises `DrawingUnavailableError` where none can be made.
    """
    try:
        # The stubs take every further keyword for a dictionary.
        return moderngl.create_context(
            standalone=True,
            backend="egl",  # type: ignore[arg-type]
        )
    except Exception as fault:  # moderngl and glcontext raise bare Exceptions
        raise DrawingUnavailableError(f"no EGL context: {fault}") from fault


def write(program: moderngl.Program, name: str, value: ArrayLike) -> None:
    """Set a uniform, an int or floats; matrices (4, 4) are row-major here and column-major there.
    The compiler drops unused ones: those are no error."""
    if name not in program:
        return
    if isinstance(value, int):
        _uniform(program, name).value = value
    else:
        numbers = np.asarray(value, np.float32)
        square = numbers.shape == (4, 4)
        _uniform(program, name).write((numbers.T if square else numbers).tobytes())


def choose(program: moderngl.Program, name: str, unit: int) -> None:
    """Tell a program at which texture unit a sampler finds its texture."""
    if name in program:
        _uniform(program, name).value = unit


def _uniform(program: moderngl.Program, name: str) -> moderngl.Uniform:
    uniform = program[name]
    assert isinstance(uniform, moderngl.Uniform)
    return uniform
