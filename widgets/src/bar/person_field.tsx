/** One thing that is known of a person, as its declaration has it. "" is: not said. */

interface PersonFieldProps {
  readonly name: string;
  readonly type: string;
  readonly hint: string | undefined;
  readonly value: string;
  readonly onChange: (event: Event) => void;
}

const HINTS: Readonly<Record<string, string>> = { strings: "one, another", time: "2026-01-31T09:00:00Z" };

export function PersonField({ name, type, hint, value, onChange }: PersonFieldProps) {
  if (type === "boolean")
    return (
      <label title={hint}>
        <span>{name}</span>
        <select value={value} onChange={onChange}>
          <option value="">not said</option>
          <option value="true">true</option>
          <option value="false">false</option>
        </select>
      </label>
    );
  return (
    <label title={hint}>
      <span>{name}</span>
      <input
        type="text"
        inputMode={type === "number" ? "decimal" : undefined}
        placeholder={HINTS[type]}
        value={value}
        onInput={onChange}
      />
    </label>
  );
}
