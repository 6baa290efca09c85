import * as Dialog from "@radix-ui/react-dialog";
import * as Menu from "@radix-ui/react-dropdown-menu";
import * as Popover from "@radix-ui/react-popover";
import * as Select from "@radix-ui/react-select";
import { useState } from "react";

export function ProjectDialog({ onSave }) {
  const [name, setName] = useState("");
  return (
    <Dialog.Root>
      <Dialog.Trigger>New project</Dialog.Trigger>
      <Dialog.Portal>
        <Dialog.Overlay className="veil" />
        <Dialog.Content className="dialog" aria-describedby={undefined}>
          <Dialog.Title>Create</Dialog.Title>
          <label>
            Name <input value={name} onChange={({ target }) => setName(target.value)} />
          </label>
          <Select.Root>
            <Select.Trigger aria-label="Colour">
              <Select.Value placeholder="None" />
            </Select.Trigger>
            <Select.Portal>
              <Select.Content position="popper" className="popover">
                <Select.Viewport>
                  {["Red", "Blue"].map((colour) => (
                    <Select.Item key={colour} value={colour}>
                      <Select.ItemText>{colour}</Select.ItemText>
                    </Select.Item>
                  ))}
                </Select.Viewport>
              </Select.Content>
            </Select.Portal>
          </Select.Root>
          <Dialog.Close onClick={() => onSave(name)}>Save project</Dialog.Close>
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

export function FilterPopover() {
  return (
    <Popover.Root>
      <Popover.Trigger>Filter</Popover.Trigger>
      <Popover.Portal>
        <Popover.Content className="popover" aria-label="Filters">
          <Popover.Close>Apply</Popover.Close>
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}

export function MoreMenu() {
  return (
    <Menu.Root>
      <Menu.Trigger>More</Menu.Trigger>
      <Menu.Portal>
        <Menu.Content className="popover">
          <Menu.Item>Archive</Menu.Item>
        </Menu.Content>
      </Menu.Portal>
    </Menu.Root>
  );
}
