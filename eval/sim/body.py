"""Bodies with clothes and hair, made from the MakeHuman base mesh and ready to be skinned."""

from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from eval.sim.decimate import decimate
from eval.sim.headset import headset
from eval.sim.makehuman import Base, load_target
from eval.sim.mesh import Floats, Ints
from eval.sim.script import Looks
from eval.sim.skeleton import Face, Rig
from eval.sim.surface import Layer, cut, join, vertex_normals
from eval.sim.wardrobe import Outfit, choose_outfit

SKIN_VERTICES = 13380  # the base mesh lists the body first, its helper surfaces after


@dataclass(frozen=True, slots=True)
class Body:
    """A person's rig and dressed surface at rest, the feet on the floor."""

    rig: Rig
    surface: Layer


def make_body(base: Base, folder: Path, looks: Looks, rng: np.random.Generator) -> Body:
    """A person with the given looks, the rest drawn by chance."""
    outfit = choose_outfit(looks, rng)
    vertices = _shape(base, folder, outfit, looks, rng)
    joints = np.stack([vertices[bone.joint].mean(axis=0) for bone in base.bones])
    rig = Rig(
        tuple(bone.name for bone in base.bones),
        tuple(bone.parent for bone in base.bones),
        joints,
        _face(base, vertices),
        np.stack([_palm(base, vertices, side) for side in "lr"]),
    )
    return Body(rig, decimate(_dress(base, vertices, rig, outfit, rng), rig))


def _shape(
    base: Base, folder: Path, outfit: Outfit, looks: Looks, rng: np.random.Generator
) -> Floats:
    """The base mesh's vertices (n, 3) with sex, face, weight and height, standing on y = 0."""
    gender, count = outfit.gender, len(base.vertices)

    def target(name: str) -> Floats:
        return load_target(folder, name, count)

    age = float(rng.uniform(0.0, 0.35))
    vertices = base.vertices + (1 - age) * target(f"{outfit.people}-{gender}-young")
    vertices += age * target(f"{outfit.people}-{gender}-old")
    usual_weight = float(rng.uniform(-0.5, 0.7))
    weight = usual_weight if looks.build is None else looks.build
    usual = f"universal-{gender}-young-averagemuscle"
    vertices += (1 - abs(weight)) * target(f"{usual}-averageweight")
    vertices += abs(weight) * target(f"{usual}-{'max' if weight > 0 else 'min'}weight")
    usual_height = float(rng.normal(1.73 if gender == "male" else 1.62, 0.045))
    height = usual_height if looks.height is None else looks.height
    vertices *= height / np.ptp(vertices[:SKIN_VERTICES, 1])
    vertices[:, 1] -= vertices[:SKIN_VERTICES, 1].min()
    return vertices


def _middle(base: Base, vertices: Floats, part: str) -> Floats:
    """The middle (3,) of one of the mesh's named parts."""
    middle: Floats = vertices[np.unique(base.quads[part])].mean(axis=0)
    return middle


def _face(base: Base, vertices: Floats) -> Face:
    """Where nose, mouth, eyes and ears are on this body."""
    eyes = np.stack([_middle(base, vertices, f"helper-{side}-eye") for side in "lr"])
    teeth = _middle(base, vertices, "helper-upper-teeth")
    skin = vertices[:SKIN_VERTICES]
    across, up, _ = (skin - eyes.mean(axis=0)).T
    ridge = skin[(np.abs(across) < 0.01) & (up < 0.0) & (up > -0.06)]
    beside = skin[np.abs(up + 0.015) < 0.03]
    beside = beside[np.abs(beside[:, 0]) < 0.15]  # no shoulders
    return Face(
        nose=ridge[ridge[:, 2].argmax()],
        mouth=teeth + np.array([0.0, -0.004, 0.018]),
        eyes=eyes,
        ears=np.stack([beside[beside[:, 0].argmax()], beside[beside[:, 0].argmin()]]),
    )


