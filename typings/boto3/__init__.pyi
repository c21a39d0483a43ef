from typing import Any

def client(
    service_name: str,
    region_name: str | None = ...,
    endpoint_url: str | None = ...,
    aws_access_key_id: str | None = ...,
    aws_secret_access_key: str | None = ...,
    config: Any = ...,
) -> Any: ...
