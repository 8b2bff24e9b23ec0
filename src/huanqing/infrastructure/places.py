"""Whether a folder is a wise place for a ledger: not one that another program copies about."""

from __future__ import annotations

from pathlib import Path, PurePath

import psutil

CLOUD, NETWORK = "cloud", "network"

_CLOUD_FOLDERS = (
    "onedrive",
    "dropbox",
    "icloud",
    "mobile documents",
    "com~apple~clouddocs",
    "google drive",
    "googledrive",
    "nutstore",
    "坚果云",
    "我的坚果云",
    "baidunetdisk",
    "baidusyncdisk",
    "百度网盘",
    "百度云",
    "百度同步",
    "nextcloud",
    "owncloud",
    "seafile",
    "synologydrive",
    "weiyun",
    "微云",
)
"""How the folders of synchronising programs begin, in lower case."""
_NETWORK_SYSTEMS = frozenset(
    {
        "9p",
        "afpfs",
        "cifs",
        "davfs",
        "davfs2",
        "fuse.rclone",
        "fuse.sshfs",
        "ncpfs",
        "nfs",
        "nfs4",
        "smb2",
        "smb3",
        "smbfs",
        "sshfs",
        "webdav",
    }
)


def place_warning(path: Path) -> str:
    """Return ``cloud`` or ``network`` where a ledger at ``path`` would be unsafe, else ""."""
    whole = path.expanduser().absolute()
    for each in (whole, whole.resolve()):
        if _is_in_cloud(each):
            return CLOUD
    return NETWORK if _is_on_network(whole.resolve()) else ""


def _is_in_cloud(path: PurePath) -> bool:
    return any(part.casefold().startswith(_CLOUD_FOLDERS) for part in path.parts[:-1])


def _is_on_network(path: Path) -> bool:
    if path.as_posix().startswith("//"):
        return True  # A share that Windows names without a drive.
    mounts = [
        (PurePath(each.mountpoint), each)
        for each in psutil.disk_partitions(all=True)
        if path.is_relative_to(each.mountpoint)
    ]
    if not mounts:
        return False
    _, nearest = max(mounts, key=lambda mount: len(mount[0].parts))
    return nearest.fstype.casefold() in _NETWORK_SYSTEMS or "remote" in nearest.opts
