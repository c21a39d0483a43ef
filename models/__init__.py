"""The networks: weights and their manifest, and ONNX sessions behind execution providers."""
