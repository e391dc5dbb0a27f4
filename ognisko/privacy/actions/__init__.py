"""What people do about data that is kept of them, and what the worker does for them."""

from ognisko.privacy.actions.asking import ask_erasure, ask_export, fetch_export, start_erasure
from ognisko.privacy.actions.keeping import set_period, settle_place
from ognisko.privacy.actions.requests import close_request, extend_request, register_request, remind_of_requests

__all__ = [
    "ask_erasure",
    "ask_export",
    "close_request",
    "extend_request",
    "fetch_export",
    "register_request",
    "remind_of_requests",
    "set_period",
    "settle_place",
    "start_erasure",
]
