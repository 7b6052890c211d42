"""The machines that an archive is built for, in the terms of PEP 425 (tags of wheels) and PEP 508 (markers of requirements)."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Target:
    """One kind of machine. `platforms` are the tags of the wheels that run there, `files` what lies in the archive beside the wheels."""

    name: str
    platforms: tuple[str, ...]
    markers: tuple[tuple[str, str], ...]
    files: tuple[str, ...]
    suffix: str

    def environment(self, python: str) -> dict[str, str]:
        """What the markers of a requirement are read against; `python` is "3.11"."""
        return dict(self.markers) | {
            "implementation_name": "cpython",
            "implementation_version": f"{python}.0",
            "platform_python_implementation": "CPython",
            "python_full_version": f"{python}.0",
            "python_version": python,
            "platform_release": "",
            "platform_version": "",
            "extra": "",
        }


LINUX = Target(
    "linux-x86_64",
    # glibc 2.17 (CentOS 7) to 2.28 (Debian 10, Kylin V10, UOS 20); a wheel for a newer one would not start on those.
    ("manylinux_2_28_x86_64", "manylinux_2_27_x86_64", "manylinux_2_24_x86_64", "manylinux_2_17_x86_64", "manylinux2014_x86_64",
     "manylinux_2_12_x86_64", "manylinux2010_x86_64", "manylinux_2_5_x86_64", "manylinux1_x86_64"),
    (("os_name", "posix"), ("sys_platform", "linux"), ("platform_system", "Linux"), ("platform_machine", "x86_64")),
    ("install.sh", "uninstall.sh", "duban.service", "duban-worker.service", "duban.env", "nginx.conf"),
    ".tar.gz",
)  # fmt: skip
WINDOWS = Target(
    "windows-amd64",
    ("win_amd64",),
    (("os_name", "nt"), ("sys_platform", "win32"), ("platform_system", "Windows"), ("platform_machine", "AMD64")),
    ("install.bat", "start.bat"),
    ".zip",
)
TARGETS = {target.name: target for target in (LINUX, WINDOWS)}
