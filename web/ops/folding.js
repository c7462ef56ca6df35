/** A scale of time on which what is idle takes little room: stretches in which nothing but waits is open are folded to one width. */

/** @typedef {{from: number, to: number, idle: boolean}} Span — moments in ms */

/** @param {Span[]} spans @returns {{at: (moment: number) => number, folds: number[]}} — per cent of the width; lengths that were folded, in ms */
export function folded(spans) {
  const marks = [...new Set(spans.flatMap(({ from, to }) => [from, to]))].sort((a, b) => a - b);
  const stretches = marks.slice(1).map((to, place) => ({ from: marks[place], to, long: to - marks[place] }));
  const busy = (/** @type {Span} */ stretch) => spans.some((span) => !span.idle && span.from < stretch.to && span.to > stretch.from);
  const active = stretches.filter((one) => busy({ ...one, idle: false })).reduce((sum, { long }) => sum + long, 0);
  const fold = Math.max(active / 5, 20);
  let sum = 0;
  const folds = /** @type {number[]} */ ([]);
  const placed = stretches.map(({ from, to, long }) => {
    const folds_ = long > fold && !busy({ from, to, idle: false });
    if (folds_) folds.push(long);
    const width = folds_ ? fold : long;
    sum += width;
    return { from, to, start: sum - width, width };
  });
  const at = (/** @type {number} */ moment) => {
    const stretch = placed.find(({ to }) => moment <= to) ?? placed[placed.length - 1];
    if (!stretch || !sum) return 0;
    const part = Math.min(Math.max((moment - stretch.from) / (stretch.to - stretch.from), 0), 1);
    return ((stretch.start + part * stretch.width) / sum) * 100;
  };
  return { at, folds };
}
