"""One window for each ledger: a second start hands its files over and lets the first one rise."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtNetwork import QLocalServer, QLocalSocket

_PATIENCE_MS = 1500
_MOST_BYTES = 1_000_000
_HEARD = b"heard\n"


def bell_name(ledger: Path) -> str:
    """Return the name under which the window of a ledger listens, for this user alone."""
    import getpass  # noqa: PLC0415 - after the first figures
    import hashlib  # noqa: PLC0415 - after the first figures

    try:
        user = getpass.getuser()
    except (KeyError, OSError):
        user = "?"
    whole = f"{user}\n{ledger.expanduser().resolve()}"
    return "huanqing-" + hashlib.sha256(whole.encode("utf-8", "surrogateescape")).hexdigest()[:24]


def ring(ledger: Path, bills: Sequence[Path] = ()) -> bool:
    """Hand files to the window that shows ``ledger``; return whether one has heard."""
    from PySide6.QtNetwork import QLocalSocket  # noqa: PLC0415 - after the first figures

    socket = QLocalSocket()
    socket.connectToServer(bell_name(ledger))
    if not socket.waitForConnected(_PATIENCE_MS):
        return False
    words = json.dumps({"bills": [str(path.absolute()) for path in bills]})
    socket.write(words.encode("utf-8") + b"\n")
    socket.flush()
    is_heard = socket.waitForReadyRead(_PATIENCE_MS) and bytes(socket.readAll().data()) == _HEARD
    socket.disconnectFromServer()
    return is_heard


class Doorbell(QObject):
    """Listens for later starts on the same ledger; ``rung`` carries the bills' paths as a tuple."""

    rung = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._server: QLocalServer | None = None

    def listen(self, ledger: Path) -> bool:
        """Listen for a ledger from now on, no longer for the one before; say whether it works."""
        from PySide6.QtNetwork import QLocalServer  # noqa: PLC0415 - after the first figures

        self.close()
        name = bell_name(ledger)
        server = QLocalServer(self)
        server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        server.newConnection.connect(self._on_server_connected)
        is_heard = server.listen(name)
        if not is_heard and not _answers(name):
            # A program that died left its socket behind.
            QLocalServer.removeServer(name)
            is_heard = server.listen(name)
        self._server = server
        return is_heard

    def close(self) -> None:
        """Listen no more."""
        if self._server is not None:
            self._server.close()
            self._server.deleteLater()
            self._server = None

    @Slot()
    def _on_server_connected(self) -> None:
        while self._server is not None and self._server.hasPendingConnections():
            socket = self._server.nextPendingConnection()
            socket.readyRead.connect(self._on_socket_ready)
            socket.disconnected.connect(socket.deleteLater)
            if socket.canReadLine():
                self._read(socket)

    @Slot()
    def _on_socket_ready(self) -> None:
        from PySide6.QtNetwork import QLocalSocket  # noqa: PLC0415 - loaded by now

        socket = self.sender()
        if isinstance(socket, QLocalSocket):
            if socket.canReadLine():
                self._read(socket)
            elif socket.bytesAvailable() > _MOST_BYTES:
                socket.abort()

    def _read(self, socket: QLocalSocket) -> None:
        bills = _bills_of(bytes(socket.readLine(_MOST_BYTES).data()))
        if bills is None:
            socket.abort()
            return
        socket.write(_HEARD)
        socket.flush()
        self.rung.emit(bills)


def _answers(name: str) -> bool:
    from PySide6.QtNetwork import QLocalSocket  # noqa: PLC0415 - loaded by now

    socket = QLocalSocket()
    socket.connectToServer(name)
    return socket.waitForConnected(_PATIENCE_MS)


def _bills_of(line: bytes) -> tuple[Path, ...] | None:
    """Return the files that a later start names, None where it is no word of ours."""
    try:
        names = json.loads(line.decode("utf-8"))["bills"]
        return tuple(Path(str(name)) for name in names)
    except (ValueError, KeyError, TypeError):
        return None
