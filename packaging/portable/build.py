"""Makes the portable Linux archive: unpack it anywhere and start it."""

from __future__ import annotations

import platform
import shutil
import tarfile
from pathlib import Path

from deb.build import even_out, install_shared_files
from project import NAME, source_date_epoch, version

HERE = Path(__file__).resolve().parent
_SCRIPTS = ("add-to-menu.sh", "check-system.sh")


def build_portable(tree: Path, out: Path) -> Path:
    """Return the archive of the frozen program in ``tree``, below ``out``."""
    name = f"{NAME}-{version()}-linux-{platform.machine()}"
    root = out / "portable-root" / name
    shutil.rmtree(root.parent, ignore_errors=True)
    shutil.copytree(tree, root, symlinks=True)
    install_shared_files(root / "share", out)
    shutil.copyfile(HERE / "README.txt", root / "README.txt")
    even_out(root)
    for script in _SCRIPTS:
        shutil.copyfile(HERE / script, root / script)
        root.joinpath(script).chmod(0o755)
    archive = out / f"{name}.tar.xz"
    with tarfile.open(archive, "w:xz", format=tarfile.GNU_FORMAT) as file:
        for path in sorted([root, *root.rglob("*")]):
            file.add(path, str(path.relative_to(root.parent)), recursive=False, filter=_plain)
    return archive


def _plain(entry: tarfile.TarInfo) -> tarfile.TarInfo:
    entry.uid = entry.gid = 0
    entry.uname = entry.gname = "root"
    entry.mtime = source_date_epoch()
    return entry
