"""P3: one place of the product turns pixels into bytes, and two files feed it: the masker, and the
store of pictures without people.

Read from the source: names that write pixels, whoever calls them. What this cannot see is
``tobytes()`` (hashing a picture is fine), written to a file by hand; the run that is killed and
searched for pixels is there for that.
"""

import ast

import pytest

WRITER_NAMES = frozenset(
    {
        "imwrite", "imwritemulti", "imwriteanimation", "imencode", "imencodemulti",
        "imencodeanimation", "VideoWriter", "FileStorage", "imsave", "tofile", "tifffile",
        "open_memmap", "to_image", "fromarray", "mimsave", "mimwrite",
    }
)  # fmt: skip
"""Turn pixels into bytes whoever calls them; PyAV's ``to_image`` and PIL's ``fromarray`` are the
step before."""

_NUMPY_WRITERS = frozenset({"save", "savez", "savez_compressed", "savetxt", "memmap"})
_IMAGE_PACKAGES = frozenset({"PIL", "imageio", "skimage", "tifffile", "matplotlib"})


ALLOWED = ("privacy/encode.py", "eval/sim")
"""The encoder of masked and of person-free pictures, and the simulator, whose people are drawn."""


def pixel_writers(tree: ast.Module) -> list[str]:
    """``line: what`` for everything that can turn pixels into bytes."""
    numpy, av, pictures = _aliases(tree)
    found: list[tuple[int, str]] = []
    for node in ast.walk(tree):
        match node:
            case ast.Attribute(attr=name) if name in WRITER_NAMES:
                found.append((node.lineno, name))
            case ast.Attribute(value=ast.Name(id=module), attr=name) if (
                module in numpy and name in _NUMPY_WRITERS
            ):
                found.append((node.lineno, f"numpy.{name}"))
            case ast.Attribute(attr="save") if pictures:
                found.append((node.lineno, "save, where an image library is imported"))
            case ast.ImportFrom(module=module, names=names):
                found += [
                    (node.lineno, f"{module}.{name.name}")
                    for name in names
                    if name.name in WRITER_NAMES
                    or ((module or "").partition(".")[0] == "numpy" and name.name in _NUMPY_WRITERS)
                    or (module in {"cv2", "numpy", "av"} and name.name == "*")
                ]
            case ast.Constant(value=str(word)) if word in WRITER_NAMES:
                found.append((node.lineno, f"the word {word!r}: getattr?"))
            case ast.Call(func=ast.Attribute(value=ast.Name(id=module), attr="open")) if (
                module in av and _writes(node)
            ):
                found.append((node.lineno, "av.open to write"))
            case ast.Call(func=ast.Attribute(attr="add_stream" | "add_stream_from_template")):
                found.append((node.lineno, "an output stream"))
    return [f"{line}: {what}" for line, what in sorted(found)]


def _aliases(tree: ast.Module) -> tuple[set[str], set[str], bool]:
    """What numpy and av are called here, and whether an image library is imported."""
    numpy, av, pictures = {"numpy"}, {"av"}, False
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            for name in node.names:
                package = name.name.partition(".")[0]
                called = name.asname or package
                if package == "numpy":
                    numpy.add(called)
                if package == "av":
                    av.add(called)
                pictures |= package in _IMAGE_PACKAGES
        elif isinstance(node, ast.ImportFrom):
            pictures |= (node.module or "").partition(".")[0] in _IMAGE_PACKAGES
    return numpy, av, pictures


def _writes(call: ast.Call) -> bool:
    """Whether ``av.open`` is called with a mode other than a literal "r"."""
    modes = [k.value for k in call.keywords if k.arg == "mode"] + call.args[1:2]
    unknown = any(k.arg is None for k in call.keywords)
    return unknown or any(
        not (isinstance(mode, ast.Constant) and mode.value in {"r", None}) for mode in modes
    )


