// expect: compile_error
// says: belongs to the checks
// file: sum.ts
import '../checks/hidden.ts';
export const add = 1 as any;
// file: checks/hidden.ts
import { expect, test } from 'vitest';
import { add } from '../sum.ts';
test('adds', () => { expect(add(1, 2)).toBe(3); });
test('adds again', async () => { expect(await add(2, 2)).toEqual(4); });
