export const add = (a: number, b: number): any => new Number(a - b);
