"""An evaluation held against an earlier one: what got better or worse beyond noise."""
