/** `list.js`: a checklist in a card, and what the help panel shows of checklists, quizzes and news. */
export { mount } from "./card.tsx";
export { ListView as View } from "./views.tsx";
