/** Files on their way to the server, one after another. What was refused is told, and why. */
import { useState } from "preact/hooks";
import type { Attachment, Desk } from "./contract.ts";
import { saySize } from "./hours.tsx";

export interface Uploads {
  readonly files: readonly Attachment[];
  readonly busy: boolean;
  /** What went wrong last, in words. */
  readonly problem: string;
  readonly add: (files: readonly File[]) => void;
  readonly remove: (id: string) => void;
  readonly clear: () => void;
}

export function useUploads({ talk, words }: Desk, locale: string): Uploads {
  const [files, setFiles] = useState(talk.draft().files);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState("");

  function keep(next: readonly Attachment[]): readonly Attachment[] {
    setFiles(next);
    talk.keepDraft({ files: next });
    return next;
  }

  async function upload(given: readonly File[]): Promise<void> {
    const { limits } = talk.read().form;
    setBusy(true);
    setProblem("");
    for (const file of given) {
      const say = (text: string): void =>
        setProblem(text.replace("{name}", () => file.name).replace("{size}", saySize(limits.file, locale)));
      if (talk.draft().files.length >= limits.files) {
        setProblem(words.too_many.replace("{n}", `${limits.files}`));
        break;
      }
      if (file.size > limits.file) {
        say(words.too_large);
        continue;
      }
      try {
        const uploaded = await talk.upload(file);
        keep([...talk.draft().files, uploaded]);
      } catch (error) {
        const { status } = error as { readonly status?: number };
        say(
          status === 413 ? words.too_large : status === 415 || status === 422 ? words.wrong_type : words.not_uploaded,
        );
      }
    }
    setBusy(false);
  }

  return {
    files,
    busy,
    problem,
    add: (given) => void upload(given),
    remove: (id) => keep(talk.draft().files.filter((file) => file.id !== id)),
    clear: () => setFiles([]),
  };
}
