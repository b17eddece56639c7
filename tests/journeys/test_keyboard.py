"""What goes through a page by Tab notices what it is there for."""

import pytest

from tests.journeys import keyboard

FINE = "<a href='#x'>a link</a><label><input type=radio name=r>a</label><input type=radio name=r>"


@pytest.fixture
def blank(browser):
    page = browser.new_page()
    yield page
    page.close()


@pytest.mark.parametrize(
    ("html", "said"),
    [
        (FINE, []),
        (FINE + "<button style='visibility: hidden'>out of sight</button>", []),
        (FINE + "<button style='outline: none'>plain</button>", ["focus not shown"]),
        (FINE + "<button style='outline: none; box-shadow: 0 0 2px'>ringed</button>", []),
        (FINE + "<button onfocus='this.blur()'>shy</button>", ["not met by Tab"]),
        ("<textarea onkeydown='event.preventDefault()'></textarea>" + FINE, ["not met by Tab"] * 2),
    ],
)
def test_a_page_by_keyboard(blank, html, said):
    blank.set_content(html)

    assert [line.partition(":")[0] for line in keyboard.missed(blank)] == said


def test_a_chosen_radio_button_is_where_tab_enters(blank):
    blank.set_content("<input type=radio name=r><input type=radio name=r checked>")

    assert keyboard.missed(blank) == []
