"""The Spanish has one term for each English one, says "usted", and opens its questions."""

import re
from functools import cache

import pytest

from tests.language import catalog

TERMS = {  # English: Spanish; the words of a message that name fields are left alone
    r"added care": r"atención añadida|añade",
    r"age mix": r"distribución por edad",
    r"assumptions?": r"supuestos?",
    r"base case": r"caso base",
    r"breaks? even|break-even": r"equilibrio",
    r"coinsurance": r"coseguro",
    r"deductibles?": r"deducible",
    r"discount rate": r"tasa de descuento",
    r"draws": r"simulaci|sorte",
    r"employers?": r"empleador|employer",
    r"endpoints?": r"destino",
    r"evidence releases?": r"versi(?:ón|ones) de la evidencia",
    r"fees?": r"tarifa",
    r"fiduciary files?": r"expediente fiduciario",
    r"fingerprint": r"huella",
    r"fully insured": r"totalmente asegurado",
    r"gain share": r"participación en el ahorro",
    r"grades?": r"grado",
    r"guarantees?": r"garant",
    r"hash(?:es)?": r"res[uú]men(?:es)? criptográfico",
    r"intervals?": r"intervalo",
    r"judgements?": r"juicio",
    r"lens(?:es)?": r"enfoque",
    r"level-funded": r"nivelado",
    r"lines? of business": r"líneas? de negocio",
    r"luck": r"azar|suerte",
    r"net": r"net[oa]",
    r"opinions?": r"opini",
    r"passwords?": r"contraseña",
    r"payers?": r"pagador|payer",
    r"portfolios?": r"portafolio",
    r"present value": r"valor presente",
    r"productivity": r"productividad",
    r"reference case": r"caso de referencia",
    r"reinsurance": r"reasegur",
    r"seed": r"semilla",
    r"self-funded": r"autofinanciado",
    r"stop-loss": r"stop-loss",
    r"undiscounted": r"sin descontar",
    r"uptake": r"uso",
    r"workbooks?": r"libro",
}
AVOIDED = {
    r"carteras?": "portafolio",
    r"hash(?:es)?": "resumen criptográfico",
    r"ingres(?:e|a|ad[oa]s?|an)": "introducir",
    r"conteos?": "recuento",
    r"predeterminad[oa]s?": "por defecto",
    r"agregad[oa]s?(?<!stop-loss agregado)": "añadido",
    r"mezcla de edades": "distribución por edad",
    r"tú|tus?|contigo|puedes|tienes|quieres|debes": "usted",
    r"vosotros|vuestr[oa]s?|podéis|tenéis": "ustedes",
    r"ordenador(?:es)?|coste|costes|fichero": "computadora, costo, archivo",
}
PUT_IN = re.compile(r"<[^>]*>|%\(\w+\)s|{\w+}")
SPACED_PERCENT = re.compile(r"\d %")


@cache
def said() -> list[tuple[str, str]]:
    """Return each message and its translation, without what is put in and without tags."""
    return [
        (PUT_IN.sub(" ", one), PUT_IN.sub(" ", other))
        for message in catalog.read()
        if message.id
        for one, other in zip(catalog.both(message.id), catalog.both(message.string), strict=True)
    ]


@pytest.mark.parametrize("term", TERMS)
def test_a_term_has_one_translation(term):
    meant = re.compile(rf"(?<![\w-])(?:{term})(?![\w-])", re.IGNORECASE)
    kept = re.compile(rf"(?<!\w)(?:{TERMS[term]})", re.IGNORECASE)

    concerned = [pair for pair in said() if meant.search(pair[0])]

    assert concerned
    assert [pair for pair in concerned if not kept.search(pair[1])] == []


@pytest.mark.parametrize("word", AVOIDED)
def test_a_word_is_not_used_beside_the_one_that_is(word):
    found = re.compile(rf"(?<!\w)(?:{word})(?!\w)", re.IGNORECASE)

    assert [other for _, other in said() if found.search(other)] == []


def test_a_question_is_opened_and_closed():
    def marks(text: str) -> tuple[int, int, int, int]:
        return text.count("¿"), text.count("?"), text.count("¡"), text.count("!")

    found = {other: marks(other) for _, other in said()}

    assert [text for text, (a, b, c, d) in found.items() if (a, c) != (b, d)] == []


def test_a_percent_sign_follows_its_number_as_numbers_are_formatted():
    assert [other for _, other in said() if SPACED_PERCENT.search(other)] == []
