"""Other languages are told from English."""

import pytest

from pipeline.corpus import english
from pipeline.corpus.english import other_language

ENGLISH = {
    "news": "The port authority will spend 40 million euros on a new quay, its director said on Monday. Work begins in "
    "June and is expected to take two years, and the old basin will be filled in.",
    "with quotations in Spanish": "The minister said that he would resign. “No puedo seguir en este cargo, porque mi "
    "familia me necesita y la prensa no me deja en paz,” he told reporters before he left for the airport.",
    "full of names": "Signatories are Argentina, Bahamas, Belize, Bolivia, Chile, Costa Rica, Dominican Republic, "
    "Ecuador, Guyana, Honduras, Peru and Trinidad and Tobago, the ministry said in a statement to the press.",
    "too short": "Puerto Ayora, Guayaquil, Quito, Cuenca",
    "empty": "",
}
OTHERS = {
    "Spanish": "El puerto gastará cuarenta millones de euros en un nuevo muelle, dijo el lunes su director. Las obras "
    "comienzan en junio y durarán dos años, según las previsiones de la empresa.",
    "German": "Der Hafen wird vierzig Millionen Euro für einen neuen Kai ausgeben, sagte sein Direktor am Montag. Die "
    "Arbeiten beginnen im Juni und sollen zwei Jahre dauern, wie es in der Mitteilung heißt.",
    "French": "Le port dépensera quarante millions d'euros pour un nouveau quai, a déclaré lundi son directeur. Les "
    "travaux commenceront en juin et devraient durer deux ans, selon les prévisions de la société.",
    "Portuguese": "O porto gastará quarenta milhões de euros num novo cais, disse o diretor na segunda-feira. As obras "
    "começam em junho e devem durar dois anos, segundo as previsões da empresa.",
    "Dutch": "De haven gaat veertig miljoen euro uitgeven aan een kade, zei de directeur maandag. Het werk begint "
    "in juni en zal naar verwachting twee jaar duren, aldus het bedrijf.",
    "Russian": "Порт потратит сорок миллионов евро на новый причал, заявил в понедельник его директор. Работы "
    "начнутся в июне и, как ожидается, продлятся два года, говорится в сообщении компании.",
    "Chinese": "港口管理局局长星期一表示，"
    "港口将耗资四千万欧元修建新码头。工程将于六月开始，预计需要两年时间。"
    "自二零一五年以来，货运量翻了一番，" * 6,
}


@pytest.mark.parametrize("name", ENGLISH)
def test_english(name):
    assert other_language(ENGLISH[name]) is None


@pytest.mark.parametrize("language", OTHERS)
def test_another_language_is_named(language):
    assert other_language(OTHERS[language]) == language


@pytest.mark.parametrize("language", OTHERS)
def test_without_the_library_another_language_has_no_name(language, monkeypatch):
    def absent(name):
        raise ImportError(name)

    monkeypatch.setattr(english, "import_module", absent)
    assert other_language(OTHERS[language]) == "another language"
    assert all(other_language(text) is None for text in ENGLISH.values())


def test_lists_of_addresses_are_no_language():
    assert other_language("ann@news.example bob@news.example https://news.example/a/b/c ld2d-#69366-1.DOC " * 9) is None
