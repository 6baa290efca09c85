// What every host has: a button of its own that starts the tour.
document.addEventListener("click", ({ target }) => target.closest("#begin") && handrail.start("round"));
