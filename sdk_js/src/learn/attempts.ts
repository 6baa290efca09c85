/** Quizzes, in a card and in the help panel. */
export { fill } from "./card_quiz.ts";
export { openQuiz } from "./panel_quiz.ts";