def _palm(base: Base, vertices: Floats, side: str) -> Floats:
    """The way (3,) that a palm looks: across the wrist, the index and the little finger."""
    wrist, index, little = (
        _middle(base, vertices, f"joint-{side}-{part}")
        for part in ("hand", "finger-2-1", "finger-5-1")
    )
    across = np.cross(little - wrist, index - wrist) * (1 if side == "l" else -1)
    way: Floats = across / np.linalg.norm(across)
    return way


@dataclass(frozen=True, slots=True)
class _Marks:
    """What clothes are cut by: each vertex's chief bone, and where the face is."""

    chief: np.ndarray[tuple[int], np.dtype[np.str_]]
    eyes: Floats

    def on(self, *bones: str) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
        """Which vertices hang on any of these bones, left or right."""
        names = [side + bone for bone in bones for side in ("", "Left", "Right")]
        return np.isin(self.chief, names)


def _dress(
    base: Base, vertices: Floats, rig: Rig, outfit: Outfit, rng: np.random.Generator
) -> Layer:
    """Skin, shoes, trousers, shirt and hair as one surface."""
    names = np.array(rig.names)
    marks = _Marks(
        names[base.weights.argmax(axis=1)],
        np.stack(
            [
                vertices[np.unique(base.quads[f"helper-{side}-eye"])].mean(axis=0)
                for side in ("l", "r")
            ]
        ),
    )
    body = Layer(
        vertices,
        vertex_normals(vertices, base.quads["body"]),
        np.tile(np.array(outfit.skin), (len(vertices), 1)),
        base.weights,
        _triangles(base.quads["body"]),
    )
    tights_faces = base.quads["helper-tights"]
    tights = replace(
        body, normals=vertex_normals(vertices, tights_faces), faces=_triangles(tights_faces)
    )
    shirt_at, trousers_at = _cover(vertices, rig, marks, outfit)
    hidden = (
        shirt_at
        & (vertices[:, 1] < rig.joint("Neck")[1] - 0.03)
        & (vertices[:, 1] > rig.joint("Hips")[1])
    ) | (trousers_at & (vertices[:, 1] < rig.joint("Hips")[1] - 0.05))
    layers = [
        cut(_face_and_shoes(body, rig, marks, outfit, rng), ~_shrunk(hidden, body.faces)),
        cut(tights, trousers_at).puffed(0.012).smoothed(3).painted(outfit.trousers),
        _shirt(cut(tights, shirt_at), rig, outfit),
    ]
    if outfit.long_hair:
        hair_faces = base.quads["helper-hair"]
        hair = replace(
            body, normals=vertex_normals(vertices, hair_faces), faces=_triangles(hair_faces)
        )
        across, up, ahead = (vertices - marks.eyes.mean(axis=0)).T
        over_the_face = (np.abs(across) < 0.075) & (up < 0.035) & (ahead > -0.06)
        kept = (up > -outfit.hair_length) & ~over_the_face
        layers.append(cut(hair, kept).puffed(0.006).painted(outfit.hair))
    layers.append(_headset(layers, marks, rig))
    return join(layers)


def _headset(layers: list[Layer], marks: _Marks, rig: Rig) -> Layer:
    """A headset that fits over the ears and the hair."""
    eye = marks.eyes.mean(axis=0)
    skin = layers[0].vertices
    beside = (np.abs(skin[:, 1] - eye[1] + 0.015) < 0.03) & (skin[:, 1] > rig.joint("Head")[1])
    ear = np.array([np.abs(skin[beside, 0]).max() - 0.012, eye[1] - 0.012, eye[2] - 0.095])
    above = np.abs(skin[:, 2] - ear[2]) < 0.03
    return headset(ear, float(skin[above, 1].max()), len(rig.names), rig.names.index("Head"))


