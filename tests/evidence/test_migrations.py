"""A database with a release and a draft of before comes along."""

import json
import sqlite3

from tests.services import bare_environment, manage

RELEASES = """
INSERT INTO evidence_release (id, slug, name, date, notes, state, content_hash, publish_reason,
  withdraw_reason, published_at)
VALUES (1, 'old', 'Old', '2026-01-01', '', 'draft', '', '', '', NULL),
       (2, 'next', 'Next', '2026-06-01', 'New.', 'draft', '', '', '', NULL)
"""
LIVE = """
UPDATE evidence_release SET state = 'published', published_at = '2026-01-02 00:00:00',
  publish_reason = 'First.', content_hash = 'f' WHERE id = 1
"""


def test_drafts_of_before_know_where_they_began(tmp_path):
    env = bare_environment(DATA_DIR=str(tmp_path))
    manage("migrate", "evidence", "0003", "-v0", env=env)
    with sqlite3.connect(tmp_path / "db.sqlite3") as database:
        database.execute(RELEASES)
        database.execute(LIVE)

    manage("migrate", "-v0", env=env)

    with sqlite3.connect(tmp_path / "db.sqlite3") as database:
        rows = database.execute("SELECT slug, state, base_id FROM evidence_release ORDER BY id")
        assert rows.fetchall() == [("old", "published", None), ("next", "draft", 1)]
        ((action, by, after),) = database.execute(
            "SELECT action, by_id, after FROM evidence_change"
        ).fetchall()
    assert (action, by) == ("started", None)
    assert json.loads(after) == {
        "slug": "next",
        "name": "Next",
        "date": "2026-06-01",
        "notes": "New.",
    }
