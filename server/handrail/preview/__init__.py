"""Drafts on the real app: a member's page speaks to the author's machine through here, and nobody else's page notices."""
