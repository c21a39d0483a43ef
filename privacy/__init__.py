"""The gate: masks, pseudonyms, and the only code that turns a frame into bytes."""
