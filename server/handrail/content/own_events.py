"""The names of the events that Handrail records by itself (`progress/catalogue.py`), which content should not declare as the host's."""

from handrail.content.startable import STARTABLE_KINDS

OF_RUNS = ("started", "paused", "resumed", "completed", "dismissed", "snoozed", "held_out", "failed")
OWN_EVENTS = frozenset(f"{kind}_{what}" for kind in STARTABLE_KINDS for what in OF_RUNS) | {
    "article_read",
    "article_voted",
    "checklist_item_completed",
    "checklist_item_reopened",
    "help_opened",
    "hook_failed",
    "preferences_changed",
    "question_answered",
    "question_asked",
    "quiz_graded",
    "result_opened",
    "searched",
    "snippet_opened",
    "step_completed",
    "step_failed",
    "step_shown",
    "target_healed",
    "target_missing",
}
