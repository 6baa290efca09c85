// The link in a mail carries its token behind the #, which no server gets to see: this brings it to the form that opens the conversation,
// and takes it out of the address. Where the conversation is shown, it looks for new answers while somebody looks at it.
const EVERY = 15_000;

const door = document.getElementById("_door");
if (door) {
  const token = location.hash.slice(1);
  history.replaceState(null, "", location.pathname + location.search);
  if (token) {
    door.elements.token.value = token;
    door.hidden = false;
    door.submit();
  } else {
    document.getElementById("_nowhere").hidden = false;
  }
}

const refresh = document.getElementById("_refresh");
if (refresh) setInterval(look, EVERY);

async function look() {
  if (document.hidden) return;
  try {
    const answer = await fetch(refresh.action, { method: "POST", body: new URLSearchParams(new FormData(refresh)) });
    if (!answer.ok) return;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const [old, now] = [document, page].map((one) => one.getElementById("_thread"));
    const fresh = [...now.children].slice(old.children.length);
    old.append(...fresh.map((one) => document.importNode(one, true)));
  } catch {
    // Away for a while: the next look may succeed.
  }
}
