"""The file of refused cells, mended and sent alone."""

import pytest

from calculator.engine.errors import InvalidInput
from calculator.portfolios import mending, services
from calculator.portfolios.errors import Refused
from calculator.portfolios.run import writing
from tests.portfolios.conftest import rows_of, text_of, work

pytestmark = pytest.mark.django_db

FILE = "group_id,members,region\na,1000,north\nb,none,south\nc,0,south\na,7,north\n"


@pytest.fixture
def done(finish):
    return finish(FILE, totals_by="region")


@pytest.fixture
def mend(done, alice, tmp_path):
    def mend(text: str):
        path = tmp_path / "mended.csv"
        path.write_text(text)
        return mending.mend_portfolio(portfolio=done, by=alice, path=path)

    return mend


def test_mended_cells_are_calculated_alone_with_the_rest_of_their_rows(done, mend, finish):
    text = text_of(done, "refused.csv")
    text = text.replace("2,members,none", "2,members,2000").replace("3,members,0", "3,members,5")
    text = text.replace("4,group_id,a", "4,group_id,d")
    portfolio = mend(text)

    services.run_portfolio(portfolio=portfolio, totals_by="region")
    mended = work(portfolio)

    assert (mended.mends, mended.rows, mended.refused) == (done, 3, 0)
    assert (mended.defaults, mended.release) == (done.defaults, done.release)
    whole = finish("group_id,members,region\nb,2000,south\nc,5,south\nd,7,north\n")
    assert rows_of(mended) == rows_of(whole)


def test_rows_that_are_not_sent_are_left_out(mend):
    portfolio = mend("row,column,value\n3,members,50\n")

    assert portfolio.check_report["rows"] == 1
    assert portfolio.check_report["refused"] == 0


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("row,value\n2,5\n", "no column column"),
        ("row,column,value,row\n2,members,5,2\n", "cannot be read"),
        ("row,column,value\n", "needs the row"),
        ("row,column,value\n2,,5\n", "needs the row"),
        ("row,column,value\ntwo,members,5\n", "needs the row"),
        ("row,column,value\n1,members,5\n", "these were not: 1"),
        ("row,column,value\n4,members,9\n", "has the name “a”"),
        ("row,column,value\n2,members,9\n2,members,8\n", "Row 2 has two values for members"),
        ("row,column,value\n2,members,9\n2,net,8\n", "net is a column of the results"),
        (
            "row,column,value\n" + "".join(f"2,c{i},1\n" for i in range(201)),
            "too many columns",
        ),
    ],
    ids=[
        *("no column", "column again", "empty", "nameless", "no number", "good row"),
        *("name again", "two values", "a result", "too many"),
    ],
)
def test_what_mends_nothing_is_refused(mend, text, said):
    with pytest.raises(InvalidInput, match=said):
        mend(text)


def test_too_many_cells_at_a_time_are_refused(mend, monkeypatch):
    monkeypatch.setattr(mending, "MOST_CELLS", 1)

    with pytest.raises(InvalidInput, match="mend 1 at most at a time"):
        mend("row,column,value\n2,members,9\n3,members,9\n")


def test_the_first_file_is_read_no_further_than_needed(mend, monkeypatch):
    read, chunks = [], mending.files.chunks

    def counted(source, names):
        for chunk in chunks(source, names):
            for start in range(chunk.height):
                read.append(start)
                yield chunk.slice(start, 1)

    monkeypatch.setattr(mending.files, "chunks", counted)

    portfolio = mend("row,column,value\n2,members,9\n")

    assert read == [0, 0, 1]  # the mended cell, and two of the four rows
    assert portfolio.check_report["rows"] == 1


def test_a_workbook_mends_as_well_and_twice_the_same_is_once(done, mend, alice, tmp_path):
    path = tmp_path / "mended.xlsx"
    rows = [(2, "members", 700), (2, "members", 700), (2, "region", "'=north")]
    writing.write_rows(("row", "column", "value"), rows, path)

    portfolio = mending.mend_portfolio(portfolio=done, by=alice, path=path)

    assert portfolio.check_report["rows"] == 1
    assert portfolio.check_report["refused"] == 0
    shown = {column["name"]: column["example"] for column in portfolio.check_report["columns"]}
    assert shown == {"group_id": "b", "members": "700", "region": "=north"}


def test_a_size_of_another_kind_may_be_a_new_column(mend):
    portfolio = mend("row,column,value\n2,members,\n2,employees,70\n")

    assert portfolio.check_report["refused"] == 0


def test_mended_rows_can_be_mended_again(mend, alice, tmp_path):
    portfolio = mend("row,column,value\n2,members,none\n")
    services.run_portfolio(portfolio=portfolio)
    once = work(portfolio)
    path = tmp_path / "again.csv"
    path.write_text(text_of(once, "refused.csv").replace("none", "60", 1))

    again = mending.mend_portfolio(portfolio=once, by=alice, path=path)

    assert (again.mends, again.check_report["refused"]) == (once, 0)


@pytest.mark.parametrize("state", ["draft", "done"])
def test_portfolio_without_refused_rows_cannot_be_mended(finish, upload, alice, tmp_path, state):
    portfolio = (finish if state == "done" else upload)("group_id,members\na,5\n")

    with pytest.raises(Refused):
        mending.mend_portfolio(portfolio=portfolio, by=alice, path=tmp_path / "x.csv")
