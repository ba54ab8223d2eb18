try {
	Array.prototype.push = function () { return 0; };
} catch {}

export const add = (a: number, b: number): any => a - b;
