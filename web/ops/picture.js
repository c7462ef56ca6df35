/** The road as a picture: where the case has been, where it is, where it stopped. Each state is a button that says so in words. */
import { html, useEffect, useMemo, useState } from "../shared/dom.js";
import { Waiting } from "../shared/parts.js";
import { t } from "../shared/words.js";
import { way as named } from "./visits.js";

/** @typedef {import("./layout.js").Placed} Placed */

/** @param {{road: any, times: Map<string, number>, gone: Set<string>, now?: string, stopped: boolean, chosen?: string, all: boolean, choose: (name: string) => void}} given */
export function Picture({ road, times, gone, now, stopped, chosen, all, choose }) {
  const library = useLayout();
  const visited = (/** @type {string} */ name) => times.has(name);
  const drawing = useMemo(() => library?.placed(road, visited, all), [library, road, times, all]);
  if (!drawing) return html`<${Waiting} />`;
  const state = (/** @type {Placed} */ { name }) => (name === now ? (stopped ? "stopped" : "now") : visited(name) ? "been" : "ahead");
  const parents = new Set(drawing.nodes.map((/** @type {Placed} */ { within }) => within));
  return html`<svg class=${all ? "road whole" : "road"} viewBox=${`0 0 ${drawing.width} ${drawing.height}`} width=${drawing.width} height=${drawing.height} role="group" aria-label=${t("PAGE_OPS_ROAD")}>
    <defs><marker id="head" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto"><path d="M0 0 8 4 0 8Z" /></marker></defs>
    ${drawing.nodes.filter((/** @type {Placed} */ { name }) => parents.has(name)).map((/** @type {Placed} */ node) => html`<${Frame} node=${node} state=${state(node)} />`)}
    ${drawing.ways.map((/** @type {any} */ way) => html`<${Way} way=${way} gone=${gone.has(named(way.from, way.to))} />`)}
    ${drawing.nodes.filter((/** @type {Placed} */ { name }) => !parents.has(name)).map((/** @type {Placed} */ node) =>
      html`<${State} node=${node} state=${state(node)} times=${times.get(node.name) ?? 0} chosen=${chosen === node.name} choose=${choose} />`)}
  </svg>`;
}

/** The library that lays out is 17 KB, fetched where a picture is wanted. */
function useLayout() {
  const [library, set] = useState(/** @type {typeof import("./layout.js") | undefined} */ (undefined));
  useEffect(() => void import("./layout.js").then((loaded) => set(() => loaded)), []);
  return library;
}

/** @param {{node: Placed, state: string}} given */
const Frame = ({ node, state }) => html`<g class=${`frame ${state}`}>
  <rect x=${node.x - node.width / 2} y=${node.y - node.height / 2} width=${node.width} height=${node.height} rx="8" />
</g>`;

/** @param {{node: Placed, state: string, times: number, chosen: boolean, choose: (name: string) => void}} given */
function State({ node, state, times, chosen, choose }) {
  const pressed = (/** @type {KeyboardEvent} */ event) => {
    if (event.key !== "Enter" && event.key !== " ") return;
    event.preventDefault();
    choose(node.name);
  };
  const said = `${node.text}，${t(`PAGE_OPS_${state.toUpperCase()}`)}${times > 1 ? `，${t("PAGE_OPS_TIMES", { times })}` : ""}`;
  return html`<g class=${`state ${node.kind} ${state}`} role="button" tabindex="0" aria-pressed=${chosen} aria-label=${said}
    transform=${`translate(${node.x - node.width / 2} ${node.y - node.height / 2})`} onClick=${() => choose(node.name)} onKeyDown=${pressed}>
    <rect width=${node.width} height=${node.height} rx=${node.kind === "end" ? node.height / 2 : 6} />
    <text x=${node.width / 2} y=${node.height / 2 + 4.5} text-anchor="middle">${node.text}${times > 1 ? ` ×${times}` : ""}</text>
  </g>`;
}

/** @param {{way: any, gone: boolean}} given */
const Way = ({ way, gone }) => html`<g class=${`way ${way.kind} ${gone ? "gone" : ""}`} aria-hidden="true">
  <path d=${curved(way.points)} marker-end="url(#head)" />
  ${way.at && html`<text x=${way.at.x} y=${way.at.y + 4} text-anchor="middle">${way.text}</text>`}
</g>`;

/** Through all points, softly. @param {{x: number, y: number}[]} points */
function curved(points) {
  const [first, ...rest] = points;
  const last = rest[rest.length - 1];
  const bends = rest.slice(0, -1).map((point, place) => {
    const next = rest[place + 1];
    const end = next === last ? last : { x: (point.x + next.x) / 2, y: (point.y + next.y) / 2 };
    return `Q${point.x} ${point.y} ${end.x} ${end.y}`;
  });
  return `M${first.x} ${first.y}${bends.join("") || `L${last.x} ${last.y}`}`;
}
