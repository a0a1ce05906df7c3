"""The ledger in a browser: pages, feeds and JSON over the same views."""

from onrecord.web.app import create_app
from onrecord.web.settings import WebSettings

__all__ = ["WebSettings", "create_app"]
