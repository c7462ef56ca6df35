// What the pages use of Preact, hooks and htm, as types: theirs would bring a tree of files.
export const h: (...args: any[]) => any;
export const Fragment: any;
export const render: (what: any, where: Element) => void;
