import { beforeAll, describe, expect, test } from 'vitest';
import { runJob } from '../../src/lib/sandbox/engine.ts';
import type { Machine } from '../../src/lib/sandbox/machine.ts';
import { checksJob, printedBy } from '../support/jobs.ts';
import { openMachine } from '../support/machine.ts';

let machine: Machine;

beforeAll(async () => {
	machine = await openMachine();
});

const judge = (checks: string) =>
	runJob(
		machine,
		checksJob(
			'',
			`import { assert, chai, describe, expect, expectTypeOf, assertType, test, vi } from 'vitest';\n${checks}`
		)
	);
const failuresOf = async (checks: string) =>
	(await judge(checks)).checks.filter(({ message }) => message !== null);

describe('every matcher', () => {
	test('holds of what it should', async () => {
		const failures = await failuresOf(`
			const spy = vi.fn((x) => x * 2), other = vi.fn();
			spy(1); spy(2, 'b'); other(3);
			const fails = vi.fn(() => { throw new Error('no'); });
			try { fails(); } catch {}
			class Dog { bark() {} }
			test('of equality', () => {
				expect(1).toBe(1); expect({ a: undefined, b: 2 }).toEqual({ b: 2 }); expect({ b: 2 }).toStrictEqual({ b: 2 });
				expect({ a: undefined }).not.toStrictEqual({}); expect([1, , 3]).toEqual([1, undefined, 3]);
				expect(new Map([[{ a: 1 }, new Set([1])]])).toEqual(new Map([[{ a: 1 }, new Set([1])]]));
				expect(2).toBeOneOf([1, 2]); expect(3).toSatisfy((x) => x % 3 === 0); expect(new Dog()).toBeInstanceOf(Dog);
			});
			test('of numbers and truth', () => {
				expect(0.1 + 0.2).toBeCloseTo(0.3); expect(2).toBeGreaterThan(1); expect(2n).toBeGreaterThanOrEqual(2n);
				expect(1).toBeLessThan(2); expect(1).toBeLessThanOrEqual(1); expect(NaN).toBeNaN(); expect(null).toBeNull();
				expect(undefined).toBeUndefined(); expect(0).toBeDefined(); expect(1).toBeTruthy(); expect('').toBeFalsy();
				expect(null).toBeNullable(); expect('a').toBeTypeOf('string');
			});
			test('of what is inside', () => {
				expect([1, 2]).toContain(2); expect('abc').toContain('b'); expect([{ a: 1 }]).toContainEqual({ a: 1 });
				expect('abc').toHaveLength(3); expect({ a: { b: [1] } }).toHaveProperty('a.b[0]', 1); expect({ 'a.b': 1 }).toHaveProperty(['a.b']);
				expect('abc').toMatch(/b/); expect({ a: 1, b: { c: 2, d: 3 } }).toMatchObject({ b: { c: 2 } });
			});
			test('of what is thrown', () => {
				const bad = () => { throw new TypeError('bad thing'); };
				expect(bad).toThrow(); expect(bad).toThrow('bad'); expect(bad).toThrow(/thing$/); expect(bad).toThrow(TypeError);
				expect(bad).toThrowError(new TypeError('bad thing')); expect(bad).toThrow(expect.objectContaining({ message: 'bad thing' }));
				expect(() => {}).not.toThrow();
			});
			test('of spies', () => {
				expect(spy).toHaveBeenCalled(); expect(spy).toBeCalled(); expect(spy).toHaveBeenCalledTimes(2); expect(spy).toBeCalledTimes(2);
				expect(spy).toHaveBeenCalledWith(1); expect(spy).toBeCalledWith(2, 'b'); expect(spy).toHaveBeenLastCalledWith(2, expect.any(String));
				expect(spy).lastCalledWith(2, 'b'); expect(spy).toHaveBeenNthCalledWith(1, 1); expect(spy).nthCalledWith(1, 1);
				expect(other).toHaveBeenCalledOnce(); expect(other).toHaveBeenCalledExactlyOnceWith(3);
				expect(spy).toHaveBeenCalledBefore(other); expect(other).toHaveBeenCalledAfter(spy);
				expect(spy).toHaveReturned(); expect(spy).toReturn(); expect(spy).toHaveReturnedTimes(2); expect(spy).toReturnTimes(2);
				expect(spy).toHaveReturnedWith(2); expect(spy).toReturnWith(4); expect(spy).toHaveLastReturnedWith(4); expect(spy).lastReturnedWith(4);
				expect(spy).toHaveNthReturnedWith(1, 2); expect(spy).nthReturnedWith(2, 4); expect(fails).not.toHaveReturned();
			});
			test('of promises', async () => {
				await expect(Promise.resolve(1)).resolves.toBe(1); await expect(async () => { throw new Error('no'); }).rejects.toThrow('no');
				await expect(Promise.reject(new Error('no'))).rejects.toMatchObject({ message: 'no' });
				const settles = vi.fn(async () => 5); await settles();
				expect(settles).toHaveResolved(); expect(settles).toHaveResolvedWith(5); expect(settles).toHaveResolvedTimes(1);
			});
			test('asymmetric', () => {
				expect({ a: 1, b: 'x', c: [1, 2], d: 0.3, e: null }).toEqual({
					a: expect.any(Number), b: expect.stringContaining('x'), c: expect.arrayContaining([2]), d: expect.closeTo(0.30001, 3), e: null
				});
				expect('abc').toEqual(expect.stringMatching(/b/)); expect({ a: 1, b: 2 }).toEqual(expect.objectContaining({ b: 2 }));
				expect(0).toEqual(expect.anything()); expect([1]).toEqual(expect.not.arrayContaining([2]));
				expect({ a: 1 }).toEqual(expect.not.objectContaining({ b: 1 })); expect('a').toEqual(expect.not.stringContaining('b'));
				const schema = { '~standard': { version: 1, vendor: 'x', validate: (v) => typeof v === 'string' ? { value: v } : { issues: [{ message: 'no' }] } } };
				expect('a').toEqual(expect.schemaMatching(schema)); expect(1).not.toEqual(expect.schemaMatching(schema));
			});
			test("in chai's style", () => {
				expect([1, 2]).to.have.lengthOf(2); expect({ a: 1 }).to.deep.equal({ a: 1 }); expect(1).to.be.a('number').and.equal(1);
				assert.strictEqual(1, 1); assert(true); expect.assert.deepEqual([1], [1]); chai.assert.isTrue(true); expect(spy).to.have.been.called;
			});
			test('of types does nothing when it runs', () => {
				expectTypeOf({ a: 1 }).toEqualTypeOf(); expectTypeOf((x) => x).parameter(0).toBeNumber(); expectTypeOf(1).not.toBeString();
				expectTypeOf(Promise.resolve(1)).resolves.toBeNumber(); assertType(1);
			});`);

		expect(failures.map(({ id, message }) => [id, message])).toEqual([]);
	});
});

