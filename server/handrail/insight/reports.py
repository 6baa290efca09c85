"""All reports there are, in the order in which they are shown."""

from __future__ import annotations

from handrail.insight.announcements import report_announcements
from handrail.insight.announcements_sheet import lay_out_announcements
from handrail.insight.checklists import report_checklists
from handrail.insight.checklists_sheet import lay_out_checklists
from handrail.insight.contact import report_contact
from handrail.insight.contact_sheet import lay_out_contact
from handrail.insight.contact_wire import ContactReport
from handrail.insight.drift import report_drift
from handrail.insight.drift_sheet import lay_out_drift
from handrail.insight.drift_wire import DriftReports
from handrail.insight.help import report_help
from handrail.insight.help_sheet import lay_out_help
from handrail.insight.help_wire import HelpReport
from handrail.insight.learn_wire import AnnouncementReports, ChecklistReports, QuizReports, SurveyReports
from handrail.insight.quizzes import report_quizzes
from handrail.insight.quizzes_sheet import lay_out_quizzes
from handrail.insight.report import AnyReport, ItemPeriodQuery, ItemQuery, PeriodQuery, Report
from handrail.insight.surveys import report_surveys
from handrail.insight.surveys_sheet import lay_out_surveys
from handrail.insight.tours import report_tours
from handrail.insight.tours_sheet import lay_out_tours
from handrail.insight.tours_wire import TourReports

TOURS = Report("tours", "Tours", "What became of each tour", ItemQuery, TourReports, report_tours, lay_out_tours)
DRIFT = Report(
    "drift",
    "Drift",
    "Which steps no longer fit the host's pages, by its release",
    PeriodQuery,
    DriftReports,
    report_drift,
    lay_out_drift,
)
HELP = Report(
    "help",
    "Help",
    "What was read and searched, and whether it helped",
    PeriodQuery,
    HelpReport,
    report_help,
    lay_out_help,
)
CONTACT = Report(
    "contact",
    "Contact",
    "How soon people were answered, and how it was",
    PeriodQuery,
    ContactReport,
    report_contact,
    lay_out_contact,
)
QUIZZES = Report(
    "quizzes",
    "Quizzes",
    "Who passed, and which questions are hard",
    ItemPeriodQuery,
    QuizReports,
    report_quizzes,
    lay_out_quizzes,
)
CHECKLISTS = Report(
    "checklists",
    "Checklists",
    "Who did all of it, and where people stop",
    ItemQuery,
    ChecklistReports,
    report_checklists,
    lay_out_checklists,
)
SURVEYS = Report(
    "surveys",
    "Surveys",
    "How each question came out, and what people wrote",
    ItemPeriodQuery,
    SurveyReports,
    report_surveys,
    lay_out_surveys,
)
ANNOUNCEMENTS = Report(
    "announcements",
    "Announcements",
    "Whom each announcement reached",
    ItemQuery,
    AnnouncementReports,
    report_announcements,
    lay_out_announcements,
)
REPORTS: tuple[AnyReport, ...] = (TOURS, DRIFT, QUIZZES, CHECKLISTS, SURVEYS, ANNOUNCEMENTS, HELP, CONTACT)
