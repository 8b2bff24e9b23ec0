"""Makes the packages. Each kind freezes the program first, unless ``--reuse`` finds it frozen.

frozen    the folder that runs without Python (on macOS Huanqing.app)
deb       the package for Debian and Ubuntu
portable  the archive for other Linux systems
windows   the installer (NSIS)
dmg       the disk image (macOS)
python    the source archive and the wheel, which are not frozen
sums      SHA256SUMS of the packages in the folder
"""

from __future__ import annotations

import argparse
import hashlib
import sys
from pathlib import Path

from project import ROOT, PackagingError, run, source_date_epoch

PACKAGES = ("*.deb", "*.tar.xz", "*.exe", "*.dmg", "*.whl", "*.tar.gz", "*.cdx.json")

KINDS = ("frozen", "deb", "portable", "windows", "dmg", "python", "sums")


def main() -> int:
    """Make one kind of package, print its path and return the exit status."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("kind", choices=KINDS)
    parser.add_argument("--out", type=Path, default=ROOT / "build/packages", metavar="FOLDER")
    parser.add_argument("--reuse", action="store_true", help="take what is frozen already")
    parser.add_argument("--deb-version", default="", help="another number, to try an upgrade")
    arguments = parser.parse_args()
    out: Path = arguments.out.resolve()
    if arguments.kind == "sums":
        print(write_sums(out))
        return 0
    try:
        if arguments.kind == "python":
            print(*build_python(out), sep="\n")
            return 0
        tree = _frozen(out, reuse=arguments.reuse)
        print(_package(arguments.kind, tree, out, arguments.deb_version))
    except PackagingError as error:
        print(f"package.py: {error}", file=sys.stderr)
        return 1
    return 0


def write_sums(folder: Path) -> Path:
    """Write the SHA-256 sums of the packages, as ``sha256sum --check`` reads them."""
    packages = sorted({path for pattern in PACKAGES for path in folder.glob(pattern)})
    lines = [f"{_sum_of(path)}  {path.name}\n" for path in packages]
    target = folder / "SHA256SUMS"
    target.write_text("".join(lines), encoding="utf-8", newline="\n")
    return target


def build_python(out: Path) -> list[Path]:
    """Return the source archive and the wheel, in ``out``."""
    out.mkdir(parents=True, exist_ok=True)
    environment = {"SOURCE_DATE_EPOCH": str(source_date_epoch())}
    for kind in ("sdist", "wheel"):
        command = (sys.executable, "-m", "hatchling", "build", "-t", kind, "-d", out)
        run(*command, env=environment, cwd=ROOT)
    return sorted([*out.glob("huanqing-*.tar.gz"), *out.glob("huanqing-*.whl")])


def _sum_of(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _frozen(out: Path, *, reuse: bool) -> Path:
    from frozen.build import build_frozen, frozen_tree  # noqa: PLC0415 - sums need nothing installed

    there = frozen_tree(out / "frozen")
    return there if reuse and there.exists() else build_frozen(out / "frozen")


def _package(kind: str, tree: Path, out: Path, deb_version: str) -> Path:
    # Each kind needs its own system.
    if kind == "deb":
        from deb.build import build_deb  # noqa: PLC0415 - as above

        return build_deb(tree, out, deb_version)
    if kind == "portable":
        from portable.build import build_portable  # noqa: PLC0415 - as above

        return build_portable(tree, out)
    if kind == "windows":
        from windows.build import build_installer  # noqa: PLC0415 - as above

        return build_installer(tree, out)
    if kind == "dmg":
        from macos.build import build_dmg  # noqa: PLC0415 - as above

        return build_dmg(tree, out)
    return tree


if __name__ == "__main__":
    sys.exit(main())