describe('expect', () => {
	test('goes on after a soft assertion and tells all that failed', async () => {
		const [failure] = await failuresOf(
			`test('a', () => { expect.soft(1).toBe(2); expect.soft([1]).toEqual([2]); expect(3).toBe(3); });`
		);

		expect(failure?.outcome).toBe('wrong_answer');
		expect(failure?.message).toBe(
			'expected 1 to be 2 // Object.is equality\n\nexpected [ 1 ] to deeply equal [ 2 ]'
		);
	});

	test('polls on virtual time, and must be awaited', async () => {
		const report = await judge(`
			test('in time', async () => { let n = 0; await expect.poll(() => ++n, { interval: 100 }).toBe(5); });
			test('too late', async () => { await expect.poll(() => 1, { timeout: 200 }).toBe(5); });
			test('not awaited', () => { expect.poll(() => 1).toBe(1); });`);

		expect(report.checks.map(({ outcome, virtualMs }) => [outcome, virtualMs])).toEqual([
			['accepted', 400],
			['wrong_answer', 200],
			['runtime_error', 0]
		]);
	});

	test('finds assertions that nobody awaited', async () => {
		const [failure] = await failuresOf(`test('a', () => { expect(Promise.resolve(1)).resolves.toBe(1); });`);

		expect(failure?.message).toContain('was not awaited');
	});

	test('counts assertions', async () => {
		const failures = await failuresOf(`
			test('too few', () => { expect.assertions(2); expect(1).toBe(1); });
			test('none', () => { expect.hasAssertions(); });
			test('own', ({ expect }) => { expect.assertions(1); });
			test('unreachable', () => { expect.unreachable('here'); });
			test('enough', () => { expect.assertions(1); expect(1).toBe(1); });`);

		expect(failures.map(({ id, outcome, message }) => [id, outcome, message])).toEqual([
			['too few', 'wrong_answer', 'expected number of assertions to be 2, but got 1'],
			['none', 'wrong_answer', 'expected any number of assertion, but got none'],
			['own', 'wrong_answer', 'expected number of assertions to be 1, but got 0'],
			['unreachable', 'wrong_answer', 'expected "here" not to be reached']
		]);
	});

	test('can be extended, also by what waits, and with equality of its own', async () => {
		const failures = await failuresOf(`
			expect.extend({
				toBeEven(value) { return { pass: value % 2 === 0, message: () => value + ' is odd', actual: value, expected: 'even' }; },
				async toBecomeEven(value) { const it = await value; return { pass: it % 2 === 0, message: () => it + ' is odd' }; }
			});
			test('holds', async () => { expect(2).toBeEven(); expect(3).not.toBeEven(); expect({ n: 2 }).toEqual({ n: expect.toBeEven() }); await expect(Promise.resolve(4)).toBecomeEven(); });
			test('fails', () => { expect(3).toBeEven(); });
			test('fails later', async () => { await expect(Promise.resolve(3)).toBecomeEven(); });
			class Money { constructor(cents, note) { this.cents = cents; this.note = note; } }
			test('testers', () => {
				expect.addEqualityTesters([(a, b) => a instanceof Money && b instanceof Money ? a.cents === b.cents : undefined]);
				expect({ price: new Money(1, 'a') }).toEqual({ price: new Money(1, 'b') });
			});`);

		expect(failures.map(({ id, outcome, message }) => [id, outcome, message])).toEqual([
			['fails', 'wrong_answer', '3 is odd'],
			['fails later', 'wrong_answer', '3 is odd']
		]);
	});

	test('stands in the packages expect and chai, too', async () => {
		const report = await runJob(
			machine,
			checksJob(
				'',
				`import { test } from 'vitest'; import { expect } from 'expect'; import * as chai from 'chai';
				test('both', () => { expect([1]).toEqual([1]); chai.expect(1).to.equal(1); chai.assert.ok(true); });`
			)
		);

		expect(report.checks.map(({ outcome }) => outcome)).toEqual(['accepted']);
	});
});

