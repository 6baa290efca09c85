"""All reports there are, in the order in which they are shown."""

from __future__ import annotations

from handrail.insight.contact import report_contact
from handrail.insight.contact_sheet import lay_out_contact
from handrail.insight.contact_wire import ContactReport
from handrail.insight.help import report_help
from handrail.insight.help_sheet import lay_out_help
from handrail.insight.help_wire import HelpReport
from handrail.insight.report import AnyReport, PeriodQuery, Report, ReportQuery
from handrail.insight.tours import report_tours
from handrail.insight.tours_sheet import lay_out_tours
from handrail.insight.tours_wire import TourReports

TOURS = Report("tours", "Tours", "What became of each tour", ReportQuery, TourReports, report_tours, lay_out_tours)
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
REPORTS: tuple[AnyReport, ...] = (TOURS, HELP, CONTACT)
