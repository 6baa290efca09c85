/** `desk.js`: writing to a person, as a view of the help panel. */
export { DeskView } from "./desk_view.tsx";
