"""Networks that learn on site: what a training is asked, its pictures, its process.

Nothing here imports torch; ``process`` does, which runs only as ``python -m`` of it.
"""
