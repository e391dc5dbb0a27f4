"""A ZIP of everything that is kept about one person: JSON for programs, HTML for reading and printing."""

from ognisko.privacy.exporting.making import FOLDER, forget_files, make, path_of

__all__ = ["FOLDER", "forget_files", "make", "path_of"]
