"""`make bench`: how fast syncs are beside a bare JSON route (here), and how Handrail weighs on a page (`page`)."""
