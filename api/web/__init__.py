"""The web: the live floor map, its event stream and the HTTP interface."""
