"""The topic sentence of a community that an import makes, by what comes in and by its language."""

TOPICS = {
    "documents": {
        "pl": "Biblioteka dokumentów przeniesiona z innego miejsca.",
        "en": "A library of documents brought in from elsewhere.",
    },
    "stackexchange": {
        "pl": "Archiwum pytań i odpowiedzi przeniesione z serwisu Stack Exchange.",
        "en": "An archive of questions and answers brought in from Stack Exchange.",
    },
}
