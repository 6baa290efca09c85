/** Vue with reka-ui, vue-router, pages kept alive, transitions. Render functions: the compiler would want `eval`. */
import {
  DialogClose,
  DialogContent,
  DialogOverlay,
  DialogPortal,
  DialogRoot,
  DialogTitle,
  DialogTrigger,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuPortal,
  DropdownMenuRoot,
  DropdownMenuTrigger,
  PopoverClose,
  PopoverContent,
  PopoverPortal,
  PopoverRoot,
  PopoverTrigger,
  SelectContent,
  SelectItem,
  SelectItemText,
  SelectPortal,
  SelectRoot,
  SelectTrigger,
  SelectValue,
  SelectViewport,
} from "reka-ui";
import { createApp, h, KeepAlive, ref, Transition } from "vue";
import { createRouter, createWebHistory, RouterLink, RouterView } from "vue-router";

/** A component with children, given as a function, as Vue wants them. */
const put = (type, props, ...children) => h(type, props, { default: () => children });

const Colour = () =>
  put(
    SelectRoot,
    {},
    put(SelectTrigger, { "aria-label": "Colour" }, h(SelectValue, { placeholder: "None" })),
    put(
      SelectPortal,
      {},
      put(
        SelectContent,
        { position: "popper", class: "popover" },
        put(
          SelectViewport,
          {},
          ["Red", "Blue"].map((value) => put(SelectItem, { value, key: value }, put(SelectItemText, {}, value))),
        ),
      ),
    ),
  );

const ProjectDialog = {
  emits: ["save"],
  setup(_, { emit }) {
    const name = ref("");
    return () =>
      put(
        DialogRoot,
        {},
        put(DialogTrigger, {}, "New project"),
        put(
          DialogPortal,
          {},
          h(DialogOverlay, { class: "veil" }),
          put(
            DialogContent,
            { class: "dialog", "aria-describedby": undefined },
            put(DialogTitle, {}, "Create"),
            h("label", [
              "Name ",
              h("input", {
                value: name.value,
                onInput: ({ target }) => {
                  name.value = target.value;
                },
              }),
            ]),
            h(Colour),
            put(DialogClose, { onClick: () => emit("save", name.value) }, "Save project"),
          ),
        ),
      );
  },
};

const FilterPopover = () =>
  put(
    PopoverRoot,
    {},
    put(PopoverTrigger, {}, "Filter"),
    put(
      PopoverPortal,
      {},
      put(PopoverContent, { class: "popover", "aria-label": "Filters" }, put(PopoverClose, {}, "Apply")),
    ),
  );

const MoreMenu = () =>
  put(
    DropdownMenuRoot,
    {},
    put(DropdownMenuTrigger, {}, "More"),
    put(DropdownMenuPortal, {}, put(DropdownMenuContent, { class: "popover" }, put(DropdownMenuItem, {}, "Archive"))),
  );

const Projects = {
  setup() {
    const saved = ref([]);
    return () =>
      h("main", [
        h("h1", "Projects"),
        h(ProjectDialog, {
          onSave: (name) => {
            saved.value = [...saved.value, name];
          },
        }),
        h(FilterPopover),
        h(MoreMenu),
        h(
          "ul",
          { "aria-label": "Saved" },
          saved.value.map((name) => h("li", { key: name }, name)),
        ),
      ]);
  },
};

// Not a bare function: the router takes one for a page that is yet to be fetched.
const Settings = { render: () => h("main", [h("h1", "Settings"), h("label", ["Company ", h("input")])]) };

const MOVES = {
  mode: "out-in",
  enterActiveClass: "moving",
  leaveActiveClass: "moving",
  enterFromClass: "faded",
  leaveToClass: "faded",
};
const Shell = () => [
  h("nav", [put(RouterLink, { to: "/" }, "Projects"), " ", put(RouterLink, { to: "/settings" }, "Settings")]),
  h(RouterView, null, {
    default: ({ Component }) => put(Transition, MOVES, h(KeepAlive, null, [Component])),
  }),
];

const router = createRouter({
  history: createWebHistory("/vue"),
  routes: [
    { path: "/", component: Projects },
    { path: "/settings", component: Settings },
  ],
});
createApp({ render: Shell }).use(router).mount("#app");
