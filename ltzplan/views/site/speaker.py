"""What the templates of the page ask for."""

from ltzplan.views.site.board import Board
from ltzplan.views.site.first_screen import FirstScreen
from ltzplan.views.site.matters import Matters


class Speaker(FirstScreen, Board, Matters):
    """Says the whole report in one language."""
