try {
	Array.prototype[Symbol.iterator] = function* () {};
} catch {}

export const add = (a: number, b: number): any => a - b;
