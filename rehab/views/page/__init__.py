"""What the page of an open plan shows: today first, then the way, and how it went."""

from rehab.views.page.page import Page, plan_page
from rehab.views.page.paused import paused_page
from rehab.views.page.rows import open_plan_of

__all__ = ["Page", "open_plan_of", "paused_page", "plan_page"]
