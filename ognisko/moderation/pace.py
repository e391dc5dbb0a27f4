"""How often somebody may report: enough for who means it, little for who wants to make a noise."""

from datetime import timedelta

from ognisko.office.throttle import Pace

BY_PEOPLE = Pace(free=10, first=timedelta(minutes=1), longest=timedelta(hours=1), rest=timedelta(days=1))
BY_VISITORS = Pace(free=3, first=timedelta(minutes=10), longest=timedelta(days=1), rest=timedelta(days=2))
