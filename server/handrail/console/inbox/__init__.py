"""`/console/inbox`: where agents answer people."""
