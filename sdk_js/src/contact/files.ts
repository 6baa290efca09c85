/** Files as they go over the wire, and as they are given to the person. */

/** The browser needs it until it has written the file, ms. */
const WHILE_SAVED = 60_000;

/** With a name that is one: what is pasted may have none. */
export const fileOf = (file: File): File => (file.name ? file : new File([file], "file", { type: file.type }));

/** The fields of any other call, and the file. */
export function fillForm(said: Readonly<Record<string, unknown>>): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries(said)) if (value != null) form.append(name, value as string | Blob);
  return form;
}

export function saveFile(content: Blob, name: string): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(content);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), WHILE_SAVED);
}
