from django.http import QueryDict

from calculator.scenarios.forms import wire


def raw_of(query: str) -> dict[str, object]:
    return wire.nest(wire.values_of(QueryDict(query)))


def test_size_becomes_employees_unless_members_is_chosen():
    assert raw_of("size=12,500") == {"employees": "12,500"}
    assert raw_of("size=12,500&size_is=members") == {"members": "12,500"}


def test_an_address_may_name_the_size_outright():
    assert raw_of("members=10000") == {"members": "10000"}
    assert raw_of("employees=700") == {"employees": "700"}


def test_dotted_names_nest():
    raw = raw_of(
        "size=1&age_mix.commercial.0-17=25%25&age_mix.commercial.65%2B=0"
        "&overrides.surgery_cost.lumbar_fusion.base=70000"
        "&overrides.surgery_cost.lumbar_fusion.low=40000&overrides.engagement.base=2"
    )

    assert raw["age_mix"] == {"commercial": {"0-17": "25%", "65+": "0"}}
    assert raw["overrides"] == {
        "surgery_cost.lumbar_fusion": {"base": "70000", "low": "40000"},
        "engagement": {"base": "2"},
    }


def test_blank_fields_are_not_sent():
    assert raw_of("size=5&discount_rate=&horizon_years=+&overrides.engagement.base=") == {
        "employees": "5"
    }


def test_a_payer_is_asked_by_line_and_not_for_what_only_employers_have():
    raw = raw_of(
        "audience=payer&size=700&members_by_line.medicaid=9000&funding=self_funded"
        "&fee_per_employee_month=1&age_mix.medicaid.0-17=1"
    )

    assert raw == {
        "audience": "payer",
        "members_by_line": {"medicaid": "9000"},
        "age_mix": {"medicaid": {"0-17": "1"}},
    }


def test_an_employer_sends_no_lines_and_the_commercial_mix_only():
    raw = raw_of("size=700&members_by_line.medicaid=9000&age_mix.medicaid.0-17=1")

    assert raw == {"employees": "700"}


def test_no_box_checked_is_an_empty_choice_of_areas():
    assert raw_of("size=1&areas_shown=1")["areas"] == []
    assert raw_of("size=1&areas_shown=1&areas=cabg&areas=cancer")["areas"] == ["cabg", "cancer"]
    assert raw_of("size=1&areas=cabg,cancer")["areas"] == "cabg,cancer"


def test_apply_changes_one_input():
    assert raw_of("size=1&design=passive&apply=design%3Dtargeted")["design"] == "targeted"


def test_apply_with_nothing_takes_an_input_back():
    assert "design" not in raw_of("size=1&design=passive&apply=design%3D")


def test_apply_sets_a_parameter_to_one_number():
    raw = raw_of(
        "size=1&overrides.engagement.base=1&overrides.engagement.low=0"
        "&apply=overrides.engagement%3D2.5"
    )

    assert raw["overrides"] == {"engagement": {"base": "2.5"}}


def test_apply_takes_all_areas_back_to_the_usual():
    assert "areas" not in raw_of("size=1&areas_shown=1&areas=cabg&apply=areas%3D")
    assert raw_of("size=1&apply=areas%3Dcabg,cancer")["areas"] == ["cabg", "cancer"]


def test_reset_keeps_only_the_group():
    raw = raw_of("size=9&size_is=members&design=passive&lens=independent&apply=reset")

    assert raw == {"members": "9"}


def test_what_was_typed_comes_back_as_typed():
    raw = raw_of(
        "size=12+500&size_is=members&uptake_ramp=0.5,+1,+1&fee_per_member_month=%241.50"
        "&overrides.price_index.commercial.base=1.1&include_productivity=yes&areas=cabg&areas=cancer"
    )

    assert wire.nest(wire.flatten(raw)) == raw


def test_values_of_the_api_show_in_the_form():
    values = wire.flatten(
        {
            "members": 10000,
            "uptake_ramp": [0.5, 1.0, 1],
            "include_productivity": True,
            "areas": ["cabg"],
            "overrides": {"engagement": 2.5},
            "discount_rate": None,
            "members_by_line": {"medicaid": 5},
        }
    )

    assert values == {
        "size": ["10000"],
        "size_is": ["members"],
        "uptake_ramp": ["0.5, 1, 1"],
        "include_productivity": ["yes"],
        "areas": ["cabg"],
        "overrides.engagement.base": ["2.5"],
        "members_by_line.medicaid": ["5"],
    }


def test_an_address_may_give_a_parameter_as_one_number():
    assert raw_of("size=1&overrides.engagement=2")["overrides"] == {"engagement": {"base": "2"}}
