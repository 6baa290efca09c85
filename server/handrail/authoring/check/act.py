"""What a step asks, done as somebody would: click it, fill it in, choose, tick, press a key. Says what was done."""

from __future__ import annotations

import secrets

from playwright.async_api import ElementHandle, Error, FilePayload

from handrail.authoring.check.values import Field, Values, choose_option, choose_text
from handrail.authoring.check.visit import Visit

PATIENCE = 8_000  # ms, for what is to be clicked to hold still and be uncovered
FILE: FilePayload = {"name": "check.txt", "mimeType": "text/plain", "buffer": b"A file of a check.\n"}
PIXEL = (
    b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\x06\0\0\0\x1f\x15\xc4\x89\0\0\0\rIDATx\x9cc\xf8\xff\xff?\0\x05\xfe\x02\xfe"
    b"\xa75\x81\x84\0\0\0\0IEND\xaeB`\x82"
)
PICTURE: FilePayload = {"name": "check.png", "mimeType": "image/png", "buffer": PIXEL}


CLICKED = "clicked it"


class NotDone(Exception):
    """Why it could not be."""


class Replaced(NotDone):
    """The element is another one by now."""


class Actor:
    """Acts on the target of one step. `place` is `item/step`, by which the settings may say what to type."""

    def __init__(self, visit: Visit, target: ElementHandle, values: Values, place: str) -> None:
        self.visit = visit
        self.target = target
        self.values = values
        self.place = place
        self.token = secrets.token_hex(3)

    async def describe(self) -> Field:
        return Field.model_validate(await self.visit.ask_of(self.target, "describe"))

    async def click(self) -> str:
        try:
            await self.target.click(timeout=PATIENCE)
        except Error as error:
            raise explain(error.message) from error
        return CLICKED

    async def fill(self) -> str:
        """Whatever the field is, another value than it had; then on to the next, as the Tab key does, so that the page hears of it."""
        field = await self.describe()
        if not field.is_field:
            return await self.click()
        control = (await self.visit.hold_of(self.target, "control"))[0]
        try:
            return await self.fill_control(control, field)
        except Error as error:
            raise explain(error.message) from error

    async def fill_control(self, control: ElementHandle, field: Field) -> str:
        if field.tag == "select":
            option = choose_option(field, self.values, self.place)
            if option is None:
                raise NotDone("it has no option to choose; name a page in check.pages where it has")
            await control.select_option(option, timeout=PATIENCE)
            return f'chose "{next(one.label for one in field.options if one.value == option)[:60]}"'
        if field.type in ("checkbox", "radio"):
            await self.tick(control, off=field.checked and field.type == "checkbox")
            return "cleared it" if field.checked and field.type == "checkbox" else "ticked it"
        if field.type == "file":
            file = PICTURE if "image" in field.accept or ".png" in field.accept else FILE
            await control.set_input_files([file], timeout=PATIENCE)
            return f"gave it a file, {file['name']}"
        text = choose_text(field, self.values, self.place, self.token)
        if field.editable:
            await control.click(timeout=PATIENCE)
            await self.visit.page.keyboard.insert_text(text)
        else:
            await control.fill(text, timeout=PATIENCE)
        await control.press("Tab", timeout=PATIENCE)
        return "typed into it" if field.is_secret else f'typed "{text[:60]}"'

    async def tick(self, control: ElementHandle, *, off: bool) -> None:
        """By its label where the box itself is not seen, as boxes of their own drawing have it."""
        try:
            await (control.uncheck if off else control.check)(timeout=PATIENCE)
        except Error:
            label = (await control.evaluate_handle("(box) => box.labels?.[0]")).as_element()
            if label is None:
                raise
            await label.click(timeout=PATIENCE)
            if await control.is_checked() is off:
                raise

    async def fill_wanted(self) -> list[str]:
        """The empty fields of the target's form that it insists on; what they are called."""
        filled = []
        try:
            for control in await self.visit.hold_of(self.target, "listWanted"):
                field = Field.model_validate(await self.visit.ask_of(control, "describe"))
                await self.fill_control(control, field)
                filled.append(f'"{field.label or field.name or field.type}"')
        except Error as error:
            raise explain(error.message) from error
        return filled

    async def press(self, key: str, fill: bool) -> str:
        """With something in the field first, where the step waits for that."""
        done = ""
        field = await self.describe()
        try:
            if fill and field.is_text and not field.value:
                await self.target.fill(choose_text(field, self.values, self.place, self.token), timeout=PATIENCE)
                done = "typed into it and "
            await self.target.focus()
            if not await self.target.evaluate("(element) => element.contains(element.getRootNode().activeElement)"):
                await self.target.click(timeout=PATIENCE)
            await self.visit.page.keyboard.press("Space" if key == " " else key)
        except Error as error:
            raise explain(error.message) from error
        return f"{done}pressed {key}"


def explain(message: str) -> NotDone:
    if "intercepts pointer events" in message:
        return NotDone("something lies over it, so nobody can click it")
    if "element is not enabled" in message:
        return NotDone("it is disabled")
    if "not stable" in message:
        return NotDone("it never stops moving")
    if "outside of the viewport" in message:
        return NotDone("it is outside of the window, and cannot be scrolled to")
    if "not attached" in message:
        return Replaced("it was replaced by another again and again")
    if message.startswith("Timeout") or ": Timeout " in message:
        return NotDone(f"it could not be done within {PATIENCE // 1000} s")
    return NotDone(f"the browser could not ({message.partition(chr(10))[0].partition(': ')[2] or message[:100]})")
