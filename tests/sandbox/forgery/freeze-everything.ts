try {
	Object.freeze(globalThis); Object.freeze(Object.prototype); Object.freeze(Array.prototype);
} catch {}

export const add = (a: number, b: number): any => a - b;
