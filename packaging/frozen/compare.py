"""Says whether two builds hold the same: ``python packaging/frozen/compare.py FOLDER FOLDER``.

Compares names, links, rights to run, and the content of every file.
"""

from __future__ import annotations

import hashlib
import sys
from pathlib import Path

_FOLDERS = 2


def main() -> int:
    """Print what differs; return 0 if nothing does, 2 if not two folders were named."""
    folders = [Path(each) for each in sys.argv[1:]]
    if len(folders) != _FOLDERS or not all(each.is_dir() for each in folders):
        print(__doc__, file=sys.stderr)
        return 2
    first, second = (listing(each) for each in folders)
    for name in sorted(first.keys() | second.keys()):
        if first.get(name) != second.get(name):
            print(f"{name}: {first.get(name, 'not there')} / {second.get(name, 'not there')}")
    if first == second:
        print(f"the same: {len(first)} files")
        return 0
    return 1


def listing(folder: Path) -> dict[str, str]:
    """Return what stands for the content of each file in a folder."""
    found = {}
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if path.is_symlink():
            found[name] = f"link to {path.readlink().as_posix()}"
        elif path.is_file():
            kind = "program" if path.stat().st_mode & 0o111 else "file"
            found[name] = f"{kind} {hashlib.sha256(path.read_bytes()).hexdigest()}"
    return found


if __name__ == "__main__":
    sys.exit(main())
