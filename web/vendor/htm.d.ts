declare const htm: { bind(h: (...args: any[]) => any): (strings: TemplateStringsArray, ...values: unknown[]) => any };
export default htm;
