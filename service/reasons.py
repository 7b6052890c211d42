"""Why the system refused something, in Chinese: what strerror says in English."""

import errno
from socket import gaierror

REASONS = {
    errno.EISDIR: "它是文件夹，这里要的是文件",
    errno.ENOTDIR: "路径中间有一段是文件，不是文件夹",
    errno.ENAMETOOLONG: "名称过长",
    errno.EACCES: "没有权限",
    errno.EPERM: "没有权限",
    errno.ELOOP: "链接首尾相接",
    errno.ENOSPC: "磁盘已满",
    errno.EDQUOT: "磁盘配额已用完",
    errno.EROFS: "磁盘是只读的",
    errno.EIO: "磁盘读写出错",
    errno.EMFILE: "同时打开的文件过多",
    errno.ENFILE: "同时打开的文件过多",
    errno.ENXIO: "设备不存在",
    errno.EADDRINUSE: "已被占用",
    errno.EADDRNOTAVAIL: "本机没有这个地址",
    errno.EAFNOSUPPORT: "本机不支持这种地址",
}


def reason(error: Exception) -> str:
    """A few words for the user; the system's own where there are none of ours."""
    if isinstance(error, gaierror):
        return "找不到这个主机名"
    if isinstance(error, OSError) and error.errno is not None:
        return REASONS.get(error.errno) or error.strerror or type(error).__name__
    return "名称里有不能用的字符" if isinstance(error, ValueError) else type(error).__name__
