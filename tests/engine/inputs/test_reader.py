import pytest

from calculator.engine.errors import InvalidInput
from calculator.engine.inputs.reader import Reader


@pytest.mark.parametrize("value", [None, "", "  "])
def test_empty_means_not_given(value):
    reader = Reader({"members": value})

    assert not reader.has("members")
    assert reader.whole("members") is None
    assert reader.number("discount_rate") is None
    assert reader.many("areas") is None
    assert reader.mapping("age_mix") == {}
    assert reader.choice("lens", ("a", "b"), "b") == "b"
    reader.check()


@pytest.mark.parametrize("value", [True, 1, "yes", "Yes", " on ", "true", "1"])
def test_yes(value):
    assert Reader({"include_productivity": value}).yes_no("include_productivity") is True


@pytest.mark.parametrize("value", [False, 0, None, "no", "off", "false", "0", ""])
def test_no(value):
    assert Reader({"include_productivity": value}).yes_no("include_productivity") is False


@pytest.mark.parametrize("value", ["maybe", 2, [], [1], {}, float("nan")])
def test_neither_yes_nor_no(value):
    reader = Reader({"include_productivity": value})

    assert reader.yes_no("include_productivity") is False
    assert "neither yes nor no. Enter yes or no." in reader.errors["include_productivity"][0]


def test_a_choice_is_stripped_and_a_strange_one_lists_the_choices():
    reader = Reader({"lens": " a ", "design": "z", "funding": ["a"]})

    assert reader.choice("lens", ("a", "b"), "b") == "a"
    assert reader.choice("design", ("a", "b"), "b") == "b"
    assert reader.choice("funding", ("a", "b"), "b") == "b"
    assert reader.errors == {
        "design": ["“z” is not a choice here. Choose one of a, b."],
        "funding": ["A list is not a choice here. Choose one of a, b."],
    }


@pytest.mark.parametrize("value", ["a, b", "a b", "a;b", ["a", "b"], ("a", "b")])
def test_a_list_comes_as_a_list_or_as_text(value):
    assert Reader({"areas": value}).many("areas") == ["a", "b"]


def test_what_is_no_list_and_no_map_is_refused():
    reader = Reader({"areas": {"a": 1}, "age_mix": [1], "overrides": 3})

    assert reader.many("areas") is None
    assert reader.mapping("age_mix") == {}
    assert reader.mapping("overrides") == {}
    assert [messages[0].split(".")[0] for messages in reader.errors.values()] == [
        "A map is not a list",
        "A list is not a map",
        "“3” is not a map",
    ]


def test_a_map_leaves_empty_entries_out():
    assert Reader({"age_mix": {"a": 1, "b": None, "c": ""}}).mapping("age_mix") == {"a": 1}


def test_all_errors_are_raised_at_once():
    reader = Reader({"members": "x", "draws": 1})
    reader.whole("members")
    reader.whole("draws")
    reader.refuse("seed", "one")
    reader.refuse("seed", "two")

    with pytest.raises(InvalidInput) as caught:
        reader.check()

    assert set(caught.value.errors) == {"members", "draws", "seed"}
    assert caught.value.errors["seed"] == ["one", "two"]
    assert "seed: one two" in str(caught.value)


def test_errors_under_a_field_include_its_parts_only():
    reader = Reader({})
    reader.refuse("age_mix.medicaid", "no")

    assert reader.errors_under("age_mix")
    assert not reader.errors_under("age")
