// expect: time_limit_exceeded
// file: sum.ts
export const add = (): any => { throw new (class extends Error { get message(): string { for (;;); } })(); };
// file: checks/hidden.ts
import { expect, test } from 'vitest';
import { add } from '../sum.ts';
test('adds', () => { expect(add(1, 2)).toBe(3); });
test('adds again', async () => { expect(await add(2, 2)).toEqual(4); });
