"""A small ONVIF camera of ours on 127.0.0.1: time, services, two profiles and their addresses.

It answers as the ONVIF core and media specifications (version 1) have it, and checks the digest of
WS-UsernameToken. It is a stand-in: no maker's camera was asked.
"""

import base64
import hashlib
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

USER, PASSWORD = "viewer", "s3cret"

_ENVELOPE = (
    '<?xml version="1.0" encoding="UTF-8"?><s:Envelope'
    ' xmlns:s="http://www.w3.org/2003/05/soap-envelope"'
    ' xmlns:tds="http://www.onvif.org/ver10/device/wsdl"'
    ' xmlns:trt="http://www.onvif.org/ver10/media/wsdl"'
    ' xmlns:tt="http://www.onvif.org/ver10/schema"'
    ' xmlns:ter="http://www.onvif.org/ver10/error"><s:Body>{}</s:Body></s:Envelope>'
)
_TIME = (
    "<tds:GetSystemDateAndTimeResponse><tds:SystemDateAndTime><tt:DateTimeType>NTP</tt:DateTimeType>"
    "<tt:DaylightSavings>false</tt:DaylightSavings><tt:UTCDateTime><tt:Time><tt:Hour>1</tt:Hour>"
    "<tt:Minute>2</tt:Minute><tt:Second>3</tt:Second></tt:Time><tt:Date><tt:Year>2026</tt:Year>"
    "<tt:Month>3</tt:Month><tt:Day>2</tt:Day></tt:Date></tt:UTCDateTime></tds:SystemDateAndTime>"
    "</tds:GetSystemDateAndTimeResponse>"
)
_SERVICES = (
    "<tds:GetServicesResponse><tds:Service><tds:Namespace>http://www.onvif.org/ver10/media/wsdl"
    "</tds:Namespace><tds:XAddr>http://127.0.0.1:{port}/onvif/media</tds:XAddr><tds:Version>"
    "<tt:Major>2</tt:Major><tt:Minor>60</tt:Minor></tds:Version></tds:Service>"
    "</tds:GetServicesResponse>"
)
_MAIN = (
    '<trt:Profiles token="p0" fixed="true"><tt:Name>main</tt:Name><tt:VideoEncoderConfiguration'
    ' token="v0"><tt:Name>v0</tt:Name><tt:UseCount>1</tt:UseCount><tt:Encoding>H264</tt:Encoding>'
    "<tt:Resolution><tt:Width>1920</tt:Width><tt:Height>1080</tt:Height></tt:Resolution>"
    "<tt:Quality>4</tt:Quality><tt:RateControl><tt:FrameRateLimit>25</tt:FrameRateLimit>"
    "<tt:EncodingInterval>1</tt:EncodingInterval><tt:BitrateLimit>4096</tt:BitrateLimit>"
    "</tt:RateControl><tt:H264><tt:GovLength>50</tt:GovLength><tt:H264Profile>Main</tt:H264Profile>"
    "</tt:H264></tt:VideoEncoderConfiguration></trt:Profiles>"
)
_PROFILES = (
    f"<trt:GetProfilesResponse>{_MAIN}"
    '<trt:Profiles token="p1"><tt:Name>sub</tt:Name></trt:Profiles></trt:GetProfilesResponse>'
)
_URI = (
    "<trt:GetStreamUriResponse><trt:MediaUri><tt:Uri>rtsp://viewer:s3cret@127.0.0.1/{token}"
    "</tt:Uri><tt:InvalidAfterConnect>false</tt:InvalidAfterConnect><tt:InvalidAfterReboot>false"
    "</tt:InvalidAfterReboot><tt:Timeout>PT0S</tt:Timeout></trt:MediaUri>"
    "</trt:GetStreamUriResponse>"
)
_REFUSED = (
    "<s:Fault><s:Code><s:Value>s:Sender</s:Value><s:Subcode><s:Value>ter:NotAuthorized</s:Value>"
    '</s:Subcode></s:Code><s:Reason><s:Text xml:lang="en">Sender not Authorized</s:Text></s:Reason>'
    "</s:Fault>"
)


def knows_the_password(body: str) -> bool:
    """Base64(SHA-1(nonce + created + password)), by the Username Token Profile 1.0."""
    tags = ("Password", "Nonce", "Created")
    found = [re.search(rf"<[^>]*{tag}[^>]*>([^<]+)<", body) for tag in tags]
    if not all(found) or f">{USER}<" not in body:
        return False
    digest, nonce, created = (each[1] for each in found if each)
    whole = base64.b64decode(nonce) + created.encode() + PASSWORD.encode()
    return base64.b64encode(hashlib.sha1(whole).digest()).decode() == digest


class _Camera(BaseHTTPRequestHandler):
    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        status, answer = self._answer(body)
        data = _ENVELOPE.format(answer).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/soap+xml; charset=utf-8")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def _answer(self, body: str) -> tuple[int, str]:
        if "GetSystemDateAndTime" in body:
            return 200, _TIME
        if not knows_the_password(body):
            return 400, _REFUSED
        if "GetServices" in body:
            return 200, _SERVICES.format(port=self.server.server_address[1])
        if "GetProfiles" in body:
            return 200, _PROFILES
        token = re.search(r"ProfileToken>(\w+)<", body)
        return 200, _URI.format(token=token[1] if token else "?")

    def log_message(self, format: str, *args: object) -> None:
        """Nothing: tests are quiet."""


@contextmanager
def onvif_camera() -> Iterator[int]:
    """The port of a camera that answers while this is open."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Camera)
    thread = threading.Thread(target=server.serve_forever, name="onvif-camera")
    thread.start()
    try:
        yield server.server_address[1]
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
