"""The feeds that a site names, ready to be entered: files that are followed, and phone systems."""

from collections.abc import Mapping
from functools import partial

from api.secrets import SecretMissing, secret_at
from api.site.feeds import (
    AmiFeed,
    ConnectFeed,
    FreeSwitchFeed,
    GenesysFeed,
    NetworkFeedSection,
    VicidialFeed,
)
from api.site.load import Site
from floor.errors import InputFault, InputFaults
from floor.feeds.ami_members import QueueMembers
from floor.feeds.asterisk_ami import AsteriskAmi
from floor.feeds.connect import ConnectStream
from floor.feeds.dead_letters import DeadLetters
from floor.feeds.feed import Feed, FeedClock
from floor.feeds.file_feed import FileFeed
from floor.feeds.freeswitch import FreeSwitch
from floor.feeds.freeswitch_agents import Desks
from floor.feeds.jsonl import JsonlFollower
from floor.feeds.network import NetworkFeed, Source
from floor.feeds.stamp import Stamp
from floor.feeds.state_words import StateWords

DEAD_LETTERS = "dead-letters"
"""The folder beside the site file for what could not be read: shapes of lines, no words of them."""


def open_feeds(site: Site, environ: Mapping[str, str], clock: FeedClock) -> tuple[Feed, ...]:
    """Every feed of the site; nothing is opened before one is entered.

    Raises ``InputFaults`` with every secret that is not where the site file says, and with every
    client library that is not installed.
    """
    folder = site.folder / DEAD_LETTERS
    feeds: list[Feed] = []
    faults: list[InputFault] = []
    for file in site.settings.file_feeds:
        follower = JsonlFollower(site.folder / file.path, ahead_s=file.ahead_s)
        dead = DeadLetters(folder / f"{file.path.replace('/', '_')}.dead")
        feeds.append(FileFeed(file.path, file.kind, follower, dead, clock))
    for section in site.settings.network_feeds:
        try:
            source = source_of(section, site, environ, clock)
        except (SecretMissing, ImportError) as error:
            wrong = f"feed {section.name}: {error}"
            faults.append(InputFault(str(site.path), None, "", None, wrong))
            continue
        stamp = Stamp(section.ahead_s, 2 * section.heartbeat_s)
        dead = DeadLetters(folder / f"{section.name}.dead")
        feeds.append(NetworkFeed(section.name, section.kind, source, dead, stamp, clock))
    if faults:
        raise InputFaults(faults)
    return tuple(feeds)


def source_of(
    section: NetworkFeedSection, site: Site, environ: Mapping[str, str], clock: FeedClock
) -> Source:
    """How the phone system of a section is spoken to.

    Clients of vendors are extras and imported only here. Raises ``SecretMissing`` or
    ``ImportError``.
    """
    words = StateWords(section.states)
    place = partial(secret_at, base=site.folder, environ=environ)
    # Twice in a lifetime: a state that does not change is not to be taken for a stale one.
    resync_s = section.heartbeat_s
    match section:
        case AmiFeed():
            return AsteriskAmi(
                section.name,
                section.host,
                section.port,
                section.user,
                place(section.secret),
                QueueMembers(words),
                resync_s,
                clock,
                section.tls,
                section.plain_login,
            )
        case FreeSwitchFeed():
            secret = place(section.secret)
            desks = Desks(words)
            return FreeSwitch(
                section.name, section.host, section.port, secret, desks, resync_s, clock
            )
        case VicidialFeed():
            from floor.feeds.vicidial_source import VicidialSource

            return VicidialSource(place(section.secret).get_secret_value(), words, section.poll_s)
        case ConnectFeed():
            from floor.feeds.connect_source import ConnectSource, open_kinesis

            stream = ConnectStream(words, section.key)
            return ConnectSource(
                section.stream, partial(open_kinesis, section.region), stream, clock
            )
        case GenesysFeed():
            from floor.feeds.genesys_source import GenesysSource

            secret = place(section.secret)
            return GenesysSource(
                section.login_url,
                section.api_url,
                section.client_id,
                secret.get_secret_value(),
                clock,
            )
