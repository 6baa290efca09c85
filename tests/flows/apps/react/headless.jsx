import {
  CloseButton,
  Dialog,
  DialogBackdrop,
  DialogPanel,
  DialogTitle,
  Listbox,
  ListboxButton,
  ListboxOption,
  ListboxOptions,
  Menu,
  MenuButton,
  MenuItem,
  MenuItems,
  Popover,
  PopoverButton,
  PopoverPanel,
} from "@headlessui/react";
import { useState } from "react";

export function ProjectDialog({ onSave }) {
  const [open, setOpen] = useState(false);
  const [name, setName] = useState("");
  const [colour, setColour] = useState("None");
  return (
    <>
      <button type="button" onClick={() => setOpen(true)}>
        New project
      </button>
      <Dialog open={open} onClose={setOpen}>
        <DialogBackdrop className="veil" />
        <DialogPanel className="dialog">
          <DialogTitle>Create</DialogTitle>
          <label>
            Name <input value={name} onChange={({ target }) => setName(target.value)} />
          </label>
          <Listbox value={colour} onChange={setColour}>
            <ListboxButton aria-label="Colour">{colour}</ListboxButton>
            <ListboxOptions anchor="bottom" className="popover">
              <ListboxOption value="Red">Red</ListboxOption>
              <ListboxOption value="Blue">Blue</ListboxOption>
            </ListboxOptions>
          </Listbox>
          <CloseButton onClick={() => onSave(name)}>Save project</CloseButton>
        </DialogPanel>
      </Dialog>
    </>
  );
}

export function FilterPopover() {
  return (
    <Popover>
      <PopoverButton>Filter</PopoverButton>
      <PopoverPanel anchor="bottom start" className="popover">
        <CloseButton>Apply</CloseButton>
      </PopoverPanel>
    </Popover>
  );
}

export function MoreMenu() {
  return (
    <Menu>
      <MenuButton>More</MenuButton>
      <MenuItems anchor="bottom start" className="popover">
        <MenuItem>
          <button type="button">Archive</button>
        </MenuItem>
      </MenuItems>
    </Menu>
  );
}
