"""The command line: thin shells over what the rooms do."""
