"""The names of the events that Handrail records by itself (`progress/catalogue.py`), which content should not declare as the host's."""

OWN_EVENTS = frozenset(
    {
        "article_read",
        "article_voted",
        "help_opened",
        "hook_failed",
        "preferences_changed",
        "question_asked",
        "result_opened",
        "searched",
        "snippet_opened",
        "step_completed",
        "step_failed",
        "step_shown",
        "target_missing",
        "tour_completed",
        "tour_dismissed",
        "tour_failed",
        "tour_held_out",
        "tour_paused",
        "tour_resumed",
        "tour_snoozed",
        "tour_started",
    }
)