def _cover(
    vertices: Floats, rig: Rig, marks: _Marks, outfit: Outfit
) -> tuple[np.ndarray[tuple[int], np.dtype[np.bool_]], ...]:
    """Which vertices the shirt and the trousers cover."""
    y = vertices[:, 1]
    hips, neck, ankle = (rig.joint(name)[1] for name in ("Hips", "Neck", "LeftFoot"))
    trunk = marks.on("Spine", "Spine1", "Spine2", "Shoulder", "Hips", "Neck")
    arms = marks.on("Arm", "ForeArm") if outfit.long_sleeves else marks.on("Arm")
    legs = marks.on("UpLeg", "Leg")
    shirt = (trunk & (y > hips - 0.04) & (y < neck + 0.03)) | arms | (legs & (y > hips - 0.10))
    trousers = (legs & (y > ankle + 0.01)) | (marks.on("Hips", "Spine") & (y < hips + 0.12))
    return shirt, trousers


def _shrunk(
    hidden: np.ndarray[tuple[int], np.dtype[np.bool_]], faces: Ints, rounds: int = 4
) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    """Without the vertices near its edge, so that skin goes on a little under every hem."""
    hidden = hidden.copy()
    for _ in range(rounds):
        hidden[faces[~hidden[faces].all(axis=1)]] = False
    return hidden


def _shirt(cloth: Layer, rig: Rig, outfit: Outfit) -> Layer:
    """A shirt that hangs loosest at the hem, in its pattern."""
    hips = rig.joint("Hips")[1]
    hem = np.clip((hips + 0.12 - cloth.vertices[:, 1]) / 0.2, 0, 1)
    loose = cloth.puffed(0.017 + 0.012 * hem).smoothed(5)
    colours = np.tile(np.array(outfit.shirt), (len(loose.vertices), 1))
    if outfit.pattern == "stripes":
        colours[np.floor(loose.vertices[:, 1] / 0.05) % 2 == 0] *= 0.6
    if outfit.pattern == "jacket":
        front = (np.abs(loose.vertices[:, 0]) < 0.045) & (loose.vertices[:, 2] > 0)
        colours[front] = (0.88, 0.88, 0.86)
    return replace(loose, colours=colours)


def _face_and_shoes(
    body: Layer, rig: Rig, marks: _Marks, outfit: Outfit, rng: np.random.Generator
) -> Layer:
    """Paint eyes, brows and lips; raise short hair from the scalp and shoes from the feet."""
    colours, puff = body.colours.copy(), np.zeros(len(body.vertices))
    eye = marks.eyes.mean(axis=0)
    across, up, ahead = (body.vertices - eye).T
    head = marks.on("Head")
    face = head & (ahead > -0.03)
    skin, hair = np.array(outfit.skin), np.array(outfit.hair)
    half = abs(marks.eyes[0, 0])
    beside = np.abs(np.abs(across) - half)
    colours[face & (beside < 0.022) & (np.abs(up - 0.022) < 0.006)] = 0.75 * hair + 0.25 * skin
    colours[face & (np.hypot(beside, up) < 0.013)] = 0.35 * skin
    colours[face & (np.abs(across) < 0.025) & (np.abs(up + 0.072) < 0.009)] = skin * (0.8, 0.5, 0.5)
    front = ahead > -0.055
    crown = front & (up > 0.052)
    back = ~front & (up > -0.055 + 0.9 * np.clip(ahead + 0.11, 0, 0.1))
    ear = (np.abs(across) > np.abs(across[head]).max() - 0.018) & (np.abs(up + 0.015) < 0.035)
    scalp = head & (crown | back) & ~ear
    shades = rng.uniform(0.75, 1.3, (len(body.vertices), 1))
    colours[scalp] = (hair * shades)[scalp]
    puff[scalp] = 0.008 + outfit.hair_height * np.clip((up[scalp] + 0.02) / 0.1, 0, 1)
    feet = marks.on("Foot", "ToeBase") | (
        marks.on("Leg") & (body.vertices[:, 1] < rig.joint("LeftFoot")[1] + 0.03)
    )
    colours[feet], puff[feet] = outfit.shoes, 0.010
    return replace(body, colours=np.clip(colours, 0, 1)).puffed(puff)


def _triangles(quads: Ints) -> Ints:
    """Quads (k, 4) as triangles; a quad with a repeated corner is one triangle."""
    second = quads[quads[:, 2] != quads[:, 3]]
    return np.concatenate([quads[:, :3], second[:, [0, 2, 3]]])
