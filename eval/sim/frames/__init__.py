"""Training frames: random rooms, composed as scripts, drawn at moments of many behaviours."""
