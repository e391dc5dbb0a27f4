from ognisko.activity.firing import Clock
from ognisko.activity.telling import tell_events
from ognisko.activity.worker import Worker
from ognisko.mail.sending import Postman
from ognisko.schedule import SCHEDULE


def make_worker() -> Worker:
    return Worker([tell_events, Postman().send_letters, Clock(SCHEDULE).fire])


def work() -> None:
    worker = make_worker()
    worker.stop_on_signals()
    worker.run()
