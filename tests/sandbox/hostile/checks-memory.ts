// expect: memory_limit_exceeded
// file: sum.ts
export const add = (): any => { const all = []; for (;;) all.push(new Array(1e4).fill(1)); };
// file: checks/hidden.ts
import { expect, test } from 'vitest';
import { add } from '../sum.ts';
test('adds', () => { expect(add(1, 2)).toBe(3); });
test('adds again', async () => { expect(await add(2, 2)).toEqual(4); });
