"""Rule packs: each a centre's policy as data, and what breaks it."""
