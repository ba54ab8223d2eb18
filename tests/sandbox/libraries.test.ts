import { readdirSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import type { Job } from '../../src/lib/domain/job.ts';
import { runJob } from '../../src/lib/sandbox/engine.ts';
import { LIBRARIES } from '../../src/lib/sandbox/libraries.ts';
import { Machine } from '../../src/lib/sandbox/machine.ts';
import { createSandboxPool } from '../../src/lib/server/sandbox-pool/sandbox-pool.ts';
import { expectSameAsNode } from '../support/beside-node.ts';
import { checksJob, outcomesOf, printedBy, programJob } from '../support/jobs.ts';
import { machineFolder, machineParts, openMachine } from '../support/machine.ts';

/** Each file of libraries/ is a program that runs in the machine and in Node; both must print the same. */
const FOLDER = path.join(import.meta.dirname, 'libraries');

let machine: Machine;

beforeAll(async () => {
	machine = await openMachine();
});

const run = (code: string) => runJob(machine, programJob(code));

async function comparable(on: Machine, job: Job) {
	const report = await runJob(on, job);
	return { ...report, usage: { ...report.usage, wallMs: 0 } };
}

describe('what a library does in Node, it does in the machine', () => {
	test.each(readdirSync(FOLDER).map((name) => [name]))('%s', (name) =>
		expectSameAsNode(machine, path.join(FOLDER, name))
	);

	test('each is there by its own name', async () => {
		const code = LIBRARIES.map(
			(name, index) => `import * as a${index} from '${name}'; console.log(Object.keys(a${index}).length > 0);`
		);

		expect(printedBy(await run(code.join('\n')))).toEqual(LIBRARIES.map(() => 'true'));
	});

	test.each([
		["import hono from 'hono'; console.log(hono);", "'hono' has no export 'default'"],
		[
			"import { cache } from 'hono/cache'; cache();",
			"There is no module 'hono/cache' here. Of hono there are hono,"
		],
		["const name = 'zo' + 'd'; await import(name);", "'zod' is a library: name it in an import as it is"],
		[
			"import express from 'express'; express();",
			'hono, jose, rxjs, zod, fast-check, cockatiel, pg, and your own files'
		],
		[
			"import { generateKeyPair } from 'jose'; await generateKeyPair('RS256');",
			"Unrecognized algorithm name 'RSASSA-PKCS1-v1_5'. Here are HMAC,"
		],
		[
			"import fc from 'fast-check'; fc.configureGlobal({ numRuns: 1 });",
			'fc.configureGlobal is not available here'
		]
	])('what is absent says so: %s', async (code, message) => {
		expect((await run(code)).stopped?.message).toContain(message);
	});
});

describe('a run with libraries', () => {
	const RANDOM = `import fc from 'fast-check'; console.log(fc.check(fc.property(fc.nat(), (n) => n < 9)).seed);`;

	test('is the same each time for the same seed, and another for another', async () => {
		const [first, again] = [await run(RANDOM), await run(RANDOM)];
		const other = await runJob(machine, { ...programJob(RANDOM), seed: 2 });

		expect(printedBy(again)).toEqual(printedBy(first));
		expect(printedBy(other)).not.toEqual(printedBy(first));
	});

	test('waits in virtual time', async () => {
		const report = await run(`import { interval, take } from 'rxjs';
			interval(60_000).pipe(take(3)).subscribe((n) => console.log(n));`);

		expect(printedBy(report)).toEqual(['0', '1', '2']);
		expect(report.usage.virtualMs).toBe(180_000);
		expect(report.usage.wallMs).toBeLessThan(60_000);
	});
});

describe('the second image', () => {
	const PLAIN = programJob(`console.log([3, 1, 2].sort(), Math.random());`);
	const WITH_LIBRARY = programJob(`import { z } from 'zod'; console.log(z.int().parse(3), Math.random());`);

	test('is loaded when a program imports a library, once, and not before', async () => {
		let loads = 0;
		const parts = await machineParts();
		const counted = await Machine.open({
			...parts,
			libraries: () => {
				loads++;
				return parts.libraries();
			}
		});
		await runJob(counted, PLAIN);
		await runJob(counted, programJob(`console.log("from 'zodiac', import('./zod')");`));
		expect([loads, counted.libraries]).toEqual([0, null]);

		await runJob(counted, WITH_LIBRARY);
		await runJob(counted, WITH_LIBRARY);
		expect(loads).toBe(1);
	});

	test('is tried again when it could not be fetched', async () => {
		const parts = await machineParts();
		let isOffline = true;
		const machine = await Machine.open({
			...parts,
			libraries: () => (isOffline ? Promise.reject(new Error('offline')) : parts.libraries())
		});
		await expect(runJob(machine, WITH_LIBRARY)).rejects.toThrow('offline');
		isOffline = false;

		expect((await runJob(machine, WITH_LIBRARY)).stopped).toBeNull();
	});

	test('and the first, by turns, give the reports that each gives alone', async () => {
		const alone = {
			plain: await comparable(await openMachine(), PLAIN),
			library: await comparable(await openMachine(), WITH_LIBRARY)
		};
		const shared = await openMachine();
		for (const [job, expected] of [
			[PLAIN, alone.plain],
			[WITH_LIBRARY, alone.library],
			[PLAIN, alone.plain],
			[WITH_LIBRARY, alone.library]
		] as const)
			expect(await comparable(shared, job)).toEqual(expected);
	});

	test('leaves no byte behind in the first', async () => {
		const hooks = {
			call: () => '',
			shouldStop: () => false,
			loadModule: () => '',
			resolveModule: (_importer: string, name: string) => name
		};
		const before = (await machine.fresh(hooks)).image();
		await run(`import fc from 'fast-check'; fc.assert(fc.property(fc.array(fc.string()), () => true));`);
		const after = (await machine.fresh(hooks)).image();

		expect(Buffer.compare(after.data, before.data)).toBe(0);
		expect(Buffer.compare(after.heap, before.heap)).toBe(0);
	});

	test('is shared by the threads of a pool, with the same reports', async () => {
		const pool = createSandboxPool({ machineFolder: await machineFolder(), size: 2 });
		onTestFinished(() => pool.close());
		const jobs = [WITH_LIBRARY, PLAIN, WITH_LIBRARY, WITH_LIBRARY, PLAIN, WITH_LIBRARY];
		const reports = await Promise.all(jobs.map((job) => pool.run(job)));

		for (const [index, job] of jobs.entries()) {
			const there = reports[index];
			expect({ ...there, usage: { ...there?.usage, wallMs: 0 } }).toEqual(await comparable(machine, job));
		}
	});
});

describe('checks that use libraries', () => {
	const CHECKS = `import fc from 'fast-check'; import { z } from 'zod'; import { from, map, toArray, lastValueFrom, asyncScheduler } from 'rxjs';
		import { jwtVerify } from 'jose'; import { Hono } from 'hono'; import { retry, handleAll } from 'cockatiel';
		import { expect, test } from 'vitest'; import { add } from '../sum.ts';
		test('commutes', () => { fc.assert(fc.property(fc.integer(), fc.integer(), (a, b) => add(a, b) === a + b)); });
		test('is a number', () => { z.object({ sum: z.number() }).parse({ sum: add(1, 2) }); });
		test('is refused', () => { expect(z.string().safeParse(add(1, 2)).success).toBe(false); });
		test('streams', async () => { expect(await lastValueFrom(from([1, 2]).pipe(map((n) => add(n, 1)), toArray()))).toEqual([2, 3]); });
		test('schedules', async () => { expect(await new Promise((done) => asyncScheduler.schedule(() => done(add(1, 1)), 5))).toBe(2); });
		test('verifies', async () => { await jwtVerify(String(add(1, 2)), new Uint8Array(32)); });
		test('answers', async () => { const app = new Hono(); app.get('/', (c) => c.text(String(add(1, 2)))); expect(await (await app.request('/')).text()).toBe('3'); });
		test('retries', async () => { expect(await retry(handleAll, { maxAttempts: 2 }).execute(() => add(1, 2))).toBe(3); });`;

	test('conclude the right thing of a right answer, and say what does not hold', async () => {
		const right = await runJob(machine, checksJob('export const add = (a, b) => a + b;', CHECKS));
		expect(outcomesOf(right)).toEqual({
			commutes: 'accepted',
			'is a number': 'accepted',
			'is refused': 'accepted',
			streams: 'accepted',
			schedules: 'accepted',
			verifies: 'runtime_error',
			answers: 'accepted',
			retries: 'accepted'
		});

		const wrong = await runJob(machine, checksJob('export const add = (a, b) => a - b;', CHECKS));
		expect(wrong.checks[0]).toMatchObject({ outcome: 'wrong_answer', expected: null, actual: null });
		expect(wrong.checks[0]?.message).toMatch(/^Property failed after \d+ tests\n.*\nCounterexample: \[/);
	});

	test.each([
		[
			'their functions',
			'fc.assert = fc.property = fc.check = () => undefined;; fc.default.assert = () => {};'
		],
		[
			'the schemas',
			'z.string = z.object = z.number = () => ({ parse: (v) => v, safeParse: () => ({ success: false }) });'
		],
		[
			'classes of schemas',
			'z.ZodType.init = z.ZodNumber.init = () => {};; z.core.$ZodType.init = () => {};; z.ZodNumber.prototype.parse = (v) => v;'
		],
		[
			'what looks at all schemas',
			'z.config({ postProcessor(s) { s._zod.run = (p) => p; s._zod.parse = (p) => p; } });'
		],
		[
			'what Zod keeps on the global',
			'globalThis.__zod_globalConfig = { postProcessor(s) { s._zod.run = (p) => p; } };'
		],
		['all properties at once', 'fc.configureGlobal({ numRuns: 0, reporter: () => {} });'],
		[
			'the operators',
			'rxjs.Observable.prototype.pipe = () => rxjs.of([2, 3]);; rxjs.Observable.prototype.subscribe = (s) => { s.next([2, 3]); s.complete(); };'
		],
		[
			'the streams',
			'Object.defineProperty(rxjs, "from", { value: () => rxjs.of([2, 3]) });; rxjs.Subscriber.prototype.next = function () {};'
		],
		[
			'the schedulers',
			'rxjs.asyncScheduler.schedule = (work) => work.call({}, 2);; Object.defineProperty(rxjs.asyncScheduler, "schedule", { value: () => {} });'
		],
		['the verifier', 'jose.jwtVerify = async () => ({});; jose.errors.JWSInvalid = class {};'],
		[
			'the server',
			'Hono.prototype.request = async () => new Response("3");; Hono.prototype.fetch = async () => new Response("3");'
		],
		[
			'the policies',
			'cockatiel.retry = () => ({ execute: () => 3 });; cockatiel.RetryPolicy.prototype.execute = async () => 3;; cockatiel.handleAll.or = null;'
		],
		[
			'what draws the values of properties',
			'Object.getPrototypeOf(fc.integer()).generate = () => new fc.Value(0);; Object.getPrototypeOf(Object.getPrototypeOf(fc.property(fc.integer(), () => true))).run = () => null;; Object.getPrototypeOf(fc.property(fc.integer(), () => true)).run = () => null;'
		],
		[
			'what every subscriber is made of',
			'new rxjs.Observable((s) => { for (let at = s; at; at = Object.getPrototypeOf(at)) try { at.next = at._next = () => {}; } catch {} }).subscribe();; new rxjs.Observable((s) => { try { Object.getPrototypeOf(s)._next = () => {}; } catch {} }).pipe(rxjs.map((n) => n)).subscribe();'
		],
		[
			'what every request is answered by',
			'await new Hono().get("/", (c) => { Object.getPrototypeOf(c).text = () => new Response("3"); return c.body(null); }).request("/");; await new Hono().get("/", (c) => { Object.getPrototypeOf(c.req).path = "/x"; return c.body(null); }).request("/");'
		]
	])('conclude the same when a learner replaces %s', async (_what, attempts) => {
		const learners = (
			attack: string
		) => `import fc from 'fast-check'; import { z } from 'zod'; import * as rxjs from 'rxjs';
			import * as jose from 'jose'; import { Hono } from 'hono'; import * as cockatiel from 'cockatiel';
			${attack}
			export const add = (a, b) => 'nothing';`;
		const attack = attempts
			.split(';; ')
			.map((attempt) => `try { ${attempt} } catch {}`)
			.join('\n');
		const honest = await runJob(machine, checksJob(learners(''), CHECKS));
		const forged = await runJob(machine, checksJob(learners(attack), CHECKS));

		expect(outcomesOf(forged)).toEqual(outcomesOf(honest));
		expect(Object.values(outcomesOf(honest)).filter((outcome) => outcome === 'accepted')).toEqual([]);
	});
});
