from typing import Any

class ONVIFCamera:
    def __init__(
        self,
        host: str,
        port: int,
        user: str,
        passwd: str,
        *,
        adjust_time: bool = ...,
    ) -> None: ...
    async def update_xaddrs(self) -> None: ...
    async def create_media_service(self) -> Any: ...
    async def close(self) -> None: ...
