"""Zips of bills: ciphers, names, passwords, caps, litter and damage."""

from __future__ import annotations

import hashlib
import io
import subprocess
import zipfile
from pathlib import Path

import pytest

from huanqing.application.bill_rows import (
    BillFileError,
    DamagedArchiveError,
    EmptyArchiveError,
    OversizedFileError,
    PasswordNeededError,
    UnknownLayoutError,
    WrongPasswordError,
)
from huanqing.infrastructure.importers import archive
from huanqing.infrastructure.importers.registry import BillReaders
from integration.importers.jd_builder import Row, v1_bytes, v2_bytes, zipped

BILL = v2_bytes([Row()])
NAME = "京东交易流水(申请时间2026年02月01日10时00分00秒)_1.csv"
SAMPLES = Path(__file__).parents[4] / "shared" / "samples" / "zip"


def zipcrypto(tmp_path: Path, files: dict[str, bytes], password: str) -> bytes:
    """Return a zip with the traditional cipher, which only the zip tool writes."""
    for name, content in files.items():
        (tmp_path / name).write_bytes(content)
    try:
        subprocess.run(  # noqa: S603 - fixed words
            ["/usr/bin/zip", "-q", "-P", password, "a.zip", *files],
            cwd=tmp_path,
            check=True,
        )
    except FileNotFoundError:
        pytest.skip("no zip tool")
    return (tmp_path / "a.zip").read_bytes()


@pytest.mark.parametrize("password", [None, "123456"])
def test_bill_in_a_zip_is_read(password: str | None) -> None:
    (bill,) = BillReaders().read("a.zip", zipped({NAME: BILL}, password), password)

    assert (bill.name, bill.sha256) == (NAME, hashlib.sha256(BILL).hexdigest())
    assert len(list(bill.rows())) == 1


def test_zipcrypto_is_read_and_every_wrong_password_is_told(tmp_path: Path) -> None:
    content = zipcrypto(tmp_path, {"bill.csv": BILL}, "123456")

    assert len(BillReaders().read("a.zip", content, "123456")) == 1
    for wrong in range(600):  # one in 256 passes the weak check of the cipher
        with pytest.raises(WrongPasswordError):
            BillReaders().read("a.zip", content, f"{wrong:06}")


@pytest.mark.parametrize("password", [None, ""])
def test_password_is_asked_for(password: str | None) -> None:
    with pytest.raises(PasswordNeededError) as caught:
        BillReaders().read("a.zip", zipped({NAME: BILL}, "123456"), password)
    assert caught.value.name == "a.zip"


@pytest.mark.parametrize("password", ["000000", "密码", "\ud800"])
def test_wrong_password_of_an_aes_zip(password: str) -> None:
    with pytest.raises(WrongPasswordError):
        BillReaders().read("a.zip", zipped({NAME: BILL}, "123456"), password)


def test_several_bills_without_directories_and_litter() -> None:
    files = {
        "目录/": b"",
        "目录/一.csv": BILL,
        "二.csv": v1_bytes([Row()]),
        "__MACOSX/._二.csv": b"\x00\x05",
        ".DS_Store": b"\x00",
        "说明.txt": "请核对".encode(),
    }

    bills = BillReaders().read("a.zip", zipped(files))

    assert [(bill.name, bill.layout) for bill in bills] == [("目录/一.csv", "v2"), ("二.csv", "v1")]


def test_unknown_table_beside_a_bill_is_not_left_out_unseen() -> None:
    with pytest.raises(UnknownLayoutError) as caught:
        BillReaders().read("a.zip", zipped({"一.csv": BILL, "二.csv": b"a,b\n1,2\n"}))
    assert caught.value.name == "a.zip/二.csv"


def test_names_in_gbk() -> None:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as out:
        out.writestr("NNNN.csv", BILL)
    content = target.getvalue().replace(b"NNNN.csv", "账单".encode("gb18030") + b".csv")

    (bill,) = BillReaders().read("a.zip", content)

    assert bill.name == "账单.csv"


@pytest.mark.parametrize("files", [{}, {"a/": b""}, {"__MACOSX/x": b"1"}, {"empty.csv": b""}])
def test_zip_without_files_is_empty(files: dict[str, bytes]) -> None:
    with pytest.raises(EmptyArchiveError):
        BillReaders().read("a.zip", zipped(files))


def test_zip_in_a_zip_is_an_unknown_layout() -> None:
    with pytest.raises(UnknownLayoutError):
        BillReaders().read("a.zip", zipped({"b.zip": zipped({NAME: BILL})}))


def test_caps(monkeypatch: pytest.MonkeyPatch) -> None:
    content = zipped({"a.csv": BILL, "b.csv": BILL})
    monkeypatch.setattr(archive, "MAX_TOTAL_BYTES", len(BILL) * 2 - 1)
    with pytest.raises(OversizedFileError) as caught:
        BillReaders().read("a.zip", content)
    assert caught.value.limit_bytes == len(BILL) * 2 - 1

    monkeypatch.setattr(archive, "MAX_ENTRY_BYTES", len(BILL) - 1)
    with pytest.raises(OversizedFileError):
        BillReaders().read("a.csv", BILL)


def test_entry_larger_than_the_cap(monkeypatch: pytest.MonkeyPatch) -> None:
    content = zipped({"a.csv": b"a" * 100_000})
    monkeypatch.setattr(archive, "MAX_ENTRY_BYTES", 50_000)

    with pytest.raises(OversizedFileError):
        BillReaders().read("a.zip", content)


@pytest.mark.parametrize("password", [None, "123456"])
def test_cut_zip_is_damaged(password: str | None) -> None:
    content = zipped({NAME: BILL}, password)

    for length in range(4, len(content) - 1, 7):
        with pytest.raises(DamagedArchiveError):
            BillReaders().read("a.zip", content[:length], password)


@pytest.mark.parametrize("password", [None, "123456"])
def test_changed_byte_gives_the_bill_or_a_known_error(password: str | None) -> None:
    content = zipped({NAME: BILL}, password)

    for place in range(0, len(content), 3):
        changed = bytearray(content)
        changed[place] ^= 0xFF
        try:
            bills = BillReaders().read("a.zip", bytes(changed), password)
        except BillFileError:
            continue
        assert all(len(list(bill.rows())) == 1 for bill in bills)


@pytest.mark.parametrize("path", sorted(SAMPLES.glob("*.zip")), ids=lambda path: path.name)
def test_samples_of_other_providers(path: Path) -> None:
    content = path.read_bytes()

    with pytest.raises(PasswordNeededError):
        BillReaders().read(path.name, content)
    with pytest.raises(WrongPasswordError):
        BillReaders().read(path.name, content, "654321")
    with pytest.raises(UnknownLayoutError):
        BillReaders().read(path.name, content, "123456")
