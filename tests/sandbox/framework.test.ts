import { beforeAll, describe, expect, test } from 'vitest';
import { runJob } from '../../src/lib/sandbox/engine.ts';
import type { Machine } from '../../src/lib/sandbox/machine.ts';
import { checksJob, outcomesOf, printedBy } from '../support/jobs.ts';
import { openMachine } from '../support/machine.ts';

let machine: Machine;

beforeAll(async () => {
	machine = await openMachine();
});

const LEARNERS = 'export const add = (a: number, b: number): number => a + b;';
const judge = (checks: string, learners = LEARNERS) => runJob(machine, checksJob(learners, checks));
const ofVitest = (checks: string) =>
	judge(
		`import { afterAll, afterEach, aroundEach, beforeAll, beforeEach, describe, expect, it, onTestFinished, test, vi } from 'vitest';\n${checks}`
	);
const ofJest = (checks: string) =>
	judge(
		`import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, jest, test, xit, xdescribe, fit } from '@jest/globals';\n${checks}`
	);

describe('titles of rows', () => {
	test('are formatted as vitest formats them', async () => {
		const report = await ofVitest(`
			test.each([[1, 2, 3], [2, 3, 5]])('%i + %i = %i', (a, b, sum) => { expect(a + b).toBe(sum); });
			test.each([['a', { b: 1 }]])('%s has %j, row %# of %$', () => {});
			test.each([{ a: 1, of: { name: 'one' } }])('$a is $of.name', ({ a }) => { expect(a).toBe(1); });
			test.each([[-0, 0.5]])('%f and %f', () => {});
			test.each\`
				a    | b    | sum
				\${1} | \${2} | \${3}
				\${4} | \${5} | \${9}
			\`('$a + $b = $sum', ({ a, b, sum }) => { expect(a + b).toBe(sum); });
			test.for([[1, 2], [3, 4]])('for %i and %i', ([a, b], { expect: own }) => { own(b - a).toBe(1); });
			describe.each(['x', 'y'])('group %s', (name) => { test('knows it', () => { expect(['x', 'y']).toContain(name); }); });
			test.each(['solo'])('%o', (value) => { expect(value).toBe('solo'); });`);

		expect(outcomesOf(report)).toEqual({
			'1 + 2 = 3': 'accepted',
			'2 + 3 = 5': 'accepted',
			'a has {"b":1}, row 0 of 1': 'accepted',
			'1 is one': 'accepted',
			'-0 and 0.5': 'accepted',
			'1 + 2 = 3 (2)': 'accepted',
			'4 + 5 = 9': 'accepted',
			'for 1 and 2': 'accepted',
			'for 3 and 4': 'accepted',
			'group x > knows it': 'accepted',
			'group y > knows it': 'accepted',
			"'solo'": 'accepted'
		});
	});
});

