"""Reads the files inside a zip: plain, ZipCrypto or WinZip AES, names in UTF-8 or GBK."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any, NamedTuple

from huanqing.application.bill_rows import (
    BillFileError,
    DamagedArchiveError,
    EmptyArchiveError,
    OversizedFileError,
    PasswordNeededError,
    WrongPasswordError,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

MAX_ENTRY_BYTES = 256 * 1024 * 1024
"""Cap of one file, plain or unpacked from an archive (256 MiB)."""

MAX_TOTAL_BYTES = 256 * 1024 * 1024
"""Cap of all files of an archive together, unpacked (256 MiB)."""

_SIGNATURES = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
_OFFICE_PART = b"[Content_Types].xml"
_OFFICE_PROBE_BYTES = 4096
_ENCRYPTED = 0x1
_UTF8_NAME = 0x800
_WINZIP_AES = 99
_LITTER = frozenset({".ds_store", "thumbs.db", "desktop.ini"})


class ArchiveEntry(NamedTuple):
    """A file inside an archive: its path there, and its bytes."""

    name: str
    content: bytes


def is_archive(content: bytes) -> bool:
    """Return whether the bytes begin as a zip, but not as an Office document, which is one."""
    return content.startswith(_SIGNATURES) and not is_office_document(content)


def is_office_document(content: bytes) -> bool:
    """Return whether the bytes are a zip whose first parts are those of an Office document."""
    return content.startswith(_SIGNATURES) and _OFFICE_PART in content[:_OFFICE_PROBE_BYTES]


def read_archive(name: str, content: bytes, password: str | None) -> list[ArchiveEntry]:
    """Return the files of the zip ``name``, without directories and operating system litter.

    Raises:
        PasswordNeededError: An entry is encrypted and ``password`` is None or empty.
        WrongPasswordError: ``password`` does not open an entry.
        OversizedFileError: An entry, or all together, unpack to more than the cap.
        EmptyArchiveError: No file is left.
        DamagedArchiveError: Anything else is wrong with the zip.
    """
    # Loaded late: it is slow to load, and most bills are no archives.
    import pyzipper  # noqa: PLC0415 - see above

    try:
        with pyzipper.AESZipFile(io.BytesIO(content)) as archive:
            return _read_entries(name, archive, password)
    except BillFileError:
        raise
    except Exception as error:  # whatever foreign code does on foreign bytes
        raise DamagedArchiveError(name) from error


def _read_entries(name: str, archive: Any, password: str | None) -> list[ArchiveEntry]:  # noqa: ANN401 - pyzipper has no types
    found = list(_bill_entries(archive))
    if not found:
        raise EmptyArchiveError(name)
    if any(info.file_size > MAX_ENTRY_BYTES for _, info in found):
        raise OversizedFileError(name, MAX_ENTRY_BYTES)
    if sum(info.file_size for _, info in found) > MAX_TOTAL_BYTES:
        raise OversizedFileError(name, MAX_TOTAL_BYTES)
    if not password and any(info.flag_bits & _ENCRYPTED for _, info in found):
        raise PasswordNeededError(name)
    secret = password.encode("utf-8", "replace") if password else None
    return [ArchiveEntry(path, _read_entry(name, archive, info, secret)) for path, info in found]


def _bill_entries(archive: Any) -> Iterator[tuple[str, Any]]:  # noqa: ANN401 - pyzipper has no types
    """Return path and entry of each file that is neither a directory nor litter nor empty."""
    for info in archive.infolist():
        path = _decoded_path(info.filename, info.flag_bits)
        parts = path.split("/")
        leaf = parts[-1]
        if not leaf or "__MACOSX" in parts or leaf.startswith("._"):
            continue
        if leaf.lower() not in _LITTER and info.file_size > 0:
            yield path, info


def _decoded_path(path: str, flags: int) -> str:
    """Return the path of an entry, whose bytes were taken for cp437 if not marked as UTF-8."""
    if not flags & _UTF8_NAME:
        try:
            packed = path.encode("cp437")
        except UnicodeError:
            packed = b""
        for codec in ("utf-8", "gb18030") if packed else ():
            try:
                path = packed.decode(codec)
                break
            except UnicodeError:
                continue
    return path.replace("\\", "/")


def _read_entry(name: str, archive: Any, info: Any, secret: bytes | None) -> bytes:  # noqa: ANN401 - pyzipper has no types
    """Return the bytes of one entry, checked against the archive's own length and checksum.

    ZipCrypto checks a password by one byte only, so any failure behind that check is taken
    for a wrong password. AES checks two bytes and seals the data: a broken seal is damage.
    """
    is_encrypted = bool(info.flag_bits & _ENCRYPTED)
    try:
        with archive.open(info, pwd=secret if is_encrypted else None) as stream:
            content: bytes = stream.read(MAX_ENTRY_BYTES + 1)
    except NotImplementedError:
        raise
    except Exception as error:  # likewise: only the password decides what it means
        is_refused = "password" in str(error).lower()
        if is_encrypted and (is_refused or not _is_aes(info)):
            raise WrongPasswordError(name) from error
        raise
    if len(content) != info.file_size:
        raise DamagedArchiveError(name)
    return content


def _is_aes(info: Any) -> bool:  # noqa: ANN401 - pyzipper has no types
    return info.compress_type == _WINZIP_AES or getattr(info, "wz_aes_version", None) is not None
