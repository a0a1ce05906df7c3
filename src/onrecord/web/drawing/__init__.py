"""Where things stand in the drawings of a claim page: numbers and names, no markup."""

from onrecord.web.drawing.course import Course, choose_steps, draw_course
from onrecord.web.drawing.origins import OriginNode, draw_origins
from onrecord.web.drawing.timeline import Timeline, draw_timeline

__all__ = [
    "Course",
    "OriginNode",
    "Timeline",
    "choose_steps",
    "draw_course",
    "draw_origins",
    "draw_timeline",
]
