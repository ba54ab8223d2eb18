throw new Error('accepted'); export const add = (a: number, b: number): number => a - b;
