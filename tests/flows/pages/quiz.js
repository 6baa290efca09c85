/**
 * A quiz in a card, with a server that is only played: `quizzes.open(options)`. What was sent is in `quizzes.sent`, what else it did in
 * `quizzes.calls`. `quizzes.answer` says how it is answered next: "offline", a refusal, or not at all.
 */
const p = (text) => [{ tag: "p", children: [text] }];
const image = (alt) => ({ kind: "image", src: "/media/320x180.png", alt, captions: null, captions_locale: null });
const option = (id, text, rest) => ({ id, text: p(text), ...rest });
const question = (id, type, text, rest) => ({ id, type, text: p(text), points: 1, shuffle: false, options: [], ...rest });

const QUESTIONS = [
  question("tax", "choice", "Who adds the tax?", {
    hint: p("You never typed it in."),
    options: [option("you", "You do"), option("we", "It is added for you"), option("nobody", "Nobody does")],
  }),
  question("states", "choices", "Which states can an invoice be in?", {
    media: image("An invoice"),
    options: [option("draft", "Draft"), option("sent", "Sent", { media: image("An envelope") }), option("lost", "Lost")],
  }),
  question("edit", "true-false", "A sent invoice can be changed."),
  question("term", "text", "What is an invoice called before it is sent?"),
  question("rate", "number", "How much is the tax on 50 at 25 %?", { unit: "kr" }),
  question("save", "do", "Save a draft."),
];
const KEY = { tax: "we", states: ["draft", "sent"], edit: false, term: "draft", rate: 12.5, save: true };
const isSame = (a, b) => JSON.stringify(a) === JSON.stringify(b);

const FINDER = {
  mode: "finder",
  questions: [
    question("size", "choice", "How many are you?", {
      options: [option("one", "Just me", { to: "solo" }), option("many", "A team", { weights: { team: 2 } })],
    }),
    question("need", "choices", "What do you need?", {
      options: [option("api", "An API", { weights: { big: 3 } }), option("seats", "More seats", { weights: { team: 2 } })],
    }),
  ],
  outcomes: [
    { id: "solo", title: "The small plan", text: p("It is enough."), action: { label: "Show me", do: "start", tour: "small" } },
    { id: "team", title: "The team plan", text: p("Five seats."), action: { label: "See the plan", do: "link", url: "/plans" } },
    { id: "big", title: "The big plan", text: p("All of it."), action: { label: "Read on", do: "article", article: "big" } },
  ],
};

const { mount } = await import("/sdk/step.js");
const { mount: mountQuiz } = await import("/sdk/quiz.js");
let kept = null;
let count = 0;
let done = [];

function grade({ attempt, answers, finish, retry_of }, quiz) {
  const asked = finish ? quiz.questions.map(({ id }) => id) : answers.map((one) => one.question);
  const said = (id) => answers.find((one) => one.question === id)?.answer ?? (retry_of ? before.get(id) : undefined);
  const right = (id) => isSame(said(id), KEY[id]);
  const score = asked.filter(right).length;
  const passed = finish ? score >= quiz.pass * quiz.questions.length : null;
  const left = quiz.attempts === null ? null : quiz.attempts - count;
  const isTold = finish && (passed || left === 0);
  const isChosen = (id, one) => [said(id)].flat().includes(one);
  const results = asked.map((id) => ({
    question: id,
    answer: said(id) ?? null,
    right: right(id),
    explanation: p(`Because of ${id}.`),
    key: isTold ? KEY[id] : null,
    options: quiz.questions
      .find((one) => one.id === id)
      .options.filter((one) => isTold || isChosen(id, one.id))
      .map((one) => ({
        id: one.id,
        right: isTold ? [KEY[id]].flat().includes(one.id) : null,
        explanation: one.id === "you" ? p("You could, but need not.") : null,
      })),
  }));
  if (finish) before = new Map(asked.filter(right).map((id) => [id, said(id)]));
  const told = finish || quiz.feedback === "each" ? results : [];
  return { attempt, number: count, left, finished: finish, score, of: quiz.questions.length, passed, results: told };
}
let before = new Map();
let lastAttempt = "";

