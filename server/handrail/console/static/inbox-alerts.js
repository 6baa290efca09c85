/**
 * A sound and a notification of the browser for new work: both only once somebody chose them, and once however many tabs are open.
 *
 * In: `inbox:work`, `detail: {id, conversation, who, words}`.
 */
export {};

const CHOICE = "handrail-inbox-sound";
const HELD = 2_000;
const sound = document.querySelector("#sound");
const notify = document.querySelector("#notify");
const title = document.title;
let unseen = 0;
/** @type {AudioContext | undefined} */
let audio;

/** Two short tones, quiet. */
function beep() {
  audio ??= new AudioContext();
  const gain = audio.createGain();
  gain.connect(audio.destination);
  [660, 880].forEach((frequency, i) => {
    if (!audio) return;
    const tone = audio.createOscillator();
    const from = audio.currentTime + i * 0.12;
    tone.frequency.value = frequency;
    tone.connect(gain);
    tone.start(from);
    tone.stop(from + 0.1);
  });
  gain.gain.setValueAtTime(0.08, audio.currentTime);
  gain.gain.exponentialRampToValueAtTime(0.001, audio.currentTime + 0.3);
}

function isSoundOn() {
  return localStorage.getItem(CHOICE) === "on";
}

function showChoices() {
  sound?.setAttribute("aria-pressed", String(isSoundOn()));
  // Once it is allowed or refused there is nothing to ask any more.
  if (notify instanceof HTMLElement)
    notify.hidden = !("Notification" in window) || Notification.permission !== "default";
}

/** @param {{ conversation: string, who: string, words: string }} work */
function alertTo(work) {
  if (isSoundOn()) beep();
  if (!("Notification" in window) || Notification.permission !== "granted" || document.hasFocus()) return;
  const note = new Notification(work.who, { body: work.words, tag: work.conversation });
  note.onclick = () => {
    window.focus();
    const row = document.getElementById(`c-${work.conversation}`)?.querySelector("a");
    if (row) row.click();
    note.close();
  };
}

document.addEventListener("inbox:work", (event) => {
  if (!(event instanceof CustomEvent)) return;
  const work = event.detail;
  if (document.hidden) {
    unseen += 1;
    document.title = `(${unseen}) ${title}`;
  }
  const name = `handrail-inbox ${work.id}`;
  const once = { ifAvailable: true };
  void navigator.locks.request(name, once, async (lock) => {
    if (!lock) return; // another tab tells of it
    alertTo(work);
    await new Promise((resolve) => setTimeout(resolve, HELD));
  });
});

document.addEventListener("visibilitychange", () => {
  if (document.hidden) return;
  unseen = 0;
  document.title = title;
});

sound?.addEventListener("click", () => {
  localStorage.setItem(CHOICE, isSoundOn() ? "off" : "on");
  showChoices();
  if (isSoundOn()) beep();
});

notify?.addEventListener("click", () => void Notification.requestPermission().then(showChoices));

const alerts = document.querySelector("#alerts");
if (alerts instanceof HTMLElement) alerts.hidden = false;
showChoices();
