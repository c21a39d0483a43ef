"""Coarser versions of a surface, for what is far away and for shadows."""

from dataclasses import dataclass

import numpy as np

from eval.sim.mesh import Floats, Ints, Mesh
from eval.sim.surface import Layer

# The first level is the surface as it is.
EDGES_M = (0.0, 0.02, 0.035, 0.055)
SHADOW_LEVEL = 3
EDGE_PX = 1.7  # an edge that is drawn together is at most so many pixels long
MOST_ROUNDS = 30


@dataclass(frozen=True, slots=True)
class Surface:
    """Something that moves: a skinned layer, and material codes (n,)."""

    layer: Layer
    materials: Floats


def body_surface(layer: Layer) -> Surface:
    """A person's."""
    return Surface(layer, np.zeros(len(layer.vertices)))


def rigid_surface(mesh: Mesh) -> Surface:
    """A chair's or a thing's: it hangs on one bone."""
    one = np.ones((len(mesh.vertices), 1))
    return Surface(
        Layer(mesh.vertices, mesh.normals, mesh.colours, one, mesh.faces), mesh.materials
    )


def levels_of(surface: Surface) -> list[Surface]:
    """The surface at every level."""
    levels = [surface]
    for edge in EDGES_M[1:]:
        levels.append(coarser(levels[-1], edge))
    return levels


def level_at(metres_a_pixel: float) -> int:
    """The coarsest level of which nothing is missed where a pixel is that large."""
    return max(
        level for level, edge in enumerate(EDGES_M) if edge <= EDGE_PX * max(metres_a_pixel, 0.0)
    )


def coarser(surface: Surface, least_m: float) -> Surface:
    """The surface with every edge shorter than `least_m` drawn together, the shortest first, as
    far as colour and material are the same at both ends; normals stay those of the full surface.

    In each round an edge goes if it is the shortest at both its ends, so that rounds are few and
    the outcome depends on nothing but the surface.
    """
    layer = surface.layer
    look = np.round(layer.colours * 4) @ (1, 8, 64) + 512 * surface.materials
    group = np.arange(len(layer.vertices))
    places, sizes = layer.vertices.copy(), np.ones(len(layer.vertices))
    edges = _edges(layer.faces, look)
    for _ in range(MOST_ROUNDS):
        first, second = _shortest(places, edges, least_m)
        if not len(first):
            break
        share = (sizes[second] / (sizes[first] + sizes[second]))[:, None]
        places[first] += share * (places[second] - places[first])
        sizes[first] += sizes[second]
        into = np.arange(len(places))
        into[second] = first
        group, edges = into[group], into[edges]
        edges = edges[edges[:, 0] != edges[:, 1]]
    faces = group[layer.faces]
    a, b, c = faces.T
    faces = faces[(a != b) & (b != c) & (a != c)]
    if not len(faces):  # a thing with no long edge is still there
        return surface
    used = np.zeros(len(places), bool)
    used[faces] = True
    numbers = np.where(used, np.cumsum(used) - 1, -1)
    return _averaged(surface, numbers[group], np.flatnonzero(used), numbers[faces])


def _edges(faces: Ints, look: Floats) -> Ints:
    """The edges (k, 2) between two faces whose ends look the same, each once.

    The faces of boxes share no edges, so that thin legs and arms stay as they are.
    """
    count = len(look)
    ends = np.sort(np.concatenate([faces[:, 0:2], faces[:, 1:3], faces[:, [2, 0]]]), axis=1)
    keys, uses = np.unique(ends[:, 0] * count + ends[:, 1], return_counts=True)
    keys = keys[uses > 1]
    edges = np.stack([keys // count, keys % count], axis=1)
    alike: Ints = edges[look[edges[:, 0]] == look[edges[:, 1]]]
    return alike


def _shortest(places: Floats, edges: Ints, least_m: float) -> tuple[Ints, Ints]:
    """Both ends of the edges to be drawn together in a round; no vertex is at two of them."""
    away = places[edges[:, 0]] - places[edges[:, 1]]
    squares = np.einsum("ij,ij->i", away, away)
    short = np.flatnonzero(squares < least_m**2)
    ranked = edges[short[np.argsort(squares[short], kind="stable")]]
    rank, best = np.arange(len(ranked)), np.full(len(places), len(ranked))
    for end in ranked.T:
        np.minimum.at(best, end, rank)
    first, second = ranked[(best[ranked] == rank[:, None]).all(axis=1)].T
    return first, second


def _averaged(surface: Surface, group: Ints, kept: Ints, faces: Ints) -> Surface:
    """One vertex for each of the `kept`: the mean of the vertices whose `group` (n,) it is."""
    layer, inside = surface.layer, group >= 0
    sizes = np.bincount(group[inside], minlength=len(kept))[:, None]

    def mean(values: Floats) -> Floats:
        sums = [np.bincount(group[inside], column[inside], len(kept)) for column in values.T]
        averaged: Floats = np.stack(sums, axis=1) / sizes
        return averaged

    normals = mean(layer.normals)
    normals /= np.maximum(np.linalg.norm(normals, axis=1, keepdims=True), 1e-9)
    merged = Layer(mean(layer.vertices), normals, mean(layer.colours), mean(layer.weights), faces)
    return Surface(merged, surface.materials[kept])
