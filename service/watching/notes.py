"""What was taken from watched folders before: a line for each file, by its name and content, kept beside the collection.

The collection itself refuses what it has; the notes keep what was deleted from coming back, and what cannot be read from being said again.
"""

import json
import os
from hashlib import sha256
from pathlib import Path

FILE = "watched.jsonl"


class Notes:
    def __init__(self, folder: Path) -> None:
        self._path = folder / FILE
        self._known: set[str] = set()
        try:
            lines = self._path.read_text("utf-8", "replace").split("\n")
        except FileNotFoundError:
            return
        for line in lines:
            try:
                noted = json.loads(line)
            except ValueError:  # the last line of one that was killed while it wrote
                continue
            if isinstance(noted, dict) and isinstance(noted.get("key"), str):
                self._known.add(noted["key"])

    def __contains__(self, key: str) -> bool:
        return key in self._known

    def add(self, key: str, name: str, said: str) -> None:
        """Written through to the disk: after a failure of power as well, nothing is taken twice."""
        self._known.add(key)
        line = json.dumps({"key": key, "name": name, "said": said}, ensure_ascii=False)
        with self._path.open("ab") as file:
            file.write(b"\n" + line.encode("utf-8", "replace"))
            file.flush()
            os.fsync(file.fileno())


def key_of(name: str, data: bytes) -> str:
    return sha256(name.encode("utf-8", "surrogatepass") + b"\0" + sha256(data).digest()).hexdigest()
