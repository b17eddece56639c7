"""Whatever is posted, the site answers: with a result, or with the reason why not."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from calculator.engine.inputs.fields import FIELDS

pytestmark = pytest.mark.django_db

NAMES = [
    *(field.name for field in FIELDS),
    *("size", "size_is", "apply", "add", "add_parameter", "areas_shown", "overrides.", "age_mix."),
    *("members_by_line.medicaid", "members_by_line.x", "age_mix.commercial.65+", "age_mix.x"),
    *("overrides.engagement.base", "overrides.engagement.low", "overrides.engagement.high"),
    *("overrides.surgery_cost.cabg", "overrides.surgery_cost.base", "overrides.x.y.z.base"),
    *("overrides.discount_rate.base", "overrides.members_per_employee.base", "uptake_ramp.1"),
]
WORDS = [
    *(
        "10,000",
        "12 500",
        "0",
        "-1",
        "1e308",
        "1e-308",
        "nan",
        "inf",
        "1" + "0" * 12,
        "3%",
        "$1.50",
    ),
    *(
        "payer",
        "employer",
        "members",
        "voluntary",
        "targeted",
        "as_claimed",
        "fully_insured",
        "yes",
    ),
    *("reset", "design=", "=", "areas=", "overrides.engagement=2", "size=9", "cabg", "engagement"),
    *("\x00", "\u202e", "½", "१२", "0x10", "1_000", "1,00", "'", '"><svg>'),
]
POSTS = st.dictionaries(
    st.sampled_from(NAMES) | st.text(max_size=12),
    st.sampled_from(WORDS) | st.text(max_size=30) | st.floats().map(str),
    max_size=8,
)


@settings(
    max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(data=POSTS, url=st.sampled_from(["/", "/preview/"]), sized=st.booleans())
def test_no_post_breaks_the_site(client, data, url, sized):
    if sized:
        data = {"size": "10,000", "draws": "1000"} | data
    client.raise_request_exception = False

    response = client.post(url, {k: v.encode("utf-8", "replace").decode() for k, v in data.items()})

    assert response.status_code in {200, 302, 422}


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(data=POSTS)
def test_no_address_breaks_the_site(client, data):
    client.raise_request_exception = False

    response = client.get("/", {k: v.encode("utf-8", "replace").decode() for k, v in data.items()})

    assert response.status_code == 200
