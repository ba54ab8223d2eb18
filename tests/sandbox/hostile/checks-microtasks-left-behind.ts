// expect: time_limit_exceeded
// file: sum.ts
const again = () => queueMicrotask(again);
export const add = (a: number, b: number) => { again(); return a + b; };
// file: checks/hidden.ts
import { expect, test } from 'vitest';
import { add } from '../sum.ts';
test('adds', () => { expect(add(1, 2)).toBe(3); });
test('adds again', async () => { expect(await add(2, 2)).toEqual(4); });
