// expect: wrong_answer
// file: sum.ts
let n = 0; export const add = (): any => ({ valueOf: () => n++, get a() { return n++; } });
// file: checks/hidden.ts
import { expect, test } from 'vitest';
import { add } from '../sum.ts';
test('adds', () => { expect(add(1, 2)).toBe(3); });
test('adds again', async () => { expect(await add(2, 2)).toEqual(4); });
