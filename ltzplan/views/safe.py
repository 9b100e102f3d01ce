"""What the documents of other programs may hold: text that is seen as it is, and parts without a time of their own."""

import re
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from ltzplan.model.values import HIDDEN


def safe(text: str) -> str:
    r"""Give a text as any document may hold it: what nobody sees stands there as \uXXXX."""
    return re.sub(HIDDEN, lambda found: f"\\u{ord(found[0]):04X}", text)


def undated(packed: BytesIO) -> bytes:
    """Give a packed document whose parts have no time of their own: of the same parts the same bytes."""
    out = BytesIO()
    with ZipFile(packed) as written, ZipFile(out, "w", ZIP_DEFLATED) as packed_anew:
        for name in written.namelist():
            packed_anew.writestr(ZipInfo(name), written.read(name), ZIP_DEFLATED)
    return out.getvalue()
