import { useState } from "react";
import {
  Button,
  Dialog,
  DialogTrigger,
  Heading,
  Input,
  Label,
  ListBox,
  ListBoxItem,
  Menu,
  MenuItem,
  MenuTrigger,
  Modal,
  ModalOverlay,
  Popover,
  Select,
  SelectValue,
  TextField,
} from "react-aria-components";

export function ProjectDialog({ onSave }) {
  const [name, setName] = useState("");
  return (
    <DialogTrigger>
      <Button>New project</Button>
      <ModalOverlay className="veil" isDismissable>
        <Modal className="dialog">
          <Dialog>
            <Heading slot="title">Create</Heading>
            <TextField value={name} onChange={setName}>
              <Label>Name</Label>
              <Input />
            </TextField>
            <Select aria-label="Colour">
              <Button>
                <SelectValue />
              </Button>
              <Popover className="popover">
                <ListBox>
                  <ListBoxItem>Red</ListBoxItem>
                  <ListBoxItem>Blue</ListBoxItem>
                </ListBox>
              </Popover>
            </Select>
            <Button slot="close" onPress={() => onSave(name)}>
              Save project
            </Button>
          </Dialog>
        </Modal>
      </ModalOverlay>
    </DialogTrigger>
  );
}

export function FilterPopover() {
  return (
    <DialogTrigger>
      <Button>Filter</Button>
      <Popover className="popover">
        <Dialog aria-label="Filters">
          <Button slot="close">Apply</Button>
        </Dialog>
      </Popover>
    </DialogTrigger>
  );
}

export function MoreMenu() {
  return (
    <MenuTrigger>
      <Button>More</Button>
      <Popover className="popover">
        <Menu>
          <MenuItem>Archive</MenuItem>
        </Menu>
      </Popover>
    </MenuTrigger>
  );
}
