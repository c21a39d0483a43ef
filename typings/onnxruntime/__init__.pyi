"""The part of onnxruntime's interface that this project uses; it ships no types of its own."""

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

__version__: str

class NodeArg:
    name: str
    shape: list[int | str]
    type: str

class ModelMetadata:
    custom_metadata_map: dict[str, str]

class SessionOptions:
    intra_op_num_threads: int
    inter_op_num_threads: int
    log_severity_level: int
    def add_session_config_entry(self, key: str, value: str) -> None: ...

class InferenceSession:
    def __init__(
        self,
        path_or_bytes: bytes | str,
        sess_options: SessionOptions | None = ...,
        providers: Sequence[str] | None = ...,
    ) -> None: ...
    def run(
        self,
        output_names: Sequence[str] | None,
        input_feed: Mapping[str, NDArray[np.float32] | NDArray[np.float16] | NDArray[np.uint8]],
    ) -> list[NDArray[np.float32]]: ...
    def get_providers(self) -> list[str]: ...
    def get_inputs(self) -> list[NodeArg]: ...
    def get_outputs(self) -> list[NodeArg]: ...
    def get_modelmeta(self) -> ModelMetadata: ...
    def io_binding(self) -> IOBinding: ...
    def run_with_iobinding(self, iobinding: IOBinding) -> None: ...

class OrtValue:
    @staticmethod
    def ortvalue_from_numpy(
        numpy_obj: NDArray[np.float32] | NDArray[np.uint8],
        device_type: str = ...,
        device_id: int = ...,
    ) -> OrtValue: ...

class IOBinding:
    def bind_ortvalue_input(self, name: str, ortvalue: OrtValue) -> None: ...
    def bind_output(self, name: str, device_type: str = ..., device_id: int = ...) -> None: ...
    def synchronize_outputs(self) -> None: ...

def get_available_providers() -> list[str]: ...
