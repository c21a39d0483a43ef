"""What all sections of a site file have in common."""

from pydantic import BaseModel, ConfigDict


class Section(BaseModel):
    """A part of the file: a setting that it does not know is a fault, and nothing changes it."""

    model_config = ConfigDict(extra="forbid", frozen=True, allow_inf_nan=False)
