"""From a script to a folder with videos and truth: in segments, by several processes, resumable."""

from eval.sim.render.add_references import add_references
from eval.sim.render.driver import RenderError, render_script
from eval.sim.render.tell import Progress

__all__ = ["Progress", "RenderError", "add_references", "render_script"]
