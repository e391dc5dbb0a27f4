from collections.abc import Callable
from typing import ClassVar

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import Resolver404, resolve

from ognisko.office.models import Office

OPEN_BEFORE = {"office", "ui"}
OPEN_PAGES = {"people:language", "people:appearance"}


class FirstRunMiddleware:
    """Until somebody has set the installation up, every page leads to the first run.

    Once it is set up a process never asks again: a request costs one look at a flag.
    """

    is_set_up: ClassVar[bool] = False

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if settings.DEMO or FirstRunMiddleware.is_set_up or _is_open_before(request.path_info):
            return self.get_response(request)
        FirstRunMiddleware.is_set_up = Office.objects.filter(is_set_up=True).exists()
        if FirstRunMiddleware.is_set_up:
            return self.get_response(request)
        return redirect("office:first_run")


def _is_open_before(path: str) -> bool:
    try:
        match = resolve(path)
    except Resolver404:
        return False
    return match.app_name in OPEN_BEFORE or match.view_name in OPEN_PAGES
