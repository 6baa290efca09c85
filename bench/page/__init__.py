"""How Handrail weighs on a page, beside other tour libraries and beside a bare positioned div.

One page of 5,000 elements, one Chromium; libraries take turns, a new page each time, so that all share the noise of the machine.
A library's code is loaded and evaluated before it is measured; ours too (core, tour, step and words, with the tour's content).

- *start*: from the library's own call (`driver.drive()`, `tour.start()`, a React render, `handrail.start(id)`) to the frame in which the
  first card is painted, and to the one from which it stands still.
- *next*: the same from a press on the card's own button.
- *still* is with `prefers-reduced-motion`, the reset for it that many hosts have, and the library's own switch for motion, where it has one.

`eye.js` sees the frames. What holds the main thread, and with what, comes from traces of loads of their own, since tracing slows all.
"""
