const stop = (globalThis as any).InternalError; throw new stop('interrupted');
export const add = (a: number, b: number): any => a - b;
