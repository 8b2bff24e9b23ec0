"""Makes the Debian package of a frozen program."""

from __future__ import annotations

import gzip
import json
import os
import shutil
import subprocess
import time
from pathlib import Path

from deb.man_page import man_page
from icons import PNG_SIZES, draw_icons
from project import NAME, ROOT, PackagingError, need_tool, run, source_date_epoch, version

HERE = Path(__file__).resolve().parent
ICON = ROOT / "resources/icons/huanqing.svg"
METAINFO_ID = "io.github.huanqing.huanqing"
MAINTAINER = "The Huanqing authors <packages@huanqing.invalid>"
_DEBIAN_URL = "pkg:deb/debian/"
_MIME_ICON = "application-x-huanqing-ledger"

FONTS = (
    "fonts-noto-cjk",
    "fonts-wqy-microhei",
    "fonts-wqy-zenhei",
    "fonts-droid-fallback",
    "fonts-arphic-uming",
    "fonts-arphic-ukai",
)
"""Any of these serves; apt fetches the first where the system has none of them."""

_CONTROL = """Package: huanqing
Version: {version}
Architecture: {architecture}
Maintainer: {maintainer}
Installed-Size: {kilobytes}
Depends: {depends}
Recommends: desktop-file-utils, hicolor-icon-theme, shared-mime-info
Section: misc
Priority: optional
Description: ledger for JD Baitiao: what you owe, when it is due
 Huanqing keeps every purchase, instalment, bill, repayment and refund of one
 JD Baitiao account in a local ledger, imports the bill that JD exports, and
 shows what is owed, when, why, and what of the credit limit is free.
 .
 It works offline, talks to no server and needs no account. It is not a
 program of JD.
"""


def build_deb(tree: Path, out: Path, deb_version: str = "") -> Path:
    """Return the package made of the frozen program in ``tree``, below ``out``."""
    for tool in ("dpkg-deb", "dpkg-shlibdeps", "dpkg"):
        need_tool(tool, "dpkg-dev")
    number = deb_version or version()
    root = out / "deb-root"
    shutil.rmtree(root, ignore_errors=True)
    home = root / "usr/lib" / NAME
    shutil.copytree(tree, home, symlinks=True)
    _write_commands(root)
    install_shared_files(root / "usr/share", out)
    _write_documents(root / "usr/share", number)
    architecture = _output("dpkg", "--print-architecture")
    _write_control(root, number, architecture, _depends(home, out / "deb-work"))
    even_out(root)
    package = out / f"{NAME}_{number}_{architecture}.deb"
    environment = {"SOURCE_DATE_EPOCH": str(source_date_epoch())}
    # A stand-in for an older version need not be small.
    packing = ("-Zgzip", "-z1") if deb_version else ("-Zxz",)
    run("dpkg-deb", "--root-owner-group", *packing, "--build", root, package, env=environment)
    return package


def install_shared_files(share: Path, out: Path) -> None:
    """Write the menu entry, the icons, the ledger's type and the software centre's words."""
    art = out / "art"
    draw_icons(ICON, art)
    icons = share / "icons/hicolor"
    for size in PNG_SIZES:
        for kind, name in (("apps", NAME), ("mimetypes", _MIME_ICON)):
            _copy(art / f"png/{size}.png", icons / f"{size}x{size}" / kind / f"{name}.png")
    for kind, name in (("apps", NAME), ("mimetypes", _MIME_ICON)):
        _copy(ICON, icons / "scalable" / kind / f"{name}.svg")
    _copy(HERE / "huanqing.desktop", share / "applications/huanqing.desktop")
    _copy(HERE / "huanqing.mime.xml", share / "mime/packages/huanqing.xml")
    words = HERE.joinpath("metainfo.xml.in").read_text("utf-8")
    day = time.strftime("%Y-%m-%d", time.gmtime(source_date_epoch()))
    words = words.replace("@VERSION@", version()).replace("@DATE@", day)
    _write(share / f"metainfo/{METAINFO_ID}.metainfo.xml", words.encode())


