/** `desk.js`: writing to a person, as a view of the help panel. */
export { DeskView as View } from "./desk_view.tsx";
