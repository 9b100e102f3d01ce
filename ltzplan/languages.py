"""The languages of screens and papers: to add one, its code here and its folder in `text`."""

from typing import Literal, get_args

Lang = Literal["zh", "en"]
LANGS: tuple[Lang, ...] = get_args(Lang)
