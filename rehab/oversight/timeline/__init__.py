"""All that happened with one runner, newest first, in one query however much there is."""

from rehab.oversight.timeline.kinds import Kind
from rehab.oversight.timeline.places import Entry, Place
from rehab.oversight.timeline.reading import Timeline, timeline

__all__ = ["Entry", "Kind", "Place", "Timeline", "timeline"]
