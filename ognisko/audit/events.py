"""Everything that the security log knows, with words for people.

A new event is one line here, and `note(…)` in its verb.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Event(models.TextChoices):
    SIGN_IN = "sign_in", _("signing in")
    SIGN_IN_FAILED = "sign_in_failed", _("a failed try to sign in")
    SIGN_OUT = "sign_out", _("signing out")
    SESSION_ENDED = "session_ended", _("signing somebody out")
    EVERYBODY_SIGNED_OUT = "everybody_signed_out", _("signing everybody out")
    PASSWORD_CHANGED = "password_changed", _("a new password")
    ADDRESS_CHANGED = "address_changed", _("a new address of an account")
    FACTOR_ADDED = "factor_added", _("adding a second factor")
    FACTOR_REMOVED = "factor_removed", _("removing a second factor")

    ACCOUNT_MADE = "account_made", _("making an account")
    ACCOUNT_CLOSED = "account_closed", _("closing an account")
    ACCOUNT_REOPENED = "account_reopened", _("reopening an account")
    ACCOUNTS_MERGED = "accounts_merged", _("merging accounts of one person")
    PERSON_CHANGED = "person_changed", _("changing somebody else’s data")
    PERSON_READ = "person_read", _("reading somebody’s personal data as a duty")
    PEOPLE_IMPORTED = "people_imported", _("importing people")
    CONTENT_IMPORTED = "content_imported", _("bringing documents or conversations in")
    STRUCTURE_CHANGED = "structure_changed", _("changing organisations or units")

    ROLE_GIVEN = "role_given", _("giving a duty in this installation")
    ROLE_TAKEN = "role_taken", _("taking a duty in this installation")
    COMMUNITY_ROLE_CHANGED = "community_role_changed", _("changing a role in a community")
    PERMISSION_CHANGED = "permission_changed", _("changing who may do what")
    INVITED = "invited", _("inviting somebody")

    SETTINGS_CHANGED = "settings_changed", _("changing settings of the installation")
    READ_ONLY_ON = "read_only_on", _("switching the read-only mode on")
    READ_ONLY_OFF = "read_only_off", _("switching the read-only mode off")
    WORK_TRIED_AGAIN = "work_tried_again", _("having a job, an event or a letter tried again")
    PUBLISHED = "published", _("publishing a text of the office")
    BACKUP_MADE = "backup_made", _("making a backup")
    RESTORED = "restored", _("restoring from a backup")
    VERSION_CHANGED = "version_changed", _("moving to another version of the program")

    DATA_EXPORTED = "data_exported", _("exporting data")
    DATA_READ = "data_read", _("fetching somebody’s data")
    PERSON_ERASED = "person_erased", _("erasing a person")
    DELETED = "deleted", _("deleting")
    PURGED = "purged", _("deleting what is kept no longer")
    REQUEST_HANDLED = "request_handled", _("handling a request about personal data")
    CONSENT_CHANGED = "consent_changed", _("a change of a consent")

    REPORTED = "reported", _("reporting a post")
    CONTENT_HIDDEN = "content_hidden", _("hiding a post")
    CONTENT_RESTORED = "content_restored", _("restoring a post")
    REPORT_CLOSED = "report_closed", _("closing a report")
    WARNED = "warned", _("warning a person")
    WRITING_PAUSED = "writing_paused", _("pausing somebody’s writing")
    WRITING_RESUMED = "writing_resumed", _("ending a pause of writing")
    EXCLUDED = "excluded", _("excluding from a community")
    APPEALED = "appealed", _("an appeal")
    APPEAL_DECIDED = "appeal_decided", _("deciding an appeal")

    LOG_READ = "log_read", _("reading the security log")
    LOG_EXPORTED = "log_exported", _("exporting the security log")
    LOG_SHORTENED = "log_shortened", _("removing old days of the security log")
