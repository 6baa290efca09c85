/** Makes the SDK's types of the wire: JSON Schema on stdin, TypeScript on stdout. */
import { json } from "node:stream/consumers";
import { compile } from "json-schema-to-typescript";

/** Models whose names a browser already has for something else. */
const RENAMED = { Element: "ElementCondition", Event: "EventCondition" };

/** Unions that recur, each with the place to read it from. */
const UNIONS = {
  Condition: (models) => models.All.properties.all.items,
  TextNode: (models) => models.TextElement.properties.children.items,
};

const OPTIONS = {
  additionalProperties: false,
  bannerComment: "/** Made by `make schema` from the server's models. Change those, then make it again. */",
  ignoreMinAndMaxItems: true,
  unreachableDefinitions: true,
  style: { printWidth: 120 },
};

/** A copy of a JSON value in which `change` has had its say on every object, outermost first. */
function rewrite(value, change) {
  if (Array.isArray(value)) return value.map((child) => rewrite(child, change));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(change(value)).map(([key, child]) => [key, rewrite(child, change)]));
}

const refer = (name) => ({ $ref: `#/$defs/${name}` });
const textOf = (node) => JSON.stringify(node.anyOf ?? node.oneOf);

function nameUnions(schema) {
  const unions = Object.entries(UNIONS).map(([name, find]) => [name, find(schema.$defs)]);
  const names = new Map(unions.map(([name, union]) => [textOf(union), name]));
  const named = rewrite(schema, (node) => (names.has(textOf(node)) ? refer(names.get(textOf(node))) : node));
  Object.assign(named.$defs, Object.fromEntries(unions));
  return named;
}

function renameModels(schema) {
  const rename = (name) => RENAMED[name] ?? name;
  const renamed = rewrite(schema, (node) => (node.$ref ? refer(rename(node.$ref.split("/").pop())) : node));
  renamed.$defs = Object.fromEntries(Object.entries(renamed.$defs).map(([name, model]) => [rename(name), model]));
  return renamed;
}

/** A title makes an alias; only the models have names of their own. */
function dropTitles(schema) {
  return rewrite(schema, (node) => {
    const { title, ...rest } = node;
    return typeof title === "string" ? rest : node;
  });
}

/** The generator's notes on where it found a model say nothing to a reader. */
function dropNotes(source) {
  const notes = /^( *\*\n)? *\* This interface was referenced by.*\n *\* via the .*\n/gm;
  return source.replace(notes, "").replace(/^ *\/\*\*\n *\*\/\n/gm, "");
}

const schema = dropTitles(renameModels(nameUnions(await json(process.stdin))));
process.stdout.write(dropNotes(await compile(schema, "Wire", OPTIONS)));
