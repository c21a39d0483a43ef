from collections.abc import Sequence

from onnx import ModelProto

class Extractor:
    def __init__(self, model: ModelProto) -> None: ...
    def extract_model(
        self, input_names: Sequence[str], output_names: Sequence[str]
    ) -> ModelProto: ...
