"""Which addresses a page may link to.

Belongs here: one decision about an address from outside. Does not belong here: anchors within a page
(`reportlib.press.register`).
"""

from __future__ import annotations

import re
import unicodedata
from urllib.parse import urlsplit

_WEB = re.compile(r"https?://[^\s<>\"'\\\x00-\x1f\x7f-\x9f]+\Z", re.IGNORECASE)
_MAIL = re.compile(r"mailto:[^\s<>\"'\\\x00-\x1f\x7f-\x9f]+\Z", re.IGNORECASE)


_UNSEEN = frozenset({"Cc", "Cf", "Co", "Cn", "Zl", "Zp"})


def safe_href(url: str) -> str:
    """The address if a reader may follow it (http, https, mailto), else ""."""
    try:
        parts = urlsplit(url)
        _ = parts.port  # raises for a port that is no number
    except ValueError:
        return ""
    if any(unicodedata.category(char) in _UNSEEN for char in url):
        return ""  # such as marks that turn the reading direction and so hide where a link leads
    if _WEB.match(url) and parts.hostname:
        return url
    return url if _MAIL.match(url) else ""
