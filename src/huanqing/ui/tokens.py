"""The design tokens: every colour, distance and size of the window stands in this one table."""

from huanqing.lean_tuple import LeanTuple


class Colours(LeanTuple):
    """The colours of one look, as ``#rrggbb``."""

    page: str
    card: str
    navigation: str
    border: str
    control_border: str
    text: str
    muted: str
    accent: str
    accent_hover: str
    accent_pressed: str
    on_accent: str
    selection: str
    selection_text: str
    hover: str
    good: str
    good_ground: str
    bad: str
    bad_ground: str
    warning: str
    warning_ground: str
    info_ground: str
    disabled: str
    track: str
    focus: str


LIGHT = Colours(
    page="#f4f6f8",
    card="#ffffff",
    navigation="#ffffff",
    border="#e3e7ec",
    control_border="#dfe3e8",
    text="#1b2130",
    muted="#5b6472",
    accent="#2f6bed",
    accent_hover="#2860dc",
    accent_pressed="#1f52c4",
    on_accent="#ffffff",
    selection="#e8effd",
    selection_text="#1d57cf",
    hover="#f0f3f7",
    good="#0f7b4d",
    good_ground="#e6f5ee",
    bad="#c62a2a",
    bad_ground="#fdecec",
    warning="#8a5300",
    warning_ground="#fdf3e0",
    info_ground="#e8effd",
    disabled="#8d95a1",
    track="#e7ebf0",
    focus="#2f6bed",
)

DARK = Colours(
    page="#14171b",
    card="#1e2227",
    navigation="#1c2026",
    border="#2b3038",
    control_border="#3a414b",
    text="#e8eaed",
    muted="#9aa3ae",
    accent="#2f6bed",
    accent_hover="#2860dc",
    accent_pressed="#2459cb",
    on_accent="#ffffff",
    selection="#22304a",
    selection_text="#7fb0ff",
    hover="#262b32",
    good="#45c98a",
    good_ground="#15302a",
    bad="#ff7b7b",
    bad_ground="#3a1f22",
    warning="#f0b860",
    warning_ground="#352a17",
    info_ground="#22304a",
    disabled="#6d7682",
    track="#2f353d",
    focus="#4d8dff",
)

TEXT_PAIRS: tuple[tuple[str, str], ...] = (
    ("text", "page"),
    ("text", "card"),
    ("text", "navigation"),
    ("text", "hover"),
    ("text", "selection"),
    ("text", "info_ground"),
    ("text", "track"),
    ("muted", "page"),
    ("muted", "navigation"),
    ("muted", "card"),
    ("muted", "hover"),
    ("on_accent", "accent"),
    ("on_accent", "accent_hover"),
    ("on_accent", "accent_pressed"),
    ("selection_text", "selection"),
    ("selection_text", "card"),
    ("selection_text", "page"),
    ("selection_text", "page"),
    ("good", "card"),
    ("good", "page"),
    ("good", "good_ground"),
    ("text", "good_ground"),
    ("bad", "card"),
    ("bad", "page"),
    ("bad", "bad_ground"),
    ("text", "bad_ground"),
    ("warning", "card"),
    ("warning", "page"),
    ("warning", "warning_ground"),
    ("text", "warning_ground"),
    ("good", "hover"),
    ("good", "selection"),
    ("bad", "hover"),
    ("bad", "selection"),
    ("warning", "hover"),
    ("warning", "selection"),
    ("muted", "selection"),
)
"""Which text colour stands on which ground; each pair keeps WCAG AA (4.5)."""


class Metrics:
    """Distances, radii and type sizes in pixels, at the zoom of the window."""

    zoom: int = 100

    spacing: int = 8
    gap: int = 16
    page_margin: int = 24
    card_padding: int = 18
    card_radius: int = 10
    control_radius: int = 6
    control_height: int = 34
    navigation_width: int = 190
    navigation_item: int = 40
    header_height: int = 40
    row_height: int = 34
    icon: int = 18
    ring: int = 152
    ring_width: int = 14
    font: int = 14
    font_small: int = 13
    font_figure: int = 25
    font_title: int = 20

    def zoom_to(self, percent: int) -> None:
        """Take other sizes for whatever is built from now on."""
        for name in Metrics.__annotations__:
            setattr(self, name, getattr(Metrics, name) * percent // 100)
        self.zoom = percent

    def scaled(self, pixels: int) -> int:
        """Return a length that was chosen for a zoom of 100 percent."""
        return pixels * self.zoom // 100


METRICS = Metrics()


def as_mapping(colours: Colours) -> dict[str, str]:
    """Return the colours by their names."""
    return colours._asdict()
