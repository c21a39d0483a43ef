"""A network for other programs that run OpenVINO. The product itself reads ONNX only."""

import io
from importlib.util import find_spec
from pathlib import Path

from models.manifest import ModelError


def to_openvino(data: bytes, folder: Path, name: str) -> None:
    """Write ``NAME.xml`` and ``NAME.bin`` to ``folder``.

    Raises ``ModelError`` where OpenVINO is not installed, or cannot read the network.
    """
    if find_spec("openvino") is None:
        raise ModelError("this format needs openvino, which is missing: pip install openvino")
    import openvino

    try:
        model = openvino.convert_model(io.BytesIO(data))
    except Exception as error:
        raise ModelError(f"OpenVINO cannot read {name!r}: {error}") from error
    folder.mkdir(parents=True, exist_ok=True)
    openvino.save_model(model, folder / f"{name}.xml", compress_to_fp16=False)