const quizzes = {
  calls: [],
  errors: [],
  sent: [],
  answer: "yes",
  root: null,
  mounted: null,
  /** The condition of the question holds from now on. */
  finishDoing(id) {
    for (const one of done.filter((one) => one.id === id)) one.react();
  },
  async open({ locale = "en", scheme = "auto", kind = "modal", fresh = true, used = 0, passed = false, ...about } = {}) {
    quizzes.close();
    if (fresh) kept = null;
    if (fresh) count = 0;
    const [{ words: card }, { words }] = await Promise.all([
      import(`/sdk/words-${locale}.js`),
      import(`/sdk/quiz-words-${locale}.js`),
    ]);
    const quiz = {
      id: "basics",
      locale: "en",
      title: "Invoice basics",
      text: p("What you saw in the tour, in a few questions."),
      mode: "graded",
      feedback: "end",
      shuffle: false,
      retry: "missed",
      attempts: null,
      pass: 0.8,
      questions: QUESTIONS,
      outcomes: [],
      ...(about.finder && FINDER),
      ...about,
    };
    if (about.only) quiz.questions = QUESTIONS.filter(({ id }) => about.only.includes(id));
    const holder = document.createElement("div");
    holder.id = "ours";
    document.body.append(holder);
    quizzes.root = holder.attachShadow({ mode: "open" });
    const call = (name) => () => quizzes.calls.push(name);
    const fail = (error) => quizzes.errors.push(`${error?.stack ?? error}`);
    const shown = {
      kind,
      title: [quiz.title],
      text: [],
      tour: quiz.title,
      position: null,
      total: null,
      buttons: [],
      words: card,
      theme: { scheme },
      placement: "bottom",
      media: null,
      entered: "by-person",
      onNotNow: call("not now"),
      onSnooze: () => {},
      onNever: call("never"),
      onNoMoreTours: () => {},
    };
    const step = mount({ root: quizzes.root, onError: fail }, shown);
    const slot = document.createElement("div");
    quizzes.root.querySelector(".body").append(slot);
    const mounted = mountQuiz(slot, {
      quiz,
      hash: "hash-1",
      words,
      passed,
      attempts: used,
      onError: fail,
      source: {
        read: () => kept,
        keep: (next) => {
          kept = next;
        },
        send: async (attempt) => {
          quizzes.sent.push(structuredClone(attempt));
          await new Promise((resolve) => setTimeout(resolve, 30));
          if (quizzes.answer === "offline") throw new TypeError("Failed to fetch");
          if (quizzes.answer !== "yes") throw quizzes.answer;
          if (attempt.attempt !== lastAttempt) count += 1;
          lastAttempt = attempt.attempt;
          return grade(attempt, quiz);
        },
        whenDone: (id, react) => {
          const one = { id, react };
          done.push(one);
          return () => {
            done = done.filter((other) => other !== one);
          };
        },
        locate: (path) => path,
        follow: (item) => quizzes.calls.push(`follow ${item}`),
        begun: call("begun"),
        answered: (id) => quizzes.calls.push(`answered ${id}`),
        finished: (result) => quizzes.calls.push(`finished ${JSON.stringify(result)}`),
        act: (action) => quizzes.calls.push(`act ${action.do}`),
        stepAside: (id, text) => quizzes.calls.push(`aside ${id}: ${text}`),
      },
    });
    quizzes.mounted = { destroy: () => (mounted.destroy(), step.destroy(), holder.remove()) };
  },
  close() {
    quizzes.mounted?.destroy();
    quizzes.mounted = null;
  },
};
window.quizzes = quizzes;
document.documentElement.dataset.ready = "";