describe('what is chained to test and describe', () => {
	test('skips, singles out and turns round', async () => {
		const report = await ofVitest(`
			test.skip('skipped', () => { throw new Error(); });
			test.todo('to do');
			test.skipIf(true)('skipped, too', () => { throw new Error(); });
			test.runIf(true)('runs', () => {});
			test.fails('must fail', () => { expect(1).toBe(2); });
			test.fails('does not fail', () => {});
			test.concurrent('at once', async () => {});
			test('by an option', { skip: true }, () => { throw new Error(); });
			describe.skip('group', () => { test('of skipped', () => { throw new Error(); }); });
			describe.todo('later');`);

		expect(outcomesOf(report)).toEqual({
			skipped: 'skipped',
			'to do': 'skipped',
			'skipped, too': 'skipped',
			runs: 'accepted',
			'must fail': 'accepted',
			'does not fail': 'wrong_answer',
			'at once': 'accepted',
			'by an option': 'skipped',
			'group > of skipped': 'skipped'
		});
	});

	test('runs only what is singled out, in its file', async () => {
		const report = await ofVitest(`
			test('not this', () => {});
			describe('some', () => { test.only('this', () => {}); test('not this', () => {}); });
			describe.only('all of these', () => { test('a', () => {}); describe('deep', () => { test('b', () => {}); }); });`);

		expect(outcomesOf(report)).toEqual({
			'not this': 'skipped',
			'some > this': 'accepted',
			'some > not this': 'skipped',
			'all of these > a': 'accepted',
			'all of these > deep > b': 'accepted'
		});
	});

	test('retries, repeats and waits as long as the options say', async () => {
		const report = await ofVitest(`
			let tries = 0, rounds = 0;
			test('third time lucky', { retry: 2 }, () => { expect(++tries).toBe(3); });
			test('four rounds', { repeats: 3 }, () => { rounds++; });
			test('saw them', () => { expect([tries, rounds]).toEqual([3, 4]); });
			test('too slow', async () => { await new Promise((resolve) => setTimeout(resolve, 60)); }, 50);
			describe('patient', { timeout: 90_000 }, () => {
				test('waits', async () => { await new Promise((resolve) => setTimeout(resolve, 60_000)); });
			});`);

		expect(outcomesOf(report)).toEqual({
			'third time lucky': 'accepted',
			'four rounds': 'accepted',
			'saw them': 'accepted',
			'too slow': 'wrong_answer',
			'patient > waits': 'accepted'
		});
	});

	test('gives fixtures to who asks for them by name, and ends them in reverse', async () => {
		const report = await ofVitest(`
			const log = [];
			const own = test.extend({
				base: async ({}, use) => { log.push('base'); await use(10); log.push('base ends'); },
				twice: async ({ base }, use) => { log.push('twice'); await use(base * 2); log.push('twice ends'); },
				unused: async ({}, use) => { log.push('unused'); await use(0); },
				fixed: 5
			});
			const more = own.extend('label', ({ fixed }, { onCleanup }) => { onCleanup(() => { log.push('label ends'); }); return 'n' + fixed; });
			own('asks', ({ twice, fixed, expect }) => { expect(twice + fixed).toBe(25); });
			test('was ended', () => { expect(log).toEqual(['base', 'twice', 'twice ends', 'base ends']); });
			more('builds', ({ label }) => { expect(label).toBe('n5'); });
			own.for([1, 2])('row %i', (row, { base }) => { expect(base + row).toBeGreaterThan(10); });`);

		expect(Object.values(outcomesOf(report))).toEqual(Array.from({ length: 5 }, () => 'accepted'));
	});

	test('lets describe be async, and runs it when its file has loaded', async () => {
		const report = await ofVitest(`
			describe('later', async () => { await null; const { word } = late; test('says ' + word, () => {}); });
			const late = { word: 'hello' };`);

		expect(outcomesOf(report)).toEqual({ 'later > says hello': 'accepted' });
	});
});

describe('hooks', () => {
	test('run in the order of vitest', async () => {
		const report = await ofVitest(`
			const say = (text) => () => { console.log(text); };
			beforeAll(() => { console.log('beforeAll'); return say('its cleanup'); });
			afterAll(say('afterAll 1')); afterAll(say('afterAll 2'));
			beforeEach(() => { console.log('beforeEach'); return say('cleanup of beforeEach'); });
			afterEach(say('afterEach 1')); afterEach(say('afterEach 2'));
			aroundEach(async (run) => { console.log('around'); await run(); console.log('around ends'); });
			describe('inner', () => {
				beforeAll(say('inner beforeAll')); afterAll(say('inner afterAll'));
				beforeEach(say('inner beforeEach')); afterEach(say('inner afterEach'));
				test('a', () => { onTestFinished(say('finished 1')); onTestFinished(say('finished 2')); console.log('a'); });
			});`);

		expect(printedBy(report)).toEqual([
			'beforeAll',
			'inner beforeAll',
			'around',
			'beforeEach',
			'inner beforeEach',
			'a',
			'inner afterEach',
			'afterEach 2',
			'afterEach 1',
			'cleanup of beforeEach',
			'finished 2',
			'finished 1',
			'around ends',
			'inner afterAll',
			'afterAll 2',
			'afterAll 1',
			'its cleanup'
		]);
	});

	test('that fail are told with the checks they stand around, and stop no other', async () => {
		const report = await ofVitest(`
			describe('before all', () => { beforeAll(() => { throw new Error('no server'); }); test('a', () => {}); });
			describe('before each', () => { beforeEach(() => { throw new Error('no row'); }); test('a', () => {}); });
			describe('after each', () => { afterEach(() => { throw new Error('not closed'); }); test('a', () => {}); });
			describe('after all', () => { afterAll(() => { throw new Error('still open'); }); test('a', () => {}); test('b', () => {}); });
			describe('hanging', () => { beforeEach(() => new Promise(() => {}), 20); test('a', () => {}); });
			test('fine', () => {});`);

		expect(report.checks.map(({ id, message }) => [id, message])).toEqual([
			['before all > a', 'Error: no server'],
			['before each > a', 'Error: no row'],
			['after each > a', 'Error: not closed'],
			['after all > a', null],
			['after all > b', 'Error: still open'],
			['hanging > a', expect.stringContaining('This hook was not done after 20 ms')],
			['fine', null]
		]);
	});
});

