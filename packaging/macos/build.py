"""Makes the macOS disk image: signs the bundle, packs it, and has it notarised where it can."""

from __future__ import annotations

import platform
from pathlib import Path

from project import NAME, run, version

HERE = Path(__file__).resolve().parent


def build_dmg(bundle: Path, out: Path) -> Path:
    """Return the disk image of ``Huanqing.app``, below ``out``.

    The scripts say which variables name an identity to sign with and a profile to notarise with;
    without them the bundle is signed ad hoc, which is enough for the machine that built it.
    """
    image = out / f"{NAME}-{version()}-macos-{platform.machine()}.dmg"
    run("sh", HERE / "sign.sh", bundle)
    run("sh", HERE / "dmg.sh", bundle, image)
    run("sh", HERE / "notarise.sh", image)
    return image
