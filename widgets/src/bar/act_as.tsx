/**
 * A form of a person: who they are, where, and when. What was not touched stays as it is, so that another time or another locale finds a
 * person where they were; anything else makes one who begins anew.
 */
import { useState } from "../kit/kit.ts";
import type { As, Field, Fields } from "./contract.ts";
import { PersonField } from "./person_field.tsx";
import type { ViewProps } from "./view.ts";

type Form = Readonly<Record<string, string>>;

const typeOf = (field: Field): string => (typeof field === "string" ? field : field.type);

/** As it is typed, so that a text stays a text: "" is left out. */
function readFields(fields: Fields, form: Form, of: string): Readonly<Record<string, unknown>> {
  const said = Object.entries(fields).map(([name, field]) => [
    name,
    readValue(typeOf(field), form[`${of}.${name}`] ?? ""),
  ]);
  return Object.fromEntries(said.filter(([, value]) => value !== undefined));
}

function readValue(type: string, text: string): unknown {
  if (!text) return;
  if (type === "number") return Number(text);
  if (type === "boolean") return text === "true";
  if (type === "strings") return text.split(",").map((one) => one.trim());
  return text;
}

function writeFields(values: As["traits"], of: string): Form {
  const text = (value: unknown): string => (Array.isArray(value) ? value.join(", ") : `${value ?? ""}`);
  return Object.fromEntries(Object.entries(values ?? {}).map(([name, value]) => [`${of}.${name}`, text(value)]));
}

const ELSEWHERE = new Set(["locale", "now"]);

const writeForm = (as: As | null): Form => ({
  sub: as?.sub ?? "",
  completed: as?.completed?.join(", ") ?? "",
  locale: as?.locale ?? "",
  now: as?.now?.slice(0, 16) ?? "",
  ...writeFields(as?.traits, "traits"),
  ...writeFields(as?.account, "account"),
});

export function ActAs({ studio, acts }: ViewProps) {
  const [changes, setChanges] = useState<Form>({});
  const [said, setSaid] = useState("");
  if (!studio) return <p class="hint">Loading …</p>;
  const { traits, account, locales } = studio.site;
  const known = writeForm(studio.acting);
  const form = { ...known, ...changes };
  const put = (name: string) => (event: Event) =>
    setChanges({ ...changes, [name]: (event.currentTarget as HTMLInputElement).value });

  async function act(as: As): Promise<void> {
    setSaid("One moment …");
    const trouble = await acts.actAs(as);
    if (!trouble) setChanges({});
    setSaid(trouble ?? (as.sub === null ? "You are a visitor now." : "Done."));
  }

  const changed = Object.keys(changes).filter((name) => changes[name] !== (known[name] ?? ""));
  const when: As = {
    ...(changed.includes("locale") && { locale: form.locale || null }),
    ...(changed.includes("now") && { now: form.now ? new Date(`${form.now}Z`).toISOString() : null }),
  };
  const submit = (event: Event): void => {
    event.preventDefault();
    const isSame = changed.length && changed.every((name) => ELSEWHERE.has(name));
    const person: As = {
      sub: form.sub || "preview",
      traits: readFields(traits, form, "traits"),
      account: readFields(account, form, "account"),
      completed: (form.completed ?? "").split(/[\s,]+/).filter(Boolean),
    };
    act(isSame ? when : { ...person, ...when });
  };

  const list = (fields: Fields, of: string) =>
    Object.entries(fields).map(([name, field]) => (
      <PersonField
        key={name}
        name={of === "account" ? `Account: ${name}` : name}
        type={typeOf(field)}
        hint={typeof field === "string" ? undefined : (field.description ?? undefined)}
        value={form[`${of}.${name}`] ?? ""}
        onChange={put(`${of}.${name}`)}
      />
    ));

  return (
    <form class="person" onSubmit={submit}>
      <label>
        <span>Person</span>
        <input type="text" value={form.sub ?? ""} onInput={put("sub")} placeholder="preview" />
      </label>
      {list(traits, "traits")}
      {list(account, "account")}
      <label>
        <span>Completed</span>
        <input type="text" value={form.completed ?? ""} onInput={put("completed")} placeholder="ids of items" />
      </label>
      <label>
        <span>Locale</span>
        <select value={form.locale ?? ""} onChange={put("locale")}>
          <option value="">the page’s own</option>
          {locales.map((locale) => (
            <option key={locale} value={locale}>
              {locale}
            </option>
          ))}
        </select>
      </label>
      <label>
        <span>Time (UTC)</span>
        <input type="datetime-local" value={form.now ?? ""} onInput={put("now")} />
      </label>
      <div class="row">
        <button type="submit" class="primary">
          Act as this person
        </button>
        <button type="button" class="second" onClick={() => act({ sub: null, ...when })}>
          Act as a visitor
        </button>
        <span role="status">{said}</span>
      </div>
      <p class="hint">They begin anew, unless it is only the locale or the time that you change.</p>
    </form>
  );
}
