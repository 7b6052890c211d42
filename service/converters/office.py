"""LibreOffice, where it is installed: with a profile of its own, without macros, links and network."""

import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from service.converters.box import Broken, Limits, boxed

SECONDS, MEGABYTES = 120, 1536
"""It takes some five seconds and 300 MB to start."""
_NAMES = ("soffice", "libreoffice")
_SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="DisableMacrosExecution" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="MacroSecurityLevel" oor:op="fuse"><value>3</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="BlockUntrustedRefererLinks" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="DisableActiveContent" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Writer/Content/Update"><prop oor:name="Link" oor:op="fuse"><value>0</value></prop></item>
<item oor:path="/org.openoffice.Inet/Settings"><prop oor:name="ooInetProxyType" oor:op="fuse"><value>2</value></prop></item>
<item oor:path="/org.openoffice.Inet/Settings"><prop oor:name="ooInetHTTPProxyName" oor:op="fuse"><value>127.0.0.1</value></prop></item>
<item oor:path="/org.openoffice.Inet/Settings"><prop oor:name="ooInetHTTPProxyPort" oor:op="fuse"><value>9</value></prop></item>
<item oor:path="/org.openoffice.Inet/Settings"><prop oor:name="ooInetHTTPSProxyName" oor:op="fuse"><value>127.0.0.1</value></prop></item>
<item oor:path="/org.openoffice.Inet/Settings"><prop oor:name="ooInetHTTPSProxyPort" oor:op="fuse"><value>9</value></prop></item>
</oor:items>
"""


@cache
def program() -> str | None:
    """The path of LibreOffice; None where it is not installed."""
    found = next((path for name in _NAMES if (path := shutil.which(name))), None)
    if found is not None:
        return found
    bases = (os.environ.get(name) for name in ("ProgramFiles", "ProgramFiles(x86)"))
    places = (Path(base, "LibreOffice", "program", "soffice.exe") for base in bases if base)
    return next((str(place) for place in places if place.is_file()), None)


def libreoffice(data: bytes, limits: Limits) -> bytes:
    """Raises Unconverted, also where it is not installed."""
    office = program()
    if office is None:
        raise Broken
    wide = Limits(max(limits.seconds, SECONDS), max(limits.megabytes, MEGABYTES))
    found = boxed([sys.executable, "-m", "service.converters.office", office], data, wide, given="given.doc", wanted="made/given.docx")
    if found.status or not found.made:
        raise Broken
    return found.made


def main(arguments: Sequence[str]) -> int:
    """In the process: given.doc to made/given.docx in the current folder, the profile beside them."""
    profile = Path.cwd() / "profile"
    (profile / "user").mkdir(parents=True)
    (profile / "user" / "registrymodifications.xcu").write_text(_SETTINGS, encoding="utf-8")
    options = [
        "--headless",
        "--norestore",
        "--nolockcheck",
        "--nodefault",
        "--nofirststartwizard",
        f"-env:UserInstallation={profile.as_uri()}",
    ]
    return subprocess.call([*arguments, *options, "--convert-to", "docx:MS Word 2007 XML", "--outdir", "made", "given.doc"])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
