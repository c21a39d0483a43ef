"""Drawings as text: elements with escaped attributes, and the few shapes that plots share.

There is no style attribute anywhere: the page forbids inline styles, and classes do the colours.
"""

from collections.abc import Iterable, Mapping

from markupsafe import Markup, escape

Value = str | float
Point = tuple[float, float]


def element(name: str, attributes: Mapping[str, Value], children: Iterable[str] = ()) -> Markup:
    """One element. Numbers are written to hundredths; children are escaped unless Markup."""
    said = "".join(f' {key}="{escape(_text(value))}"' for key, value in attributes.items())
    inner = "".join(str(escape(child)) for child in children)
    return Markup(f"<{name}{said}>{inner}</{name}>" if inner else f"<{name}{said}/>")


def drawing(width: float, height: float, css: str, name: str, parts: Iterable[Markup]) -> Markup:
    """An ``svg`` of that size in its own units, which grows with the page; ``name`` is read out."""
    attributes: dict[str, Value] = {
        "viewBox": f"0 0 {_text(width)} {_text(height)}",
        "class": css,
        "role": "img",
        "aria-label": name,
    }
    return element("svg", attributes, parts)


def text(at: Point, said: str, css: str = "", anchor: str = "start") -> Markup:
    """Words in a drawing."""
    attributes: dict[str, Value] = {"x": at[0], "y": at[1], "text-anchor": anchor, "class": css}
    return element("text", attributes, [said])


def line(start: Point, end: Point, css: str) -> Markup:
    """A straight line."""
    (x1, y1), (x2, y2) = start, end
    return element("line", {"x1": x1, "y1": y1, "x2": x2, "y2": y2, "class": css})


def polyline(points: Iterable[Point], css: str) -> Markup:
    """Straight lines from point to point."""
    joined = " ".join(f"{_text(x)},{_text(y)}" for x, y in points)
    return element("polyline", {"points": joined, "class": css})


def rectangle(at: Point, size: Point, css: str, title: str = "") -> Markup:
    """A rectangle; ``title`` is shown by a pointer that rests on it."""
    attributes: dict[str, Value] = {
        "x": at[0],
        "y": at[1],
        "width": size[0],
        "height": size[1],
        "class": css,
    }
    return element("rect", attributes, [element("title", {}, [title])] if title else [])


def rectangles(boxes: Iterable[tuple[float, float, float, float]], css: str) -> Markup:
    """Many rectangles (x, y, width, height) of one look as one path: a tenth of the bytes."""
    path = "".join(
        f"M{_text(x)} {_text(y)}h{_text(w)}v{_text(h)}h{_text(-w)}z" for x, y, w, h in boxes
    )
    return element("path", {"d": path, "class": css}) if path else Markup("")


def marker(at: Point, shape: str, css: str) -> Markup:
    """A point of a plot, told apart by its shape: circle, square or diamond."""
    x, y = at
    if shape == "circle":
        return element("circle", {"cx": x, "cy": y, "r": 3, "class": css})
    if shape == "square":
        return rectangle((x - 2.7, y - 2.7), (5.4, 5.4), css)
    corners = f"{_text(x)},{_text(y - 4)} {_text(x + 4)},{_text(y)} "
    corners += f"{_text(x)},{_text(y + 4)} {_text(x - 4)},{_text(y)}"
    return element("polygon", {"points": corners, "class": css})


def _text(value: Value) -> str:
    if isinstance(value, str):
        return value
    return f"{value:.2f}".rstrip("0").rstrip(".")
