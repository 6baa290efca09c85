import Button from "@mui/material/Button";
import Dialog from "@mui/material/Dialog";
import DialogContent from "@mui/material/DialogContent";
import DialogTitle from "@mui/material/DialogTitle";
import Drawer from "@mui/material/Drawer";
import FormControl from "@mui/material/FormControl";
import InputLabel from "@mui/material/InputLabel";
import Menu from "@mui/material/Menu";
import MenuItem from "@mui/material/MenuItem";
import Popover from "@mui/material/Popover";
import Select from "@mui/material/Select";
import TextField from "@mui/material/TextField";
import { useState } from "react";

function Fields({ onSave }) {
  const [name, setName] = useState("");
  const [colour, setColour] = useState("");
  return (
    <DialogContent>
      <TextField id="name" label="Name" value={name} onChange={({ target }) => setName(target.value)} />
      <FormControl>
        <InputLabel id="colour">Colour</InputLabel>
        <Select
          labelId="colour"
          label="Colour"
          sx={{ width: 120 }}
          value={colour}
          onChange={({ target }) => setColour(target.value)}
        >
          <MenuItem value="red">Red</MenuItem>
          <MenuItem value="blue">Blue</MenuItem>
        </Select>
      </FormControl>
      <Button onClick={() => onSave(name)}>Save project</Button>
    </DialogContent>
  );
}

function makeDialog(show) {
  return function ProjectDialog({ onSave }) {
    const [open, setOpen] = useState(false);
    const close = () => setOpen(false);
    const save = (name) => {
      onSave(name);
      close();
    };
    return (
      <>
        <Button onClick={() => setOpen(true)}>New project</Button>
        {show({ open, close, save })}
      </>
    );
  };
}

export const ProjectDialog = makeDialog(({ open, close, save }) => (
  <Dialog open={open} onClose={close} aria-labelledby="create">
    <DialogTitle id="create">Create</DialogTitle>
    <Fields onSave={save} />
  </Dialog>
));

export const ProjectDrawer = makeDialog(({ open, close, save }) => (
  <Drawer
    open={open}
    onClose={close}
    anchor="left"
    slotProps={{ paper: { role: "dialog", "aria-modal": true, "aria-label": "Create" } }}
  >
    <Fields onSave={save} />
  </Drawer>
));

export function FilterPopover() {
  const [anchor, setAnchor] = useState(null);
  const close = () => setAnchor(null);
  return (
    <>
      <Button onClick={({ currentTarget }) => setAnchor(currentTarget)}>Filter</Button>
      <Popover
        open={!!anchor}
        anchorEl={anchor}
        onClose={close}
        anchorOrigin={{ vertical: "bottom", horizontal: "left" }}
        slotProps={{ paper: { role: "dialog", "aria-label": "Filters" } }}
      >
        <Button onClick={close}>Apply</Button>
      </Popover>
    </>
  );
}

export function MoreMenu() {
  const [anchor, setAnchor] = useState(null);
  const close = () => setAnchor(null);
  return (
    <>
      <Button onClick={({ currentTarget }) => setAnchor(currentTarget)}>More</Button>
      <Menu open={!!anchor} anchorEl={anchor} onClose={close}>
        <MenuItem onClick={close}>Archive</MenuItem>
      </Menu>
    </>
  );
}