describe('the context of a check', () => {
	test('tells its task, skips, and says when it is over', async () => {
		const report = await ofVitest(`
			test('named', ({ task, expect }) => { expect(task.name).toBe('named'); });
			test('leaves', ({ skip }) => { skip('not today'); throw new Error(); });
			test('stays', ({ skip }) => { skip(false); });
			test('fails', ({ onTestFailed }) => { onTestFailed(({ task }) => { console.log('failed', task.name); }); expect(1).toBe(2); });
			test('is aborted', async ({ signal, onTestFinished }) => {
				onTestFinished(() => { console.log('aborted', signal.aborted); });
				await new Promise(() => {});
			}, 10);`);

		expect(outcomesOf(report)).toEqual({
			named: 'accepted',
			leaves: 'skipped',
			stays: 'accepted',
			fails: 'wrong_answer',
			'is aborted': 'wrong_answer'
		});
		expect(printedBy(report)).toEqual(['failed fails', 'aborted true']);
	});
});

describe('checks of jest', () => {
	test('have its names, done, and hooks', async () => {
		const report = await ofJest(`
			const calls = [];
			beforeAll((done) => { setTimeout(() => { calls.push('beforeAll'); done(); }, 10); });
			beforeEach(() => { calls.push('beforeEach'); });
			test('is done later', (done) => { setTimeout(() => { expect(calls).toEqual(['beforeAll', 'beforeEach']); done(); }, 5); });
			it('fails by done', (done) => { done(new Error('went wrong')); });
			it('is never done', (done) => {}, 30);
			xit('is left out', () => { throw new Error(); });
			xdescribe('group', () => { test('left out', () => { throw new Error(); }); });
			test.each([[1, 2]])('%p and %p', (a, b, done) => { expect(a + b).toBe(3); done(); });
			test.failing('must fail', () => { throw new Error(); });`);

		expect(outcomesOf(report)).toEqual({
			'is done later': 'accepted',
			'fails by done': 'runtime_error',
			'is never done': 'wrong_answer',
			'is left out': 'skipped',
			'group > left out': 'skipped',
			'1 and 2': 'accepted',
			'must fail': 'accepted'
		});
	});

	test('single out with fit', async () => {
		expect(outcomesOf(await ofJest(`fit('this', () => {}); test('not this', () => {});`))).toEqual({
			this: 'accepted',
			'not this': 'skipped'
		});
	});
});

describe('checks of node:test', () => {
	test('run on the same framework', async () => {
		const report = await judge(`
			import test, { after, before, describe, it } from 'node:test';
			import assert from 'node:assert/strict';
			describe('sums', () => {
				let base = 0;
				before(() => { base = 1; });
				it('adds', () => { assert.equal(base + 1, 2); });
				it('is wrong', () => { assert.equal(base, 2); });
				it('is skipped', { skip: 'for now' }, () => { throw new Error(); });
			});
			test('has parts', async (t) => {
				await t.test('first', () => { assert.ok(true); });
				await t.test('second', async () => { assert.deepEqual({ a: 1 }, { a: 2 }); });
			});`);

		expect(outcomesOf(report)).toEqual({
			'sums > adds': 'accepted',
			'sums > is wrong': 'wrong_answer',
			'sums > is skipped': 'skipped',
			'has parts': 'wrong_answer'
		});
	});
});
