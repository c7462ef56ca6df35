/** What draws: Preact with htm for templates. Every module takes these from here, so that a newer Preact is one place. */
import { Fragment, h, render } from "../vendor/preact.js";
import { useEffect, useId, useLayoutEffect, useMemo, useRef, useState } from "../vendor/hooks.js";
import htm from "../vendor/htm.js";

/** A template as nodes: html`<p>${text}</p>`. What is put in is text, never markup. */
export const html = htm.bind(h);
export { Fragment, render, useEffect, useId, useLayoutEffect, useMemo, useRef, useState };