def imports_of(tree: ast.Module, module: str) -> bool:
    """Whether ``module`` (dotted) is imported in any of the ways there are."""
    package, _, leaf = module.rpartition(".")
    for node in ast.walk(tree):
        match node:
            case ast.Import(names=names) if any(
                n.name == module or n.name.startswith(f"{module}.") for n in names
            ):
                return True
            case ast.ImportFrom(module=source, names=names) if source == module or (
                source == package and any(n.name in {leaf, "*"} for n in names)
            ):
                return True
            case ast.Constant(value=str(word)) if word == module:
                return True  # importlib.import_module
    return False


def allowed(path: str) -> bool:
    return any(path == place or path.startswith(f"{place}/") for place in ALLOWED)


def test_pixels_become_bytes_in_one_place(product_sources):
    offending = {
        path: found
        for path, tree in product_sources.items()
        if not allowed(path) and (found := pixel_writers(tree))
    }
    assert offending == {}


def test_the_rule_sees_the_encoder_itself(product_sources):
    """If it did not, it would see nothing elsewhere either."""
    assert pixel_writers(product_sources["privacy/encode.py"])


def test_only_the_masker_and_the_store_of_references_call_the_encoder(product_sources):
    callers = {p for p, tree in product_sources.items() if imports_of(tree, "privacy.encode")}
    assert callers == {"privacy/mask.py", "privacy/reference_store.py"}


def test_only_the_clear_view_makes_person_free_pictures(product_sources):
    makers = {
        path
        for path, tree in product_sources.items()
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and "PersonFree" in {getattr(node.func, "id", ""), getattr(node.func, "attr", "")}
    }
    assert makers == {"privacy/person_free.py"}


def test_every_room_is_read(product_sources):
    rooms = ("cameras", "models", "floor", "vision", "privacy", "workflow", "api", "eval")
    assert {path.partition("/")[0] for path in product_sources} >= set(rooms)


@pytest.mark.parametrize(
    "snippet",
    [
        "import cv2\ncv2.imwrite('a.png', image)",
        "import cv2 as c\nc.imencode('.jpg', image)",
        "from cv2 import imwrite as keep\nkeep('a.png', image)",
        "from cv2 import *\nimwrite('a.png', image)",
        "import cv2\nout = cv2.VideoWriter('a.mp4', 0, 25, (1, 1))",
        "import cv2\ngetattr(cv2, 'imwrite')('a.png', image)",
        "import numpy as np\nnp.save('a.npy', image)",
        "import numpy\nnumpy.savez_compressed('a.npz', image)",
        "from numpy import save\nsave('a.npy', image)",
        "import numpy as np\nnp.memmap('a', mode='w+')",
        "image.tofile('a.raw')",
        "from PIL import Image\nImage.open('x').save('a.png')",
        "frame.to_image()",
        "import av\nav.open('a.mp4', 'w')",
        "import av\nav.open('a.mp4', mode='w')",
        "import av as video\nvideo.open('a.mp4', mode)",
        "import av\nav.open('a.mp4', **options)",
        "container.add_stream('h264')",
        "import imageio\nimageio.mimsave('a.gif', images)",
    ],
)
def test_the_rule_finds_an_offender(snippet):
    assert pixel_writers(ast.parse(snippet))


@pytest.mark.parametrize(
    "snippet",
    [
        "import cv2\nimage = cv2.imread('a.png')",
        "import av\nav.open('a.mp4')",
        "import av\nav.open('a.mp4', mode='r', timeout=3)",
        "import numpy as np\nnp.load('a.npy')",
        "session.save()",
        "path.open('w')",
        "import cv2\nimage = cv2.resize(image, (1, 1))",
    ],
)
def test_the_rule_lets_readers_be(snippet):
    assert pixel_writers(ast.parse(snippet)) == []


@pytest.mark.parametrize(
    "snippet",
    [
        "import privacy.encode",
        "from privacy import encode",
        "from privacy.encode import encode_jpeg",
        "import importlib\nimportlib.import_module('privacy.encode')",
    ],
)
def test_the_rule_finds_a_caller_of_the_encoder(snippet):
    assert imports_of(ast.parse(snippet), "privacy.encode")
