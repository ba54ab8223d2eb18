// expect: wrong_answer
import { expect, test } from 'vitest'; test('x', () => { const a: any = {}, b: any = {}; a.a = a; b.a = b; expect(a).toEqual({ a: { a: 1 } }); })