describe('snapshots', () => {
	test('inline are compared as vitest writes them', async () => {
		const failures = await failuresOf(`
			test('holds', () => {
				expect({ b: 1, a: [new Map([['k', 'v']])], s: 'x' }).toMatchInlineSnapshot(\`
					{
					  "a": [
					    Map {
					      "k" => "v",
					    },
					  ],
					  "b": 1,
					  "s": "x",
					}
				\`);
				expect('text').toMatchInlineSnapshot('"text"');
				expect({ id: 7, n: 1 }).toMatchInlineSnapshot({ id: expect.any(Number) }, \`
					{
					  "id": Any<Number>,
					  "n": 1,
					}
				\`);
				expect(() => { throw new Error('bad'); }).toThrowErrorMatchingInlineSnapshot('[Error: bad]');
			});
			test('differs', () => { expect({ a: 1, b: 2 }).toMatchInlineSnapshot(\`
				{
				  "a": 1,
				  "b": 3,
				}
			\`); });
			test('is empty', () => { expect([1]).toMatchInlineSnapshot(); });
			test('in a file', () => { expect([1]).toMatchSnapshot(); });`);

		expect(failures.map(({ id, outcome }) => [id, outcome])).toEqual([
			['differs', 'wrong_answer'],
			['is empty', 'runtime_error'],
			['in a file', 'runtime_error']
		]);
		expect(failures[0]).toMatchObject({
			message: 'Snapshot `differs 1` mismatched',
			expected: '{\n  "a": 1,\n  "b": 3,\n}',
			actual: '{\n  "a": 1,\n  "b": 2,\n}'
		});
		expect(failures[1]?.message).toContain('[\n  1,\n]');
		expect(failures[2]?.message).toContain('write toMatchInlineSnapshot()');
	});
});

