/**
 * Where dagre puts the states of a road: sizes in px of the drawing. Drawn are those that lead to the loan, and wherever the case has been; all of
 * them if wanted. What runs side by side is one frame with its branches below each other, so that the drawing stays as narrow as a column.
 */
import { Graph, layout } from "../vendor/dagre.js";

/** @typedef {{name: string, text: string, kind: string, within: string | null}} Node */
/** @typedef {{from: string, to: string, kind: string, text: string}} Way */
/** @typedef {Node & {x: number, y: number, width: number, height: number}} Placed */

const [HIGH, LETTER, ROOM, GAP] = [32, 14, 24, 6];

/** @param {{nodes: Node[], ways: Way[]}} road @param {(name: string) => boolean} visited @param {boolean} all
 * @returns {{width: number, height: number, nodes: Placed[], ways: (Way & {points: {x: number, y: number}[], at?: {x: number, y: number}})[]}} */
export function placed({ nodes, ways }, visited, all) {
  const home = leading(nodes, ways);
  const drawn = nodes.filter(({ name, within }) => !within && (all || home.has(name) || visited(name)));
  const names = new Set(drawn.map(({ name }) => name));
  const real = ways.filter(({ from, to, kind }) => names.has(from) && names.has(to) && (kind !== "withdrawn" || (visited(from) && visited(to))));
  const graph = new Graph({ multigraph: true });
  graph.setGraph({ rankdir: "TB", nodesep: 18, ranksep: 24, edgesep: 14, marginx: 6, marginy: 6 });
  const branches = (/** @type {string} */ name) => nodes.filter(({ within, kind }) => within === name && kind !== "pass");
  for (const { name, text } of drawn) {
    const inside = branches(name);
    const letters = Math.max(...[text, ...inside.map((one) => one.text)].map((said) => [...said].length));
    graph.setNode(name, { width: letters * LETTER + ROOM + (inside.length ? 2 * GAP : 0), height: inside.length ? inside.length * (HIGH + GAP) + GAP : HIGH });
  }
  real.forEach(({ from, to, text }, place) => graph.setEdge(from, to, { width: text.length * 12, height: text ? 16 : 0, labelpos: "c" }, String(place)));
  layout(graph);
  const { width, height } = graph.graph();
  return {
    width, height,
    nodes: drawn.flatMap((node) => {
      const frame = { ...node, ...graph.node(node.name) };
      const top = frame.y - frame.height / 2 + GAP + HIGH / 2;
      return [frame, ...branches(node.name).map((one, place) => ({ ...one, x: frame.x, y: top + place * (HIGH + GAP), width: frame.width - 2 * GAP, height: HIGH }))];
    }),
    ways: real.map((way, place) => {
      const { points, x, y } = graph.edge(way.from, way.to, String(place));
      return { ...way, points, at: way.text ? { x, y } : undefined };
    }),
  };
}

/** The states from which the loan can still come: those that lead to the first end that is declared. @param {Node[]} nodes @param {Way[]} ways */
function leading(nodes, ways) {
  const found = new Set([nodes.find(({ kind }) => kind === "end")?.name ?? ""]);
  for (let grown = -1; grown !== found.size; ) {
    grown = found.size;
    for (const { from, to, kind } of ways) if (kind !== "withdrawn" && found.has(to)) found.add(from);
  }
  return found;
}
