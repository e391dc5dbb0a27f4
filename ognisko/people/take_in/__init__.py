"""How imports bring people and structure in: no permission asked, external id unique, events born already told."""

from ognisko.people.take_in.authors import Author, take_in_organisation, write_author, write_authors
from ognisko.people.take_in.people import take_in_people
from ognisko.people.take_in.units import take_in_units

__all__ = ["Author", "take_in_organisation", "take_in_people", "take_in_units", "write_author", "write_authors"]
