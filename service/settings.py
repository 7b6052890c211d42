"""Settings, from environment variables with the prefix DUBAN_ (DUBAN_PORT=9000)."""

from pathlib import Path

from pydantic import Field, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from service.errors import ServiceError


class Settings(BaseSettings):
    """Every field is one variable; docs/usage.md lists them all."""

    model_config = SettingsConfigDict(env_prefix="DUBAN_", frozen=True)

    calendar: Path | None = Field(default=None, description="校历文件（TOML）；不设则用默认学期")
    jobs: int | None = Field(default=None, ge=1, description="批量分析的进程数；不设则按文件数自动决定")
    host: str = Field(default="127.0.0.1", description="网络服务监听的地址")
    port: int = Field(default=8000, ge=1, le=65535, description="网络服务监听的端口")
    max_file_mb: int = Field(default=50, ge=1, description="单个文件的大小上限，MB")
    threads: int = Field(default=2, ge=1, description="网络服务同时分析的文件数")
    waiting: int = Field(default=32, ge=0, description="网络服务排队等待的文件数上限，超过即答复“服务繁忙”")
    log_dir: Path | None = Field(default=None, description="内部错误详情的存放文件夹；不设则用系统临时文件夹")
    debug: bool = Field(default=False, description="内部错误时在终端显示完整调用栈")

    @property
    def max_bytes(self) -> int:
        return self.max_file_mb * 1024 * 1024


def load_settings() -> Settings:
    """Raises ServiceError where a variable holds no valid value."""
    try:
        return Settings()
    except ValidationError as error:
        first = error.errors()[0]
        name = "DUBAN_" + "_".join(str(part) for part in first["loc"]).upper()
        raise ServiceError("settings", f"环境变量 {name} 的值“{first['input']}”无效，请改正或取消该变量。") from error