def even_out(root: Path) -> None:
    """Give every file the same rights and time, whoever builds and whenever."""
    moment = source_date_epoch()
    for path in (root, *root.rglob("*")):
        if not path.is_symlink():
            is_program = path.is_dir() or (path.stat().st_mode & 0o111 and ".so" not in path.name)
            path.chmod(0o755 if is_program else 0o644)
        os.utime(path, (moment, moment), follow_symlinks=False)


def _write_commands(root: Path) -> None:
    folder = root / "usr/bin"
    folder.mkdir(parents=True)
    for name in (NAME, f"{NAME}-gui"):
        folder.joinpath(name).symlink_to(f"../lib/{NAME}/{NAME}")


def _write_documents(share: Path, number: str) -> None:
    documents = share / "doc" / NAME
    _copy(HERE / "copyright", documents / "copyright")
    documents.joinpath("licences").symlink_to(f"../../../lib/{NAME}/licences")
    date = time.strftime("%a, %d %b %Y %H:%M:%S +0000", time.gmtime(source_date_epoch()))
    change = f"{NAME} ({number}) unstable; urgency=medium\n\n  * Release {number}.\n\n"
    _write(documents / "changelog.gz", _zipped(f"{change} -- {MAINTAINER}  {date}\n"))
    _copy(ROOT / "CHANGELOG.md", documents / "NEWS.md")
    _write(share / "man/man1/huanqing.1.gz", _zipped(man_page()))
    share.joinpath("man/man1/huanqing-gui.1.gz").symlink_to("huanqing.1.gz")
    _copy(HERE / "lintian-overrides", share / "lintian/overrides" / NAME)


def _write_control(root: Path, number: str, architecture: str, depends: str) -> None:
    files = [path for path in root.rglob("*") if path.is_file() and not path.is_symlink()]
    text = _CONTROL.format(
        version=number,
        architecture=architecture,
        maintainer=MAINTAINER,
        kilobytes=sum(-(-path.stat().st_size // 1024) for path in files),
        depends=depends,
    )
    _write(root / "DEBIAN/control", text.encode())
    sums = _output(
        "sh",
        "-c",
        "find . -path ./DEBIAN -prune -o -type f -print0 | LC_ALL=C sort -z | xargs -0 md5sum",
        folder=root,
    )
    _write(root / "DEBIAN/md5sums", sums.replace("  ./", "  ").encode() + b"\n")


def _depends(home: Path, work: Path) -> str:
    """Return the packages that the libraries in ``home`` link, and what no library names."""
    stanza = f"Source: {NAME}\n\nPackage: {NAME}\nArchitecture: any\n"
    _write(work / "debian/control", stanza.encode())
    binaries = sorted(path for path in home.rglob("*") if not path.is_symlink() and _is_elf(path))
    folders = sorted({path.parent for path in binaries})
    command = ["dpkg-shlibdeps", "--ignore-missing-info", "--warnings=0", "-O"]
    command += [f"-l{each}" for each in folders] + [f"-e{each}" for each in binaries]
    command += [f"-x{each}" for each in _bundled_packages(home)]
    found = _output(*command, folder=work).removeprefix("shlibs:Depends=")
    return f"{found}, tzdata, {' | '.join(FONTS)}"


def _bundled_packages(home: Path) -> list[str]:
    """Return the Debian packages whose libraries ship inside, so that none is asked for."""
    bill = json.loads(home.joinpath("licences", f"{NAME}.cdx.json").read_text("utf-8"))
    sources = [each["purl"] for each in bill["components"]]
    return [
        each.removeprefix(_DEBIAN_URL).partition("@")[0]
        for each in sources
        if each.startswith(_DEBIAN_URL)
    ]


def _is_elf(path: Path) -> bool:
    if not path.is_file():
        return False
    with path.open("rb") as file:
        return file.read(4) == b"\x7fELF"


def _output(*command: str, folder: Path | None = None) -> str:
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    if done.returncode:
        message = f"{command[0]} ended with {done.returncode}:\n{done.stderr}"
        raise PackagingError(message)
    return done.stdout.strip()


def _zipped(text: str) -> bytes:
    return gzip.compress(text.encode("utf-8"), compresslevel=9, mtime=0)


def _copy(source: Path, target: Path) -> None:
    _write(target, source.read_bytes())


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
