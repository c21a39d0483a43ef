"""Cases and the database. Takes anonymised findings and nothing else."""
