"""From a script to a folder with videos and truth: in segments, by several processes, resumable."""

from eval.sim.render.driver import Progress, RenderError, render_script

__all__ = ["Progress", "RenderError", "render_script"]
