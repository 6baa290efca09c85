/** The app around the library's parts: two pages, and a list of thousands on a third. `kit`: the parts of one library. */
import { useVirtualizer } from "@tanstack/react-virtual";
import { useRef, useState } from "react";
import { BrowserRouter, Link, Route, Routes } from "react-router";

function Projects({ kit: { ProjectDialog, FilterPopover, MoreMenu } }) {
  const [saved, setSaved] = useState([]);
  return (
    <main>
      <h1>Projects</h1>
      <ProjectDialog onSave={(name) => setSaved([...saved, name])} />
      <FilterPopover />
      <MoreMenu />
      <ul aria-label="Saved">
        {saved.map((name) => (
          <li key={name}>{name}</li>
        ))}
      </ul>
    </main>
  );
}

function Settings() {
  return (
    <main>
      <h1>Settings</h1>
      <label>
        Company <input />
      </label>
    </main>
  );
}

function People() {
  const scroller = useRef(null);
  const rows = useVirtualizer({ count: 5000, getScrollElement: () => scroller.current, estimateSize: () => 32 });
  return (
    <main>
      <h1>People</h1>
      <button type="button" onClick={() => rows.scrollToIndex(4000, { align: "center" })}>
        Jump
      </button>
      <div ref={scroller} className="list">
        <div style={{ height: rows.getTotalSize(), position: "relative" }}>
          {rows.getVirtualItems().map(({ key, index, start }) => (
            <div key={key} className="row" style={{ transform: `translateY(${start}px)` }}>
              <button type="button">{`Person ${index}`}</button>
            </div>
          ))}
        </div>
      </div>
    </main>
  );
}

export function App({ kit, basename }) {
  return (
    <BrowserRouter basename={basename}>
      <nav>
        <Link to="/">Projects</Link> <Link to="/settings">Settings</Link> <Link to="/people">People</Link>
      </nav>
      <Routes>
        <Route path="/" element={<Projects kit={kit} />} />
        <Route path="/settings" element={<Settings />} />
        <Route path="/people" element={<People />} />
      </Routes>
    </BrowserRouter>
  );
}
