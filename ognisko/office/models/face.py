"""What the office shows of itself to everybody: its name is in Office, the rest is here."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

FUNDS = "Fundusze Europejskie"


class Face(models.Model):
    """One row: short name, contact, and its own texts on the home page. Texts are Markdown, in both languages."""

    short_name = models.CharField(max_length=30, blank=True)
    contact_unit = models.CharField(max_length=120, blank=True)
    contact_email = models.EmailField(blank=True)
    contact_phone = models.CharField(max_length=40, blank=True)
    contact_address = models.CharField(max_length=200, blank=True)
    security_contact = models.CharField(max_length=200, blank=True)  # an e-mail address or an https address

    home_heading_pl = models.CharField(max_length=160, blank=True)
    home_heading_en = models.CharField(max_length=160, blank=True)
    home_text_pl = models.TextField(blank=True)
    home_text_en = models.TextField(blank=True)
    easy_text_pl = models.TextField(blank=True)  # easy to read (ETR)
    easy_text_en = models.TextField(blank=True)
    sign_language_film = models.URLField(max_length=400, blank=True)  # only a link: nothing is embedded

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(pk=1), name="one_face")]

    def __str__(self) -> str:
        return self.short_name


class Picture(models.Model):
    """A mark of the office or of a fund, checked and cleaned; kept here so that backups and all nodes have it."""

    class Slot(models.TextChoices):
        OFFICE = "office", _("mark of the office")
        FUNDS = "fe", _("mark of the European Funds")
        REPUBLIC = "rp", _("colours of the Republic of Poland")
        UNION = "ue", _("mark of the European Union")
        REGION = "region", _("mark of the region")

    slot = models.CharField(max_length=10, choices=Slot, unique=True)
    kind = models.CharField(max_length=4)  # "png" or "svg"
    content = models.BinaryField()
    digest = models.CharField(max_length=32)
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    set_at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return self.slot


class FundingBlock(models.Model):
    """One row: what must be said where the European Union pays. Off until somebody switches it on."""

    class Period(models.TextChoices):
        FIRST = "2007-2013", "2007–2013"
        SECOND = "2014-2020", "2014–2020"
        THIRD = "2021-2027", "2021–2027"

    is_on = models.BooleanField(default=False)
    period = models.CharField(max_length=9, choices=Period, default=Period.THIRD)
    programme = models.CharField(max_length=160, blank=True)
    fund = models.CharField(max_length=120, blank=True)
    region = models.CharField(max_length=120, blank=True)
    sentence_pl = models.CharField(max_length=300, blank=True)
    sentence_en = models.CharField(max_length=300, blank=True)
    project_title = models.CharField(max_length=300, blank=True)
    project_value = models.DecimalField(max_digits=14, decimal_places=2, null=True)  # in złoty
    contribution = models.DecimalField(max_digits=14, decimal_places=2, null=True)  # of the Union, in złoty
    aim_pl = models.TextField(blank=True)
    aim_en = models.TextField(blank=True)
    effects_pl = models.TextField(blank=True)
    effects_en = models.TextField(blank=True)

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(pk=1), name="one_funding_block")]

    def __str__(self) -> str:
        return self.project_title

    def alts(self) -> dict[str, str]:
        """The slots of this period in the order from the left that the rules fix, each with its alternative text.

        The texts say what stands in the marks, and the marks speak Polish. Before 2014 there were no colours of the
        Republic among them, and the programme had a mark of its own in the first place.
        """
        is_third, is_first = self.period == self.Period.THIRD, self.period == self.Period.FIRST
        funds = self.programme if is_first or self.programme.startswith(FUNDS) else f"{FUNDS} {self.programme}"
        union = "Dofinansowane przez Unię Europejską" if is_third else f"Unia Europejska, {self.fund}"
        alts = {Picture.Slot.FUNDS: funds, Picture.Slot.REPUBLIC: "Rzeczpospolita Polska", Picture.Slot.UNION: union}
        return {str(slot): alt for slot, alt in alts.items() if not (is_first and slot == Picture.Slot.REPUBLIC)}
