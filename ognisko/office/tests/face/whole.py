"""Publications with nothing missing."""

from ognisko.office import clauses, statements


def whole_statement() -> dict[str, object]:
    begun = statements.beginning()
    more = {"architecture": "Winda.", "communication": "SMS."}
    texts = {lang: {**begun.texts[lang], **more, "entity": f"Urząd {lang}"} for lang in ("pl", "en")}
    fields = {name: getattr(begun, name) for name in statements.PLAIN}
    contact = {
        "contact_person": "Zespół dostępności",
        "contact_email": "d@urzad.example",
        "contact_phone": "22 123 45 67",
    }
    return {**fields, **contact, "status": "partial", "texts": texts}


def whole_clause() -> dict[str, dict[str, str]]:
    texts = clauses.beginning().texts
    return {lang: {**texts[lang], "officer": "iod@urzad.example"} for lang in ("pl", "en")}
