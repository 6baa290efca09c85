"""The JSON calls of Acme Invoices' own pages, and the one that hands out identity tokens."""

from __future__ import annotations

import asyncio
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from handrail.demo.ledger import TAX_PERCENT, Invoice, Ledger, NewCustomer, NewInvoice
from handrail.demo.users import find_user, sign_identity_token

LARGEST_BODY = 64_000
M = TypeVar("M", bound=BaseModel)


class Calls:
    def __init__(self, ledger: Ledger, identity_secret: str, latency: float) -> None:
        self.ledger = ledger
        self.identity_secret = identity_secret
        self.latency = latency

    def routes(self) -> list[Route]:
        return [
            Route("/identity-token", self.give_identity_token),
            Route("/api/invoices", self.list_invoices),
            Route("/api/invoices", self.send_invoice, methods=["POST"]),
            Route("/api/invoices/{id}", self.read_invoice),
            Route("/api/invoices/{id}/paid", self.pay_invoice, methods=["POST"]),
            Route("/api/customers", self.list_customers),
            Route("/api/customers", self.add_customer, methods=["POST"]),
            Route("/api/customers/{id}/terms", self.read_terms),
        ]

    async def give_identity_token(self, request: Request) -> Response:
        """For `handrail.identify(async () => …)`: a page that stays open for longer than a token lasts asks for the next one here."""
        user = find_user(request)
        if user is None:
            raise HTTPException(401, "Nobody is signed in.")
        return PlainTextResponse(sign_identity_token(user, self.identity_secret))

    async def list_invoices(self, request: Request) -> Response:
        return JSONResponse([to_json(invoice) for invoice in self.ledger.newest_first()])

    async def read_invoice(self, request: Request) -> Response:
        return JSONResponse(to_json(self.find_invoice(request)))

    async def pay_invoice(self, request: Request) -> Response:
        return JSONResponse(to_json(self.ledger.mark_paid(self.find_invoice(request).id)))

    async def send_invoice(self, request: Request) -> Response:
        new = await read_body(request, NewInvoice)
        if new.customer not in self.ledger.customers:
            raise HTTPException(422, "Choose a customer.")
        return JSONResponse(to_json(self.ledger.send_invoice(new)), 201)

    async def list_customers(self, request: Request) -> Response:
        return JSONResponse([customer.model_dump() for customer in self.ledger.customers.values()])

    async def add_customer(self, request: Request) -> Response:
        return JSONResponse(self.ledger.add_customer(await read_body(request, NewCustomer)).model_dump(), 201)

    async def read_terms(self, request: Request) -> Response:
        """What was agreed with a customer. Takes its time, as such calls do, so that the lines of the form come late."""
        await asyncio.sleep(self.latency)
        if request.path_params["id"] not in self.ledger.customers:
            raise HTTPException(404, "There is no such customer.")
        return JSONResponse({"tax_percent": TAX_PERCENT, "days": 30})

    def find_invoice(self, request: Request) -> Invoice:
        invoice = self.ledger.invoices.get(request.path_params["id"])
        if invoice is None:
            raise HTTPException(404, "There is no such invoice.")
        return invoice


async def read_body(request: Request, model: type[M]) -> M:
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > LARGEST_BODY:
            raise HTTPException(413, "That is too much for one call.")
    try:
        return model.model_validate_json(bytes(body))
    except ValidationError as error:
        first = error.errors()[0]
        raise HTTPException(422, f"{'.'.join(map(str, first['loc'])) or 'body'}: {first['msg']}") from None


def to_json(invoice: Invoice) -> dict[str, Any]:
    return invoice.model_dump(mode="json") | {"net": invoice.net, "tax": invoice.tax, "total": invoice.total}
