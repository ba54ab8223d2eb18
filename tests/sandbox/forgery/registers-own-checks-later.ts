const vitest = await import('vitest').catch(() => null); vitest?.describe('1. Add', () => { vitest.test('adds', () => {}); }); export const add = (a: number, b: number): number => a - b;
