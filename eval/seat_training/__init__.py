"""The seat-state network's trainer. It alone needs torch, from the extra ``train``."""
