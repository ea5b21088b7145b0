"""The log of changes as a page shows it, with its feed where the site has an address."""

from markupsafe import Markup

from generator.render.feed import FEED, atom_feed
from generator.render.links import page_url
from generator.render.scope import PageScope, block, href
from generator.render.views.changes import recorded


def changes_log(scope: PageScope) -> Markup:
    """List every snapshot with what changed, and write the feed where the site has an address."""
    site = scope.site
    found = recorded(site.corpus)
    feed = bool(found and site.address)
    if feed:
        content = atom_feed(site.corpus.report, site.address, found, page_url(scope.path))
        site.add_file(FEED, content, "results/snapshots")
    return block(scope, "changes.html", {"recorded": found, "feed": href(scope, FEED) if feed else ""})
