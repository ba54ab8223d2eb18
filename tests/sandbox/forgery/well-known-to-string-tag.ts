try {
	Object.defineProperty(Object.prototype, Symbol.toStringTag, { get: () => 'Number', configurable: true });
} catch {}

export const add = (a: number, b: number): any => a - b;
