"""Settings, from environment variables with the prefix DUBAN_ (DUBAN_PORT=9000)."""

import os
from functools import lru_cache
from pathlib import Path
from typing import Literal

from pydantic import AliasChoices, Field, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from service.errors import ServiceError


class Settings(BaseSettings):
    """Every field is one variable; docs/usage.md lists them all."""

    model_config = SettingsConfigDict(env_prefix="DUBAN_", frozen=True)

    calendar: Path | None = Field(default=None, description="校历文件（TOML）；不设则用默认学期")
    offices: Path | None = Field(default=None, description="科室名录（TOML）：本单位科室的全称与简称")
    jobs: int | None = Field(default=None, ge=1, description="批量分析的进程数；不设则按文件数自动决定")
    host: str = Field(default="127.0.0.1", description="网络服务监听的地址")
    port: int = Field(default=8000, ge=1, le=65535, description="网络服务监听的端口")
    max_file_mb: int = Field(default=50, ge=1, description="单个文件的大小上限，MB")
    threads: int = Field(default=2, ge=1, description="网络服务同时分析的文件数")
    waiting: int = Field(default=32, ge=0, description="网络服务排队等待的文件数上限，超过即答复“服务繁忙”")
    log_dir: Path | None = Field(default=None, description="内部错误详情的存放文件夹；不设则用系统临时文件夹")
    cache_dir: Path | None = Field(default=None, description="句向量和比对结果缓存的文件夹；不设则用用户的缓存文件夹，删除无妨")
    max_request_mb: int = Field(default=200, ge=1, description="一次比对请求（全部方案、通知和模板）的大小上限，MB")
    check_partial: float = Field(default=0.5, ge=0, le=1, description="比对得分：一项“部分落实”所占的分量，“已落实”为 1")
    check_contradicts: float = Field(default=0.2, ge=0, le=1, description="比对得分：一项“不一致”所占的分量")
    check_missing: float = Field(default=0.0, ge=0, le=1, description="比对得分：一项“未涉及”所占的分量")
    check_copied_from: float = Field(default=0.5, gt=0, le=1, description="照抄通知或模板的字数占比达到多少即提示照抄")
    check_run: int = Field(default=12, ge=2, description="连续多少字相同才算照抄")
    check_short: int = Field(default=300, ge=0, description="少于多少字（不计空白）即提示篇幅过短")
    check_pair_share: float = Field(default=0.3, gt=0, le=1, description="两份方案除通知原文外相同的字数占比达到多少即列为雷同")
    digest_chars: int = Field(default=120, ge=1, description="心得汇总：每篇摘要至多多少字")
    digest_min_chars: int | None = Field(default=None, ge=1, description="心得汇总：正文最少字数，通知和选项都没有说时采用")
    digest_max_chars: int | None = Field(default=None, ge=1, description="心得汇总：正文最多字数，通知和选项都没有说时采用")
    digest_copied_chars: int = Field(default=100, ge=1, description="心得汇总：一段相同多少字即提示雷同或抄录通知")
    digest_copied_share: float = Field(default=1 / 3, gt=0, le=1, description="心得汇总：相同的字数占全文多少即提示雷同或抄录通知")
    data_dir: Path | None = Field(default=None, description="文件库的文件夹：数据库、原件、令牌；不设则用用户的数据文件夹")
    database_url: str | None = Field(
        default=None,
        validation_alias=AliasChoices("DUBAN_DATABASE_URL", "DATABASE_URL"),
        description="共用的 PostgreSQL 的地址；不设则在 data_dir 里自带一个",
    )
    ocr: Literal["fast", "accurate"] = Field(default="accurate", description="识别扫描件和图片：fast 快，accurate 准")
    workers: int = Field(default=1, ge=0, description="`duban serve` 自己带的分析进程数；0 表示全部交给 `duban worker`")
    job_seconds: float = Field(default=120, gt=0, description="文件库里分析一份文件的时限，秒")
    job_mb: int = Field(default=2048, ge=512, description="分析进程的内存上限，MB")
    hosts: str = Field(default="", description="除本机以外，浏览器可以用来访问的主机名或地址，用逗号隔开")
    secret: str | None = Field(default=None, min_length=32, description="登录凭证的签名密钥，几台服务器须相同；不设则各自生成")
    session_hours: int = Field(default=12, ge=1, le=720, description="登录后多少小时须重新登录")
    max_files: int = Field(default=500, ge=1, description="一次上传的文件数上限，压缩包里的也算")
    max_upload_mb: int = Field(default=500, ge=1, description="一次上传的大小上限，压缩包按解开后算，MB")
    zip_depth: int = Field(default=2, ge=1, le=5, description="压缩包可以嵌套的层数")
    zip_ratio: int = Field(default=200, ge=2, description="压缩包解开后与原大小之比的上限")
    judge_dir: Path | None = Field(default=None, description="`duban train` 训练出的模型的文件夹；不设则在 data_dir 里，没有就用随附的")
    search_dir: Path | None = Field(
        default=None, description="检索索引的文件夹；不设则在 data_dir 里，几台服务器共用 data_dir 时各自设在本机磁盘上"
    )
    debug: bool = Field(default=False, description="内部错误时在终端显示完整调用栈")

    @property
    def max_bytes(self) -> int:
        return self.max_file_mb * 1024 * 1024

    @property
    def max_request_bytes(self) -> int:
        return self.max_request_mb * 1024 * 1024

    @property
    def max_upload_bytes(self) -> int:
        return self.max_upload_mb * 1024 * 1024

    def of(self, folder: Path | None) -> "Settings":
        """The settings of a collection in another folder; the same where none is given."""
        return self if folder is None else self.model_copy(update={"data_dir": folder})

    def data_folder(self) -> Path:
        """Where documents are kept: the setting, else the user's data folder (XDG base directories, %LOCALAPPDATA%)."""
        if self.data_dir is not None:
            return self.data_dir
        base = os.environ.get("XDG_DATA_HOME") or os.environ.get("LOCALAPPDATA")
        return (Path(base) if base else Path.home() / ".local" / "share") / "duban"

    def judge_folder(self) -> Path:
        """Where a judge of one's own is kept."""
        return self.judge_dir or self.data_folder() / "judge"

    def search_folder(self) -> Path:
        """Where the index of the search is kept: derived, and each host's own."""
        return self.search_dir or self.data_folder() / "search"

    def cache_folder(self) -> Path:
        """Where what can be computed again is kept: the setting, else the user's cache folder (XDG base directories, %LOCALAPPDATA%)."""
        if self.cache_dir is not None:
            return self.cache_dir
        base = os.environ.get("XDG_CACHE_HOME") or os.environ.get("LOCALAPPDATA")
        return (Path(base) if base else Path.home() / ".cache") / "duban"


def load_settings() -> Settings:
    """Raises ServiceError where a variable holds no valid value."""
    try:
        return _settings(tuple(os.environ.items()))
    except ValidationError as error:
        first = error.errors()[0]
        name = "_".join(str(part) for part in first["loc"]).upper()
        name = name if name.endswith("DATABASE_URL") else f"DUBAN_{name}"
        raise ServiceError("settings", f"环境变量 {name} 的值“{first['input']}”无效，请改正或取消该变量。") from error


@lru_cache(maxsize=1)
def _settings(environment: tuple[tuple[str, str], ...]) -> Settings:
    """Read anew when a variable has changed: to read them takes as long as to analyse a page."""
    return Settings()
