"""What runs in a process of its own: the only code of the product that imports torch."""
