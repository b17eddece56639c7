"""A name and a logo on the PDF: what is refused, what is kept of a file, what is printed."""

import io
import random
import zlib

import pytest
from PIL import Image

from calculator.engine.errors import InvalidInput
from calculator.reports import brand, services, tasks
from calculator.reports.fiduciary import services as fiduciary
from calculator.reports.models import Report
from tests.reports import archived, pdf
from tests.reports.conftest import ADDRESS, fresh
from tests.reports.logos import SVG, a_picture


def chunk(kind: bytes, data: bytes) -> bytes:
    check = zlib.crc32(kind + data).to_bytes(4, "big")
    return len(data).to_bytes(4, "big") + kind + data + check


def a_bomb(side: int) -> bytes:
    """Return a small PNG that says how many pixels it has each way."""
    size = side.to_bytes(4, "big")
    head = chunk(b"IHDR", size + size + b"\x08\x02\x00\x00\x00")
    pixels = chunk(b"IDAT", zlib.compress(b"\x00" * 1_000_000))
    return b"\x89PNG\r\n\x1a\n" + head + pixels + chunk(b"IEND", b"")


def with_text(words: bytes) -> bytes:
    """Return a PNG with a packed text in front of its pixels."""
    end_of_head = 33
    picture = a_picture()
    packed = chunk(b"zTXt", b"Comment\x00\x00" + zlib.compress(words))
    return picture[:end_of_head] + packed + picture[end_of_head:]


