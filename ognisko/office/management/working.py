from django.utils.module_loading import import_string

from ognisko.activity.firing import Clock
from ognisko.activity.telling import tell_events
from ognisko.activity.worker import Worker
from ognisko.mail.sending import Postman
from ognisko.schedule import SCHEDULE, TICKS


def make_worker() -> Worker:
    return Worker([tell_events, Postman().send_letters, Clock(SCHEDULE).fire, *map(import_string, TICKS)])


def work() -> None:
    worker = make_worker()
    worker.stop_on_signals()
    worker.run()
