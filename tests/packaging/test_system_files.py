"""What the desktops are told: icons, menu entry, type of file, manual page, bundle."""

import configparser
import plistlib
import re
import shutil
import struct
import subprocess
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from deb.build import install_shared_files
from deb.man_page import man_page
from huanqing.cli.main import _parser
from huanqing.infrastructure.persistence.ledger_file import APPLICATION_ID
from icons import PNG_SIZES
from macos.info_plist import info_plist
from project import version
from windows.version_file import version_numbers, write_version_file


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("shared")
    install_shared_files(folder / "share", folder)
    return folder


def validate(*command: str | Path) -> None:
    """Run a validator where it is installed; what it says is the failure."""
    if shutil.which(str(command[0])) is None:
        pytest.skip(f"{command[0]} is not installed")
    done = subprocess.run(list(map(str, command)), capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_icon_has_every_size_of_the_theme(made: Path) -> None:
    for size in PNG_SIZES:
        folder = made / f"share/icons/hicolor/{size}x{size}"
        for path in (
            folder / "apps/huanqing.png",
            folder / "mimetypes/application-x-huanqing-ledger.png",
        ):
            assert struct.unpack(">II", path.read_bytes()[16:24]) == (size, size)
    assert (made / "share/icons/hicolor/scalable/apps/huanqing.svg").exists()


def test_the_icon_of_windows_holds_a_picture_for_each_size(made: Path) -> None:
    content = (made / "art/huanqing.ico").read_bytes()
    reserved, kind, count = struct.unpack("<HHH", content[:6])
    sizes = []
    for place in range(count):
        side, *_, length, offset = struct.unpack("<BBBBHHII", content[6 + 16 * place :][:16])
        picture = content[offset : offset + length]
        assert picture.startswith(b"\x89PNG")
        assert struct.unpack(">I", picture[16:20])[0] == (side or 256)
        sizes.append(side or 256)

    assert (reserved, kind) == (0, 1)
    assert {16, 32, 48, 256} <= set(sizes)


def test_the_icon_of_macos_is_as_long_as_it_says(made: Path) -> None:
    content = (made / "art/huanqing.icns").read_bytes()
    kinds, place = [], 8
    while place < len(content):
        length = struct.unpack(">I", content[place + 4 : place + 8])[0]
        kinds.append(content[place : place + 4])
        place += length

    assert struct.unpack(">I", content[4:8])[0] == len(content) == place
    assert {b"ic07", b"ic09", b"ic10"} <= set(kinds)


def test_the_menu_entry_opens_the_program_in_both_languages(made: Path) -> None:
    path = made / "share/applications/huanqing.desktop"
    parser = configparser.RawConfigParser()
    parser.optionxform = str  # type: ignore[assignment,method-assign]
    parser.read(path, encoding="utf-8")
    entry = parser["Desktop Entry"]

    assert entry["Exec"] == "huanqing open %F"
    assert entry["Name[zh_CN]"] == "还清"
    assert entry["MimeType"] == "application/x-huanqing-ledger;"
    _parser().parse_args(["open", "bill.csv"])
    validate("desktop-file-validate", path)


def test_the_software_centre_gets_valid_words(made: Path) -> None:
    path = next((made / "share/metainfo").iterdir())
    root = ET.parse(path).getroot()

    assert root.findtext("id") == path.name.removesuffix(".metainfo.xml")
    assert root.find("releases/release").attrib["version"] == version()  # type: ignore[union-attr]
    validate("appstreamcli", "validate", "--no-net", path)


def test_a_ledger_is_known_by_its_name_and_its_number(made: Path) -> None:
    root = ET.parse(made / "share/mime/packages/huanqing.xml").getroot()
    space = {"m": "http://www.freedesktop.org/standards/shared-mime-info"}
    number = root.find(".//m:match/m:match", space)

    assert root.find(".//m:glob", space).attrib["pattern"] == "*.huanqing"  # type: ignore[union-attr]
    assert number is not None
    assert int(number.attrib["value"], 16) == APPLICATION_ID
    assert number.attrib["offset"] == "68"


def test_the_manual_page_names_every_command_and_option(tmp_path: Path) -> None:
    text = man_page().replace(r"\-", "-")
    help_text = _parser().format_help()
    commands = re.findall(r"^    (\w+)\s+\S", help_text, re.MULTILINE)

    assert {"open", "import", "limit", "plan"} <= set(commands)
    for name in commands:
        assert f".SS {name}\n" in text
        child = _parser().parse_args
        with pytest.raises(SystemExit):
            child([name, "--help"])
    for option in ("--ledger", "--today", "--json", "--dry-run", "--password", "--problem"):
        assert rf"\fB{option}\fR" in text
    path = tmp_path / "huanqing.1"
    path.write_text(man_page(), encoding="utf-8")
    validate("mandoc", "-Tlint", "-Wwarning", path)


def test_macos_is_told_of_the_ledgers() -> None:
    content = plistlib.loads(plistlib.dumps(info_plist()))
    declared = content["UTExportedTypeDeclarations"][0]

    assert content["CFBundleShortVersionString"] == version()
    assert declared["UTTypeTagSpecification"]["public.filename-extension"] == ["huanqing"]
    assert content["CFBundleDocumentTypes"][0]["LSItemContentTypes"] == [
        declared["UTTypeIdentifier"]
    ]
    assert content["CFBundleLocalizations"] == ["zh_CN", "en"]


def test_the_entitlements_are_a_property_list(project_root: Path) -> None:
    text = (project_root / "packaging/macos/entitlements.plist").read_bytes()

    assert plistlib.loads(text) == {"com.apple.security.cs.disable-library-validation": True}


def test_windows_is_told_the_version(tmp_path: Path) -> None:
    text = write_version_file(tmp_path / "version.txt").read_text("utf-8")

    assert len(version_numbers()) == 4
    assert f"filevers={version_numbers()}" in text
    assert f"'FileVersion', '{version()}'" in text
    compile(text, "version.txt", "eval")
