// Templates of the page, filled in by the names of their slots. Text only, so nothing typed in can become markup.

/** A copy of `<template id>`, with the slots named in `texts` filled. Returns the fragment and its slots by name. */
export function stamp(id, texts = {}) {
  const fragment = document.getElementById(id).content.cloneNode(true);
  const slots = {};
  for (const element of fragment.querySelectorAll("[data-slot]")) slots[element.dataset.slot] = element;
  for (const [name, text] of Object.entries(texts)) slots[name].textContent = text;
  return { fragment, slots };
}

const money = new Intl.NumberFormat("en-IE", { style: "currency", currency: "EUR" });
const day = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", year: "numeric" });

export const formatMoney = (cents) => money.format(cents / 100);
export const formatDay = (iso) => day.format(new Date(`${iso}T12:00`));
export const capitalise = (word) => word[0].toUpperCase() + word.slice(1);

/** "1,250.50" -> 125050 cents; null when it isn't an amount. */
export function parseMoney(text) {
  const plain = text.replace(/[\s,€]/g, "");
  return /^\d{1,6}(\.\d{0,2})?$/.test(plain) ? Math.round(Number(plain) * 100) : null;
}
