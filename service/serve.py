"""`duban serve`: the REST service under uvicorn."""

from service.outputs import say
from service.settings import load_settings


def run(*, host: str | None, port: int | None) -> int:
    """Serves until interrupted."""
    import uvicorn

    from service.api import create_app

    settings = load_settings()
    host, port = host or settings.host, port or settings.port
    say(f"督办服务：http://{host}:{port}/api/v1/health，按 Ctrl-C 结束。")
    uvicorn.run(create_app(settings), host=host, port=port, log_level="warning")
    return 0
