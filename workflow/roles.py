"""Who may log in."""

from enum import StrEnum


class Role(StrEnum):
    """A user has one role; what it may do is decided, deny by default, where pages are served."""

    DUTY_LEAD = "duty_lead"
    QA = "qa"
    PRIVACY_OFFICER = "privacy_officer"
    ADMIN = "admin"
