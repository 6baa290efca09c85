"""The invoices and customers of Acme Invoices: in memory, seeded around today, gone with the process. Money is whole cents."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

TAX_PERCENT = 20
MOST_INVOICES = 500
MOST_CUSTOMERS = 200


class LedgerFull(Exception):
    """The demo keeps everything in memory, so it keeps only so much."""


class Record(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class NewCustomer(Record):
    name: Annotated[str, Field(min_length=1, max_length=80)]
    email: Annotated[str, Field(pattern=r"^[^@\s]{1,64}@[^@\s]{1,190}$")]
    city: Annotated[str, Field(max_length=80)] = ""


class Customer(NewCustomer):
    id: str


class Line(Record):
    description: Annotated[str, Field(min_length=1, max_length=200)]
    quantity: Annotated[int, Field(ge=1, le=10_000)] = 1
    price: Annotated[int, Field(ge=0, le=100_000_000, description="cents")]


class NewInvoice(Record):
    customer: str
    lines: Annotated[list[Line], Field(min_length=1, max_length=50)]
    message: Annotated[str, Field(max_length=1_000)] = ""


class Settings(Record):
    company: Annotated[str, Field(min_length=1, max_length=80)]
    reply_to: Annotated[str, Field(pattern=r"^[^@\s]{1,64}@[^@\s]{1,190}$")]
    footer: Annotated[str, Field(max_length=200)] = ""


Status = Literal["draft", "sent", "overdue", "paid"]


class Invoice(Record):
    id: str
    customer: Customer
    issued: date
    due: date
    lines: list[Line]
    message: str
    status: Status

    @property
    def net(self) -> int:
        return sum(line.quantity * line.price for line in self.lines)

    @property
    def tax(self) -> int:
        return (self.net * TAX_PERCENT + 50) // 100

    @property
    def total(self) -> int:
        return self.net + self.tax


CUSTOMERS = (
    ("northwind", "Northwind Bakery", "accounts@northwind.example", "Utrecht"),
    ("harbour", "Harbour & Sons", "office@harbour.example", "Cork"),
    ("lumen", "Lumen Optics", "ap@lumen.example", "Bergen"),
    ("juniper", "Juniper Yoga", "hello@juniper.example", "Ghent"),
    ("okafor", "Okafor Legal", "billing@okafor.example", "Leeds"),
)
# customer, days since issued, paid, lines
INVOICES = (
    ("lumen", 3, False, (("Packaging, second round", 1, 184_000), ("Print proofs", 4, 4_500))),
    ("northwind", 8, False, (("Menu boards", 3, 22_000),)),
    ("okafor", 12, True, (("Letterhead and cards", 1, 96_000),)),
    ("harbour", 41, False, (("Shop front lettering", 1, 138_000),)),
    ("juniper", 47, True, (("Class timetable", 2, 18_000), ("Window film", 1, 26_500))),
    ("northwind", 76, True, (("Brand refresh", 1, 310_000),)),
    ("lumen", 104, True, (("Trade fair stand", 1, 275_000), ("Installation, hours", 6, 7_500))),
    ("harbour", 139, True, (("Signage survey", 1, 64_000),)),
)


class Ledger:
    """One shared book for everybody who tries the demo."""

    def __init__(self, today: date | None = None) -> None:
        self._today = today
        self.customers = {
            id_: Customer(id=id_, name=name, email=email, city=city) for id_, name, email, city in CUSTOMERS
        }
        self.invoices: dict[str, Invoice] = {}
        self.settings: dict[str, Settings] = {}
        for age, (customer, days, paid, lines) in enumerate(reversed(INVOICES)):
            self._enter(
                f"INV-{1034 + age}",
                customer,
                self.today - timedelta(days=days),
                tuple(Line(description=d, quantity=q, price=p) for d, q, p in lines),
                "",
                paid,
            )

    @property
    def today(self) -> date:
        return self._today or date.today()

    def _enter(
        self, id_: str, customer: str, issued: date, lines: tuple[Line, ...], message: str, paid: bool
    ) -> Invoice:
        due = issued + timedelta(days=30)
        status: Status = "paid" if paid else "overdue" if due < self.today else "sent"
        invoice = Invoice(
            id=id_,
            customer=self.customers[customer],
            issued=issued,
            due=due,
            lines=list(lines),
            message=message,
            status=status,
        )
        self.invoices[id_] = invoice
        return invoice

    def newest_first(self) -> list[Invoice]:
        return sorted(self.invoices.values(), key=lambda invoice: invoice.id, reverse=True)

    def send_invoice(self, new: NewInvoice) -> Invoice:
        """Raises `KeyError` for a customer that isn't there and `LedgerFull` when the demo holds enough."""
        if len(self.invoices) >= MOST_INVOICES:
            raise LedgerFull
        return self._enter(
            f"INV-{1034 + len(self.invoices)}",
            self.customers[new.customer].id,
            self.today,
            tuple(new.lines),
            new.message,
            paid=False,
        )

    def mark_paid(self, id_: str) -> Invoice:
        """Raises `KeyError` for an invoice that isn't there."""
        self.invoices[id_] = self.invoices[id_].model_copy(update={"status": "paid"})
        return self.invoices[id_]

    def add_customer(self, new: NewCustomer) -> Customer:
        if len(self.customers) >= MOST_CUSTOMERS:
            raise LedgerFull
        customer = Customer(id=f"customer-{len(self.customers) + 1}", **new.model_dump())
        self.customers[customer.id] = customer
        return customer

    def paid_by_month(self, months: int = 6) -> list[tuple[date, int]]:
        """What was paid for invoices of the last months, the oldest first, this month last."""
        firsts = [self.today.replace(day=1)]
        while len(firsts) < months:
            firsts.append((firsts[-1] - timedelta(days=1)).replace(day=1))
        return [
            (
                first,
                sum(i.total for i in self.invoices.values() if i.status == "paid" and i.issued.replace(day=1) == first),
            )
            for first in reversed(firsts)
        ]
