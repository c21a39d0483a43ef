"""The phone systems that a site file may name under ``feeds``, as pydantic models."""

import re
from typing import Annotated, Literal

from pydantic import AfterValidator, BeforeValidator, Field

from api.site.section import Section
from floor.agent_state import AgentState

HEARTBEAT_S = 120.0
"""How often a phone system on the network says something, if nothing else is known of it."""

_EXPECTED = (
    "write where it stands, not what it is: ${NAME} for the environment, ${file:PATH} for the "
    "first line of a file; what is written here is not repeated"
)


def _place(given: object) -> str:
    if not isinstance(given, str) or not (given.startswith("${") and given.endswith("}")):
        raise ValueError(_EXPECTED)
    return given


def _https(given: str) -> str:
    if not re.fullmatch(r"https://[^/@\s]+|http://127\.0\.0\.1(:\d+)?", given):
        raise ValueError("write https:// and the host alone, such as https://api.mypurecloud.ie")
    return given


def _host(given: str) -> str:
    if not re.fullmatch(r"[A-Za-z0-9_.:-]{1,253}", given):
        raise ValueError("write a name or an address alone, such as 10.0.0.9; the port is apart")
    return given


SecretPlace = Annotated[str, BeforeValidator(_place)]
"""Where a secret stands: ``${NAME}`` or ``${file:PATH}``. Never the secret itself."""

Name = Annotated[str, Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9_.-]{0,63}$")]
Host = Annotated[str, AfterValidator(_host)]
Port = Annotated[int, Field(ge=1, le=65_535)]
HttpsUrl = Annotated[str, AfterValidator(_https)]
"""Logins go there: in the open only on this machine."""


class FileFeed(Section):
    """Agent states in a file of ours. ``heartbeat_s``: a state dies after two of them.
    ``ahead_s``: how far its clock is ahead of the cameras'."""

    kind: Literal["jsonl"]
    path: str
    heartbeat_s: float | None = Field(default=None, gt=0)
    ahead_s: float = Field(default=0.0, ge=-3600, le=3600)


class _Network(Section):
    """What every phone system on the network has. ``states``: the site's own words for states,
    such as those for a pause, ahead of the everyday ones."""

    name: Name
    states: dict[str, AgentState] = Field(default_factory=dict)
    heartbeat_s: float = Field(default=HEARTBEAT_S, gt=0)
    ahead_s: float = Field(default=0.0, ge=-3600, le=3600)


class AmiFeed(_Network):
    """Asterisk's manager interface."""

    kind: Literal["asterisk-ami"]
    host: Host
    port: Port = 5038
    user: str = Field(min_length=1)
    secret: SecretPlace
    tls: bool = False
    plain_login: bool = False


class FreeSwitchFeed(_Network):
    """FreeSWITCH's event socket, with ``mod_callcenter``."""

    kind: Literal["freeswitch"]
    host: Host
    port: Port = 8021
    secret: SecretPlace


class VicidialFeed(_Network):
    """VICIdial's database, best a replica; ``secret`` holds the whole address for SQLAlchemy."""

    kind: Literal["vicidial"]
    secret: SecretPlace
    poll_s: float = Field(default=2.0, ge=0.5, le=60)


class ConnectFeed(_Network):
    """Amazon Connect's agent events in a Kinesis stream; the login is boto3's own."""

    kind: Literal["connect"]
    stream: str = Field(min_length=1)
    region: str = Field(min_length=1)
    key: Literal["id", "username"] = "id"


class GenesysFeed(_Network):
    """Genesys Cloud's notifications, with a client's credentials."""

    kind: Literal["genesys"]
    # It tells a state once, when it changes: what has not changed for half an hour is stale.
    heartbeat_s: float = Field(default=900.0, gt=0)
    login_url: HttpsUrl
    api_url: HttpsUrl
    client_id: str = Field(min_length=1)
    secret: SecretPlace


NetworkFeedSection = AmiFeed | FreeSwitchFeed | VicidialFeed | ConnectFeed | GenesysFeed
FeedSection = Annotated[FileFeed | NetworkFeedSection, Field(discriminator="kind")]

KINDS = ("jsonl", "asterisk-ami", "freeswitch", "vicidial", "connect", "genesys")