describe('what failed', () => {
	test('is told as vitest does, with both values line by line', async () => {
		const [failure] = await failuresOf(
			`test('a', () => { expect({ name: 'Ada', list: [1, 2, 3], deep: { x: 'a long text that takes its room', y: 2 } }).toEqual({ name: 'Ada' }); });`
		);

		expect(failure?.message).toMatch(/^expected \{ name: 'Ada', .*\} to deeply equal \{ name: 'Ada' \}$/);
		expect(failure?.expected).toBe("{\n  name: 'Ada',\n}");
		expect(failure?.actual?.split('\n')).toContain("  name: 'Ada',");
	});

	test('shows texts of several lines as they are', async () => {
		const [failure] = await failuresOf(`test('a', () => { expect('one\\ntwo').toBe('one\\nthree'); });`);

		expect([failure?.expected, failure?.actual]).toEqual(['one\nthree', 'one\ntwo']);
	});
});

describe('a name that no assertion has', () => {
	test.each(['expect(1).to.be.treu;', 'expect(1).toBee(1);', "expect('a').to.not.bee.ok;"])(
		'%s is refused, for it would check nothing',
		async (code) => {
			const report = await runJob(
				machine,
				checksJob('', `import { expect, test } from 'vitest'; test('checks', () => { ${code} });`)
			);

			expect(report.checks[0]?.outcome).toBe('runtime_error');
			expect(report.checks[0]?.message).toContain('Invalid Chai property');
		}
	);
});

describe('what is decided without the library', () => {
	const AGREEMENT = `import { expect, test } from 'vitest';
		class Point { constructor(x) { this.x = x; } }
		class Mine extends Error {}
		const holes = [1, , 3];
		const cyclic = { a: 1 }; cyclic.self = cyclic;
		const odd = Object.assign([1, 2], { extra: true });
		const thrower = (error) => () => { throw error; };
		const VALUES = [0, -0, 1, 1.5, NaN, Infinity, 5n, 6n, '', 'a', 'abc', true, false, null, undefined, Symbol.iterator, [], [1], [1, 2], [1, [2, { a: 1 }]],
			[undefined], holes, odd, {}, { a: 1 }, { a: 1, b: undefined }, { a: [1, { b: 'x' }] }, Object.create(null), new Point(1), { x: 1 }, new Date(0), new Date(1), /a/, new Map([[1, 2]]), new Set([1]),
			new Error('no'), new Mine('not now'), Object(1), new Uint8Array([1]), cyclic, { [Symbol.for('s')]: 1 }, { get a() { return 1; } },
			() => 1, thrower(new Error('no')), thrower(new Mine('not now')), thrower('text'), thrower(null), async () => 1, expect.any(Number), expect.anything()];
		const ONE = ['toBe', 'toEqual', 'toStrictEqual', 'toBeGreaterThan', 'toBeGreaterThanOrEqual', 'toBeLessThan', 'toBeLessThanOrEqual', 'toHaveLength', 'toContain', 'toThrow', 'toThrowError', 'toMatchObject'];
		const NONE = ['toBeNull', 'toBeUndefined', 'toBeDefined', 'toBeTruthy', 'toBeFalsy', 'toBeNaN', 'toThrow'];
		const said = (work) => { try { work(); return 'holds'; } catch (error) { return String(error?.message); } };
		const all = () => {
			const answers = [];
			for (const value of VALUES) {
				for (const name of NONE) answers.push(said(() => expect(value)[name]()), said(() => expect(value).not[name]()));
				for (const name of ONE) for (const expected of VALUES) answers.push(said(() => expect(value)[name](expected)), said(() => expect(value).not[name](expected)));
			}
			return answers;
		};
		test('agrees', () => {
			const here = all();
			expect.addEqualityTesters([]);
			const library = all();
			const other = here.findIndex((answer, index) => answer !== library[index]);
			console.log(here.length, here.filter((answer) => answer === 'holds').length > 1_000, other, here[other], library[other]);
		});`;

	test('is what the library decides, in the same words', async () => {
		const report = await runJob(
			machine,
			checksJob('', AGREEMENT, { stepsMax: 2_000_000_000, wallMsMax: 60_000 })
		);

		expect(report.stopped).toBeNull();
		expect(printedBy(report)[0]).toMatch(/^\d{5} true -1 undefined undefined$/);
	});
});