REFUSED = {
    "svg": (SVG, "SVG"),
    "gif": (a_picture("GIF"), "PNG or JPEG"),
    "text": (b"hello", "PNG or JPEG"),
    "nothing": (b"", "PNG or JPEG"),
    "a head alone": (b"\x89PNG\r\n\x1a\n", "PNG or JPEG"),
    "cut off": (a_picture()[:120], "PNG or JPEG"),
    "a bomb": (a_bomb(60_000), "12 million pixels"),
    "a small bomb": (a_bomb(4_000), "12 million pixels"),
    "a bomb of text": (with_text(b"x" * 10_000_000), "PNG or JPEG"),
    "too few pixels": (a_picture(size=(4, 4)), "at least 16"),
    "too many bytes": (a_picture() + b"\x00" * brand.LARGEST_FILE, "500 kB"),
    "white": (a_picture(color="white"), "white paper"),
    "clear": (a_picture(mode="RGBA", color=(0, 0, 0, 0)), "white paper"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_no_usable_picture_is_refused_with_a_reason(name):
    file, reason = REFUSED[name]

    with pytest.raises(InvalidInput) as refused:
        brand.judged("", file)

    assert list(refused.value.errors) == ["logo"]
    assert reason in refused.value.errors["logo"][0]


@pytest.mark.parametrize(
    "picture",
    [
        pytest.param(a_picture(), id="png"),
        pytest.param(a_picture("JPEG"), id="jpeg"),
        pytest.param(a_picture("JPEG", mode="CMYK", color=(255, 0, 0, 0)), id="cmyk"),
        pytest.param(a_picture(mode="RGBA"), id="alpha"),
        pytest.param(a_picture(mode="P", color=0), id="palette"),
        pytest.param(a_picture(mode="1", color=0), id="one bit"),
        pytest.param(a_picture(mode="I;16", color=20_000), id="sixteen bits"),
        pytest.param(a_picture(size=(4_000, 40)), id="wide"),
    ],
)
def test_a_picture_is_kept_small_as_png(picture):
    logo = brand.judged("", picture).logo

    kept = Image.open(io.BytesIO(logo))
    assert (kept.format, kept.mode) == ("PNG", "RGB")
    assert kept.width <= brand.KEPT[0]
    assert kept.height <= brand.KEPT[1]


def test_sixteen_bits_keep_their_gray():
    logo = brand.judged("", a_picture(mode="I;16", color=128 * 256)).logo

    assert Image.open(io.BytesIO(logo)).getpixel((5, 5)) == (128, 128, 128)


def test_nothing_is_kept_of_a_file_but_its_pixels():
    secret = b"<script>where the photograph was taken</script>"
    held = io.BytesIO()
    exif = Image.Exif()
    exif[0x010E] = secret.decode()
    Image.new("RGB", (100, 50), "teal").save(held, "JPEG", exif=exif, comment=secret)

    logo = brand.judged("", held.getvalue() + secret).logo

    assert held.getvalue().count(secret) == 2
    assert secret not in logo
    assert Image.open(io.BytesIO(logo)).info == {}
    assert logo == brand.judged("", logo).logo


def test_a_photograph_lying_on_its_side_is_put_upright():
    held = io.BytesIO()
    exif = Image.Exif()
    exif[0x0112] = 6  # turned by a quarter
    Image.new("RGB", (100, 50), "teal").save(held, "JPEG", exif=exif)

    assert Image.open(io.BytesIO(brand.judged("", held.getvalue()).logo)).size == (50, 100)


@pytest.mark.filterwarnings("ignore::UserWarning:PIL")
@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
def test_a_damaged_file_never_breaks_it(kind):
    chance, exif = random.Random(7), Image.Exif()
    exif[0x0112], exif[0x010E] = 6, "words"
    picture = a_picture(kind, size=(80, 60), exif=exif)

    for _ in range(300):
        damaged = bytearray(picture)
        for _ in range(8):
            damaged[chance.randrange(len(damaged))] = chance.randrange(256)
        try:
            logo = brand.judged("", bytes(damaged)).logo
        except InvalidInput:
            continue
        assert logo.startswith(b"\x89PNG")


@pytest.mark.parametrize(
    "name",
    ["x" * 81, "a\u202eb", "a\x07b", "Acme 日本", "Acme 😀"],
    ids=["long", "turned", "bell", "kanji", "emoji"],
)
def test_a_name_that_cannot_be_printed_is_refused_at_its_field(name):
    with pytest.raises(InvalidInput) as refused:
        brand.judged(name, None)

    assert list(refused.value.errors) == ["employer"]


def test_a_name_is_kept_with_single_blanks_and_whole_letters():
    assert brand.judged("  Société \t Ge\u0301ne\u0301rale ", None).employer == "Société Générale"
    assert brand.judged("   ", None) == brand.NONE


def of(a_scenario, employer: str = "", logo: bytes | None = None, paper: str = "letter") -> Report:
    """Return a made report with this head."""
    report = services.request_report(
        scenario=a_scenario(), paper=paper, address=ADDRESS, head=brand.judged(employer, logo)
    )
    tasks.make_report(report.pk)
    return fresh(report)


def test_name_and_logo_stand_at_the_head_of_the_pdf(a_scenario):
    content = bytes(of(a_scenario, "Acme & <Söhne> #x", a_picture(), "a4").content)

    document = pdf.opened(content)
    alts = [str(e.get("/Alt")) for e in pdf.elements(document) if str(e.S) == "/Figure"]
    assert pdf.text(content)[0].startswith("Prepared for Acme & <Söhne> #x")
    assert alts[0] == "Logo of Acme & <Söhne> #x"
    assert pdf.failures(content) == []
    assert len(pdf.text(content)) == 2


@pytest.mark.parametrize(
    ("employer", "logo"),
    [
        pytest.param("W" * 80, None, id="longest name"),
        pytest.param("W" * 80, a_picture(size=(900, 100)), id="longest name and a wide logo"),
        pytest.param("", a_picture("JPEG", size=(90, 900)), id="tall logo alone"),
        pytest.param("Ελληνικά Български", None, id="greek and cyrillic"),
        pytest.param("", a_picture("JPEG", mode="CMYK", color=(255, 0, 0, 0)), id="print colors"),
    ],
)
def test_any_head_keeps_pdf_ua_pdf_a_and_two_pages(a_scenario, employer, logo):
    report = of(a_scenario, employer, logo)

    assert report.error == ""
    assert pdf.failures(bytes(report.content)) == []


def test_without_a_head_nothing_of_the_pdf_changes(a_scenario, made):
    assert b"Prepared for" not in pdf.text(bytes(made.content))[0].encode()
    assert (made.brand, made.employer, made.logo) == ("", "", None)


def test_a_head_changes_neither_numbers_nor_the_printed_hash(a_scenario):
    scenario = a_scenario()
    plain = services.request_report(scenario=scenario, paper="letter", address=ADDRESS)
    headed = services.request_report(
        scenario=scenario, paper="letter", address=ADDRESS, head=brand.judged("Acme", a_picture())
    )

    one, other = services.document_of(plain), services.document_of(headed)

    assert one["sha256"] == other["sha256"]
    assert {key for key in one if one[key] != other[key]} == {"employer", "logo"}


def test_another_head_is_another_document_and_the_same_is_the_same(a_scenario):
    scenario, red = a_scenario(), a_picture(color="red")
    heads = [("", None), ("Acme", None), ("Acme", red), ("Acme", a_picture()), ("", red)]

    made = [
        services.request_report(
            scenario=scenario, paper="letter", address=ADDRESS, head=brand.judged(*head)
        )
        for head in [*heads, *heads]
    ]

    assert len({report.token for report in made}) == len(heads)
    assert [(r.employer, r.logo is not None) for r in made[:5]] == [
        (employer, logo is not None) for employer, logo in heads
    ]


def test_a_workbook_has_no_head(a_scenario):
    scenario = a_scenario()
    asked = {"scenario": scenario, "paper": "letter", "address": ADDRESS, "format": "xlsx"}

    plain = services.request_report(**asked)
    headed = services.request_report(**asked, head=brand.judged("Acme", None))

    assert headed == plain
    assert headed.employer == ""


def test_there_are_only_so_many_heads_of_a_calculation(a_scenario):
    scenario = a_scenario()

    def ask(employer: str) -> Report:
        head = brand.Brand(employer)
        return services.request_report(
            scenario=scenario, paper="letter", address=ADDRESS, head=head
        )

    for number in range(services.MOST_BRANDS):
        ask(f"Name {number}")
    with pytest.raises(InvalidInput) as refused:
        ask("One more")

    assert refused.value.errors == {
        "employer": [services.MANY_BRANDS.format(n=services.MOST_BRANDS)]
    }
    assert ask("Name 3").employer == "Name 3"
    assert ask("").employer == ""


def test_the_fiduciary_files_pdf_has_the_head_and_each_head_its_own_file(a_scenario):
    scenario = a_scenario(members=10_000, draws=1_000)
    heads = (brand.judged("Acme", a_picture()), brand.NONE)
    summaries = []
    for head in heads:
        report = services.request_report(
            scenario=scenario, paper="letter", address=ADDRESS, head=head
        )
        file = fiduciary.request_file(report=report)
        tasks.make_fiduciary_file(file.pk)
        file.refresh_from_db()
        summaries.append(archived.held(file)["summary.pdf"])

    assert "Prepared for Acme" in pdf.text(summaries[0])[0]
    assert "Prepared for" not in pdf.text(summaries[1])[0]
    assert pdf.failures(summaries[0]) == []
