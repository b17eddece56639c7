"""Pages of the evidence in the bracketing language: what stands outside was never translated.

One of each kind, and of each shape that a parameter has; ``test_visitors.py`` sees the others.
"""

import pytest

from tests.language import evidence
from tests.language.pseudo import left

PAGES = {
    "parameter set between findings": "/evidence/parameters/diagnosis_change_rate.lumbar_fusion/",
    "parameter pooled again": "/evidence/parameters/diagnosis_change_rate.cancer/?seen=1&claims=1",
    "parameter by age": "/evidence/parameters/decision_rate.cancer/",
    "parameter without findings": "/evidence/parameters/alternative_care_cost.rotator_cuff/",
    "parameter by definition": "/evidence/parameters/price_index.commercial/",
    "source": "/evidence/sources/adogwa2019/",
    "finding": "/evidence/findings/ajnr2021-followed/",
    "claim": "/evidence/records/claims/sc-009/",
    "program": "/evidence/records/programs/cleveland/",
    "estimate": "/evidence/records/market/mk-cmi2024/",
    "area": "/evidence/records/areas/cancer/",
    "design": "/evidence/records/designs/targeted/",
    "lens": "/evidence/records/lenses/independent/",
    "line": "/evidence/records/lines_of_business/commercial/",
    "missing": "/c/none/",
}


@pytest.mark.django_db
@pytest.mark.parametrize("name", PAGES)
@pytest.mark.usefixtures("pseudo")
def test_every_word_of_a_page_is_translated_or_marked_as_english(name, client):
    response = client.get(PAGES[name], headers={"accept-language": "es"}, follow=True)

    assert response.status_code == (404 if name == "missing" else 200)
    assert left(response.content.decode(), evidence.names()) == []
