"""Conversations as the team's own programs have them: `/api/sites/{site}/conversations`."""
