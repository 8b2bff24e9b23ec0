"""The version resource that Windows shows in a program's properties."""

from __future__ import annotations

from typing import TYPE_CHECKING

from project import NAME, NAME_CHINESE, NAME_ENGLISH, SUMMARY, version

if TYPE_CHECKING:
    from pathlib import Path

_TEMPLATE = """# UTF-8
VSVersionInfo(
  ffi=FixedFileInfo(filevers={numbers}, prodvers={numbers}, mask=0x3F, flags=0x0, OS=0x40004,
    fileType=0x1, subtype=0x0, date=(0, 0)),
  kids=[
    StringFileInfo([StringTable("040904B0", [
{strings}
    ])]),
    VarFileInfo([VarStruct("Translation", [0x0409, 1200])]),
  ],
)
"""


def version_numbers() -> tuple[int, int, int, int]:
    """Return the version as the four numbers that Windows knows."""
    numbers = [int(each) for each in version().split(".")[:4] if each.isdigit()]
    major, minor, patch, build = [*numbers, 0, 0, 0, 0][:4]
    return major, minor, patch, build


def write_version_file(path: Path) -> Path:
    """Write the resource as PyInstaller reads it, and return its path."""
    words = {
        "CompanyName": "The Huanqing authors",
        "FileDescription": SUMMARY,
        "FileVersion": version(),
        "InternalName": NAME,
        "LegalCopyright": "The Huanqing authors, MIT licence",
        "OriginalFilename": f"{NAME}.exe",
        "ProductName": f"{NAME_CHINESE} {NAME_ENGLISH}",
        "ProductVersion": version(),
    }
    strings = ",\n".join(f"      StringStruct({k!r}, {v!r})" for k, v in words.items())
    text = _TEMPLATE.format(numbers=version_numbers(), strings=strings)
    path.write_text(text, encoding="utf-8")
    return path
