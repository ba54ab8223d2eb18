// expect: time_limit_exceeded
// file: sum.ts
export function then(resolve: any) { for (;;); }
export const add = (a: number, b: number) => a + b;
// file: checks/hidden.ts
import { expect, test } from 'vitest';
const { add } = await import('../sum.ts');
test('adds', () => { expect(add(1, 2)).toBe(3); });
test('adds again', async () => { expect(await add(2, 2)).toEqual(4); });
