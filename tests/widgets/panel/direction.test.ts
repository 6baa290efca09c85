import { expect, it } from "vitest";
import { tellDirection } from "../../../widgets/src/panel/direction.ts";

it.each([
  ["Refund an invoice", "ltr"],
  ["استرداد قيمة فاتورة", "rtl"],
  ["Mark as paid: افتح الفاتورة واختر الحالة المناسبة", "rtl"],
  ["The word فاتورة means invoice", "ltr"],
  ["חשבונית", "rtl"],
  ["請求書を返金する", "ltr"],
  ["", "ltr"],
  ["14 %", "ltr"],
])("tells how it runs: %s", (text, direction) => {
  expect(tellDirection(text)).toBe(direction);
});
