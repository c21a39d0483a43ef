"""Do simulated people and chairs look like people and chairs? A COCO detector is asked.

`python -m eval.realism FOLDER... --model yolo11n.onnx`.
"""
