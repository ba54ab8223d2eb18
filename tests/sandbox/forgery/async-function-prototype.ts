try {
	const asyncFunction = Object.getPrototypeOf(async function () {}); Object.setPrototypeOf(asyncFunction, null);
} catch {}

export const add = (a: number, b: number): any => a - b;
