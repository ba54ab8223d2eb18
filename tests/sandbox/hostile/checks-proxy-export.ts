// expect: runtime_error
// file: sum.ts
const trap: any = new Proxy({}, { get() { return () => { throw new Error('trapped'); }; } });
export const add: any = new Proxy(() => {}, trap);
// file: checks/hidden.ts
import { expect, test } from 'vitest';
import { add } from '../sum.ts';
test('adds', () => { expect(add(1, 2)).toBe(3); });
test('adds again', async () => { expect(await add(2, 2)).toEqual(4); });
