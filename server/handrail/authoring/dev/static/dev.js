// The page waits for the next save, and shows what the server renders then.
const POLL_SECONDS = 20;
const AGAIN = 2_000;

async function waitForChange(part) {
  const body = JSON.stringify({ key: part.dataset.key, since: part.dataset.revision, wait: POLL_SECONDS });
  const answer = await fetch("/studio/state", { method: "POST", headers: { "Content-Type": "text/plain" }, body });
  return answer.ok && (await answer.json()).revision !== part.dataset.revision;
}

async function follow() {
  for (;;) {
    const part = document.getElementById("state");
    try {
      if (await waitForChange(part)) {
        const page = new DOMParser().parseFromString(await (await fetch("/")).text(), "text/html");
        const fresh = page.getElementById("state");
        part.replaceWith(document.adoptNode(fresh));
        // A later run has another key, for the button too.
        document.querySelector("input[name=key]").value = fresh.dataset.key;
      }
    } catch {
      // `handrail dev` is not running just now; it may again.
      await new Promise((resolve) => setTimeout(resolve, AGAIN));
    }
  }
}

follow();
