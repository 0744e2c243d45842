"""`malmoi serve`: the terminal interface in a browser, for the person who sits at this machine and nobody else.

textual-serve starts one process a session and speaks to it; it has no protection of its own. Added here: the loopback
address only; a one-time token in the address that becomes a cookie; Host and Origin are checked (against pages that
point a name of theirs at 127.0.0.1); an idle limit; a cap on sessions; a page that loads nothing from the network.
"""

from __future__ import annotations

import asyncio
import hmac
import secrets
import shlex
import socket
import sys
from pathlib import Path
from typing import Any

from aiohttp import WSMsgType, web
from textual_serve.app_service import AppService
from textual_serve.server import Server

from glossary.errors import OutputError
from tui.output import say

HOST = "127.0.0.1"
COOKIE = "malmoi-session"
MOST_SESSIONS = 4
IDLE_SECONDS = 2 * 60 * 60
"""A session without a key or click for so long is closed; the data base holds everything, so nothing is lost."""


class LocalServer(Server):
    """textual-serve for one person on this machine."""

    def __init__(self, command: str, port: int) -> None:
        super().__init__(command, host=HOST, port=port, title="malmoi", templates_path=Path(__file__).parent / "web")
        self.token: str | None = secrets.token_urlsafe(24)
        self.cookie = secrets.token_urlsafe(24)
        self.sessions = 0

    @property
    def address(self) -> str:
        """The address to open, with its one-time token."""
        return f"{self.public_url}/?token={self.token}"

    async def _make_app(self) -> web.Application:
        app = await super()._make_app()
        app.middlewares.append(self._guard)
        return app

    @web.middleware
    async def _guard(self, request: web.Request, handler: Any) -> web.StreamResponse:
        if request.host != f"{HOST}:{self.port}":
            raise web.HTTPForbidden(text="malmoi answers only to its own address.")
        if request.headers.get("Origin", self.public_url) != self.public_url:
            raise web.HTTPForbidden(text="malmoi answers only to its own page.")
        given = request.query.get("token")
        if given is not None and self.token is not None and hmac.compare_digest(given, self.token):
            self.token = None  # one use; the cookie takes over
            leave = web.HTTPFound("/")
            leave.set_cookie(COOKIE, self.cookie, httponly=True, samesite="Strict")
            raise leave
        if not hmac.compare_digest(request.cookies.get(COOKIE, ""), self.cookie):
            raise web.HTTPForbidden(text="Open the address that `malmoi serve` printed; it works once.")
        response: web.StreamResponse = await handler(request)
        return response

    async def handle_websocket(self, request: web.Request) -> web.WebSocketResponse:
        """Start a session where the cap allows one more."""
        if self.sessions >= MOST_SESSIONS:
            raise web.HTTPServiceUnavailable(text=f"{MOST_SESSIONS} sessions are open already; close one first.")
        self.sessions += 1
        try:
            return await super().handle_websocket(request)
        finally:
            self.sessions -= 1

    async def _process_messages(self, websocket: web.WebSocketResponse, app_service: AppService) -> None:
        """Pass keys and sizes on to the session; close it after the idle limit."""
        loop = asyncio.get_running_loop()
        last_sign = loop.time()
        while (left := last_sign + IDLE_SECONDS - loop.time()) > 0:
            try:
                message = await asyncio.wait_for(websocket.receive(), timeout=left)
            except TimeoutError:
                continue
            if message.type in (WSMsgType.CLOSE, WSMsgType.CLOSING, WSMsgType.CLOSED, WSMsgType.ERROR):
                return
            if message.type is not WSMsgType.TEXT:
                continue
            kind, *data = message.json()
            if kind == "stdin":
                last_sign = loop.time()
                await app_service.send_bytes(data[0].encode("utf-8"))
            elif kind == "resize":
                await app_service.set_terminal_size(data[0]["width"], data[0]["height"])
            elif kind == "ping":
                await websocket.send_json(["pong", data[0]])
            elif kind == "blur":
                await app_service.blur()
            elif kind == "focus":
                await app_service.focus()
        await websocket.close(message=b"idle")

    async def on_startup(self, app: web.Application) -> None:
        """Say the address."""
        del app
        say(f"Open {self.address}\n(works once, on this machine only; Ctrl-C ends it)")


def serve(port: int, url: str) -> None:
    """Serve until Ctrl-C. Raises OutputError where the port is taken."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError as error:
            raise OutputError(
                f"Port {port} of {HOST} cannot be used: {error.strerror}.", hint=f"malmoi serve --port {port + 1}"
            ) from None
    command = shlex.join([sys.executable, "-m", "tui.start", "--db", url, "tui"])
    LocalServer(command, port).serve()
