// Reads diagrams with the real Mermaid and prints what it understood: node mermaid.mjs NODE_MODULES FILE…
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";

const [folder, ...files] = process.argv.slice(2);
const { JSDOM } = createRequire(join(resolve(folder), "x.js"))("jsdom");
const { window } = new JSDOM("");
Object.assign(globalThis, { window, document: window.document });
const { default: mermaid } = await import(pathToFileURL(join(resolve(folder), "mermaid/dist/mermaid.core.mjs")));
mermaid.initialize({ securityLevel: "strict", startOnLoad: false });

// Mermaid keeps an entity as these marks until it draws.
const decoded = (text) => text.replace(/ﬂ°°(\d+)¶ß/g, (_, code) => String.fromCodePoint(code)).replace(/ﬂ°|¶ß/g, "");
const found = [];
for (const file of files) {
  const { db } = await mermaid.mermaidAPI.getDiagramFromText(readFileSync(file, "utf8"));
  found.push({
    title: decoded(db.getAccTitle()),
    description: decoded(db.getAccDescription()),
    nodes: [...db.getVertices().values()].map((each) => [each.id, decoded(each.text ?? "")]),
    edges: db.getEdges().map((each) => [each.start, each.end, decoded(each.text ?? "")]),
  });
}
console.log(JSON.stringify(found));
