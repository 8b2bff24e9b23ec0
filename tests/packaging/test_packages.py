"""The packages themselves, made from a small stand-in for the frozen program."""

import hashlib
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from deb.build import build_deb
from package import write_sums
from portable.build import build_portable
from project import PackagingError, version
from windows.build import SCRIPT, build_installer
from windows.try_installer import staged_tree


def output(*command: str | Path) -> str:
    done = subprocess.run(list(map(str, command)), capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    folder = tmp_path / "tree"
    (folder / "licences").mkdir(parents=True)
    (folder / "licences/huanqing.cdx.json").write_text(
        '{"components": [{"purl": "pkg:deb/debian/libpcre2-8-0@1"}, {"purl": "pkg:pypi/six@1"}]}'
    )
    shutil.copyfile("/bin/ls" if Path("/bin/ls").exists() else __file__, folder / "huanqing")
    (folder / "huanqing").chmod(0o755)
    (folder / "_internal").mkdir()
    (folder / "_internal/链接").symlink_to("../huanqing")
    return folder


needs_dpkg = pytest.mark.skipif(
    shutil.which("dpkg-shlibdeps") is None, reason="dpkg-dev is not installed"
)
needs_nsis = pytest.mark.skipif(shutil.which("makensis") is None, reason="nsis is not installed")


@needs_dpkg
def test_the_deb_holds_what_a_desktop_looks_for(tree: Path, tmp_path: Path) -> None:
    package = build_deb(tree, tmp_path)

    listed = output("dpkg-deb", "--contents", package)
    for place in (
        "./usr/bin/huanqing -> ../lib/huanqing/huanqing",
        "./usr/bin/huanqing-gui -> ../lib/huanqing/huanqing",
        "./usr/share/applications/huanqing.desktop",
        "./usr/share/icons/hicolor/256x256/apps/huanqing.png",
        "./usr/share/mime/packages/huanqing.xml",
        "./usr/share/man/man1/huanqing.1.gz",
        "./usr/share/doc/huanqing/copyright",
        "./usr/lib/huanqing/licences/huanqing.cdx.json",
    ):
        assert place in listed
    assert "root/root" in listed
    assert not re.search(r"^[-d][rwx-]*w[rwx-]* (?!root/root)", listed, re.MULTILINE)


@needs_dpkg
def test_the_deb_asks_for_what_the_program_links_and_for_a_font(tree: Path, tmp_path: Path) -> None:
    depends = output("dpkg-deb", "--field", build_deb(tree, tmp_path), "Depends")

    assert re.search(r"\blibc6\b", depends)
    assert "fonts-noto-cjk | fonts-wqy-microhei" in depends
    assert "libpcre2" not in depends


@needs_dpkg
def test_the_deb_is_the_same_each_time(tree: Path, tmp_path: Path) -> None:
    sums = set()
    for name in ("first", "second"):
        out = tmp_path / name
        out.mkdir()
        sums.add(hashlib.sha256(build_deb(tree, out).read_bytes()).hexdigest())

    assert len(sums) == 1


@needs_dpkg
def test_an_older_deb_can_be_made_for_an_upgrade(tree: Path, tmp_path: Path) -> None:
    package = build_deb(tree, tmp_path, "0.0.9")

    assert output("dpkg-deb", "--field", package, "Version").strip() == "0.0.9"


def test_the_archive_is_the_same_each_time_and_brings_its_helpers(
    tree: Path, tmp_path: Path
) -> None:
    found = []
    for name in ("first", "second"):
        out = tmp_path / name
        out.mkdir()
        found.append(build_portable(tree, out))

    assert found[0].read_bytes() == found[1].read_bytes()
    listed = output("tar", "-tvf", found[0])
    assert re.search(r"-rwxr-xr-x root/root .*/add-to-menu\.sh", listed)
    assert re.search(r"-rwxr-xr-x root/root .*/check-system\.sh", listed)
    assert re.search(r"-rwxr-xr-x root/root .*/huanqing\n", listed)


def test_the_menu_helper_adds_and_removes_the_entry(tree: Path, tmp_path: Path) -> None:
    archive = build_portable(tree, tmp_path)
    place = tmp_path / "a place & more"
    place.mkdir()
    output("tar", "-xf", archive, "-C", place)
    program = next(place.iterdir())
    share = tmp_path / "share"
    script = str(program / "add-to-menu.sh")
    helper = ["env", f"XDG_DATA_HOME={share}", "PATH=/usr/bin:/bin", script]

    output(*helper)

    entry = (share / "applications/huanqing.desktop").read_text("utf-8")
    assert f'Exec="{program}/huanqing" open %F' in entry
    assert (share / "icons/hicolor/64x64/apps/huanqing.png").exists()
    output(*helper, "--remove")
    assert not (share / "applications/huanqing.desktop").exists()
    assert not (share / "icons/hicolor/64x64/apps/huanqing.png").exists()


@needs_nsis
def test_the_windows_installer_compiles_without_a_warning(tmp_path: Path) -> None:
    installer = build_installer(staged_tree(tmp_path / "stage"), tmp_path)

    content = installer.read_bytes()
    assert content.startswith(b"MZ")
    assert b'requestedExecutionLevel level="asInvoker"' in content
    assert installer.name == f"huanqing-{version()}-windows-x64-setup.exe"


def test_the_windows_installer_writes_for_this_user_only() -> None:
    script = SCRIPT.read_text("utf-8")

    assert "RequestExecutionLevel user" in script
    assert "HKLM" not in script
    assert "SetShellVarContext all" not in script
    assert 'RMDir /r "$INSTDIR"' not in script


def test_a_tree_that_is_not_of_windows_gets_no_installer(tree: Path, tmp_path: Path) -> None:
    with pytest.raises(PackagingError, match=r"huanqing\.exe"):
        build_installer(tree, tmp_path)


def test_the_sums_are_those_that_sha256sum_checks(tmp_path: Path) -> None:
    (tmp_path / "b.deb").write_bytes(b"b")
    (tmp_path / "a.tar.xz").write_bytes(b"a")
    (tmp_path / "notes.txt").write_bytes(b"c")

    lines = write_sums(tmp_path).read_text("utf-8").splitlines()

    assert [line.split("  ")[1] for line in lines] == ["a.tar.xz", "b.deb"]
    assert lines[0].split("  ")[0] == hashlib.sha256(b"a").hexdigest()
