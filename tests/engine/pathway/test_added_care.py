from tests.engine.build import base_of

OWN = {"extra_workup_cost": 100, "care_added_rate": 0.05, "care_added_cost": 8_000}


def test_work_up_everywhere_and_costlier_care_where_it_counts():
    base = base_of(areas=["cancer", "cabg"], overrides=OWN)

    assert [area.added_care_counted for area in base.case.areas] == [True, False]
    assert base.added_care[0].tolist() == [500, 100]
