"""``python -m models.training.process``: a job as JSON comes in, events as JSON lines go out.

Whatever the libraries print goes to standard error, which the caller keeps as a log.
"""

import sys

from models.manifest import ModelError
from models.training.job import DetectorJob, Event, Refused

if __name__ == "__main__":
    events, sys.stdout = sys.stdout, sys.stderr

    def tell(event: Event) -> None:
        """One line for who waits."""
        events.write(event.model_dump_json() + "\n")
        events.flush()

    job = DetectorJob.model_validate_json(sys.stdin.read())
    from models.training.process.finetune import finetune

    try:
        tell(finetune(job, tell))
    except ModelError as error:
        tell(Refused(why=str(error)))
