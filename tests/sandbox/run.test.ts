import { beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { runJob } from '../../src/lib/sandbox/engine.ts';
import type { Machine } from '../../src/lib/sandbox/machine.ts';
import { checksJob, outcomesOf, printedBy, programJob } from '../support/jobs.ts';
import { openMachine } from '../support/machine.ts';

let machine: Machine;

beforeAll(async () => {
	machine = await openMachine();
});

const run = (code: string, files = {}) => runJob(machine, programJob(code, {}, files));

describe('a program', () => {
	test('prints values as trees to look into', async () => {
		const report = await run(`console.log('total', { sum: 3, parts: [1, 2] }, new Map([['a', 1n]]));`);

		expect(printedBy(report)).toEqual(["total { sum: 3, parts: [ 1, 2 ] } Map(1) { 'a' => 1n }"]);
		expect(report.output[0]?.values[1]?.entries?.map(({ key }) => key)).toEqual(['sum', 'parts']);
		expect(report.output[0]?.location).toMatchObject({ path: 'main.ts', line: 1 });
	});

	test('may be TypeScript, in several files, with top-level await', async () => {
		const report = await run(
			`import { Colour, type Shape, Box } from './shapes.ts';
			const shape: Shape = new Box(2, 3);
			const area = await Promise.resolve(shape.area satisfies number);
			console.log(area, Colour.Red, Colour[0]);`,
			{
				'shapes.ts': `export enum Colour { Red, Blue }
				export interface Shape { readonly area: number }
				export class Box implements Shape {
					constructor(private readonly width: number, private readonly height: number) {}
					get area(): number { return this.width * this.height; }
				}`
			}
		);

		expect(report.stopped).toBeNull();
		expect(printedBy(report)).toEqual(['6 0 Red']);
	});

	test('waits in virtual time, which costs nothing', async () => {
		const report = await run(`const before = Date.now();
			await new Promise((resolve) => setTimeout(resolve, 3_600_000));
			console.log(Date.now() - before, performance.now());`);

		expect(printedBy(report)).toEqual(['3600000 3600000']);
		expect(report.usage.virtualMs).toBe(3_600_000);
	});

	test('fires timers by due time, then in the order they were set', async () => {
		const report = await run(`setTimeout(() => console.log('late'), 20);
			setTimeout(() => console.log('first'), 10);
			setTimeout(() => console.log('second'), 10);
			const every = setInterval(() => { console.log('tick'); clearInterval(every); }, 15);
			queueMicrotask(() => console.log('at once'));`);

		expect(printedBy(report)).toEqual(['at once', 'first', 'second', 'tick', 'late']);
	});

	test('can draw its own data', async () => {
		const report = await run(`import { draw } from 'hotpath'; draw('chain', { blocks: [] }, 'Mine');`);

		expect(report.drawings).toEqual([{ figure: 'chain', data: { blocks: [] }, title: 'Mine' }]);
	});

	test('that fails is told where, in its own lines and columns', async () => {
		const report = await run(`interface Account { balance: number }
function pay(account: Account, amount: number): void {
	const rest: number = account.balance - amount; if (rest < 0) throw new RangeError('too little');
}
pay({ balance: 1 }, 2);`);

		expect(report.stopped).toMatchObject({
			verdict: 'runtime_error',
			message: 'RangeError at main.ts, line 3: too little',
			location: { path: 'main.ts', line: 3 }
		});
		const column = report.stopped?.location?.column ?? 0;
		expect(column).toBeGreaterThan(60);
		expect(
			report.stopped?.error?.frames.map(({ functionName, line }) => [functionName, line])
		).toContainEqual(['pay', 3]);
	});

	test.each([
		['an unfinished expression', 'const a = 1;\nconst b = ;', 2],
		['a name that is declared twice', 'let a = 1;\n\nlet a = 2;', 3],
		['a package that is not here', `const a = 1;\nimport express from 'express';\nexpress();`, 2],
		['a file that is not here', `import { a } from './nowhere.ts'; a();`, 1]
	])('that does not compile is told the line: %s', async (_what, code, line) => {
		const report = await run(code);

		expect(report.stopped).toMatchObject({ verdict: 'compile_error', location: { path: 'main.ts', line } });
	});

	test.each([
		['an async function', 'async function main() {\n\tthrow new Error("boom");\n}\nmain();', 2],
		['a promise', 'const ready = 1;\nvoid Promise.reject(new Error("boom"));\nconsole.log(ready);', 2],
		['a timer', 'setTimeout(() => {\n\tthrow new Error("boom");\n}, 5);', 2]
	])('that loses an error is told: of %s', async (_what, code, line) => {
		const report = await run(code);

		expect(report.stopped).toMatchObject({ verdict: 'runtime_error', location: { path: 'main.ts', line } });
		expect(report.stopped?.message).toContain('boom');
	});

	test('may handle a rejection later than it comes', async () => {
		const report = await run(`const late = Promise.reject(new Error('boom'));
			await null;
			setTimeout(() => void late.catch(() => console.log('handled')), 10);`);

		expect(report.stopped).toBeNull();
		expect(printedBy(report)).toEqual(['handled']);
	});

	test.each([
		['a file', `import { a } from './shapes.ts';\nimport { Circle } from './shapes.ts';\na(Circle);`],
		[
			'a module',
			`import { draw } from 'hotpath';\nimport { createDiffieHellman as Circle } from 'crypto';\ndraw(Circle);`
		]
	])('that imports what %s does not export is told the line', async (_what, code) => {
		const report = await run(code, { 'shapes.ts': 'export const a = (value: unknown) => value;' });

		expect(report.stopped).toMatchObject({
			verdict: 'compile_error',
			location: { path: 'main.ts', line: 2 }
		});
	});

	test('that asks a module for what it does not have is refused by name', async () => {
		const report = await run(`import { createHash } from 'node:crypto'; createHash('whirlpool');`);

		expect(report.stopped?.message).toContain('Digest method not supported: whirlpool');
	});
});

describe('node:crypto in the machine', () => {
	test('has the digests of FIPS 180-4 and RFC 1321', async () => {
		const report = await run(`import { createHash, createHmac } from 'node:crypto';
			for (const name of ['md5', 'sha1', 'sha256', 'sha512']) console.log(createHash(name).update('abc').digest('hex'));
			console.log(createHash('sha256').update('\\0').update(Buffer.from('zwölf')).digest('base64'));
			console.log(createHmac('sha256', 'key').update('The quick brown fox jumps over the lazy dog').digest('hex'));`);
		const { createHash } = await import('node:crypto');

		expect(report.stopped).toBeNull();
		expect(printedBy(report)).toEqual([
			'900150983cd24fb0d6963f7d28e17f72',
			'a9993e364706816aba3e25717850c26c9cd0d89d',
			'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
			'ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f',
			createHash('sha256').update('\0').update('zwölf').digest('base64'),
			'f7bc83f430538424b13298e6aa6fb143ef4d59a14946175997479dbc2d1a3cd8'
		]);
	});

	test('hashes any text as Node does, also half a pair and the character zero', async () => {
		const report = await run(`import { createHash } from 'node:crypto';
			for (const text of ['\\ud800', 'a\\0b', 'zwölf €😀', '', 'a|b']) console.log(createHash('sha256').update(text).digest('hex'));
			console.log(Buffer.from('ab'), createHash('sha1').update('').digest().constructor.name);`);
		const { createHash } = await import('node:crypto');

		expect(printedBy(report)).toEqual([
			...['\ud800', 'a\0b', 'zwölf €😀', '', 'a|b'].map((text) =>
				createHash('sha256').update(text).digest('hex')
			),
			'<Buffer 61 62> Buffer'
		]);
	});

	test('signs as RFC 8032, test 2, and refuses what was changed', async () => {
		const report = await run(`import { createPrivateKey, createPublicKey, sign, verify } from 'node:crypto';
			const seed = '4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb';
			const der = Buffer.from('302e020100300506032b657004220420' + seed, 'hex');
			const privateKey = createPrivateKey({ key: der, format: 'der', type: 'pkcs8' });
			const publicKey = createPublicKey(privateKey);
			const signature = sign(null, Buffer.from('72', 'hex'), privateKey);
			console.log(signature.toString('hex'));
			console.log(publicKey.export({ type: 'spki', format: 'der' }).toString('hex').slice(24));
			console.log(verify(null, Buffer.from('72', 'hex'), publicKey, signature), verify(null, Buffer.from('73', 'hex'), publicKey, signature));`);

		expect(printedBy(report)).toEqual([
			'92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00',
			'3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c',
			'true false'
		]);
	});
});

describe('checks', () => {
	const sum = 'export const add = (a: number, b: number): number => a + b;';

	test('run as vitest runs them, and each has its outcome', async () => {
		const report = await runJob(
			machine,
			checksJob(
				sum,
				`import { beforeEach, describe, expect, test, vi } from 'vitest';
				import { add } from '../sum.ts';
				let calls = 0;
				beforeEach(() => { calls += 1; });
				describe('1. Add', () => {
					test('adds', () => { expect(add(1, 2)).toBe(3); });
					test('is wrong here', () => { expect({ sum: add(1, 2) }, 'the sum of 1 and 2').toEqual({ sum: 4 }); });
					test('throws here', () => { JSON.parse('{'); });
					test.each([[1, 1, 2], [2, 3, 5]])('%i and %i', (a, b, c) => { expect(add(a, b)).toBe(c); });
					test('waits', async () => { await expect(Promise.resolve(add(1, 1))).resolves.toBe(2); });
					test('never ends', async () => { await new Promise(() => {}); });
					test.skip('is skipped', () => {});
				});
				test('counts', () => {
					const spy = vi.fn(() => 7);
					spy(1);
					expect(spy).toHaveBeenCalledWith(1);
					expect(calls).toBe(8);
					expect({ at: new Date(0), list: [1] }).toMatchObject({ list: expect.arrayContaining([1]) });
				});`
			)
		);

		expect(report.stopped).toBeNull();
		expect(outcomesOf(report)).toEqual({
			'1. Add > adds': 'accepted',
			'1. Add > is wrong here': 'wrong_answer',
			'1. Add > throws here': 'runtime_error',
			'1. Add > 1 and 1': 'accepted',
			'1. Add > 2 and 3': 'accepted',
			'1. Add > waits': 'accepted',
			'1. Add > never ends': 'wrong_answer',
			'1. Add > is skipped': 'skipped',
			counts: 'accepted'
		});
		expect(report.checks[1]).toMatchObject({
			message: expect.stringContaining('the sum of 1 and 2'),
			expected: '{ sum: 4 }',
			actual: '{ sum: 3 }'
		});
	});

	test('hold the clock still when they ask for fake timers', async () => {
		const report = await runJob(
			machine,
			checksJob(
				sum,
				`import { expect, test, vi } from 'vitest';
				test('advances', () => {
					vi.useFakeTimers();
					let fired = 0;
					setTimeout(() => { fired += 1; }, 1_000);
					vi.advanceTimersByTime(999);
					expect(fired).toBe(0);
					vi.advanceTimersByTime(1);
					expect(fired).toBe(1);
					vi.useRealTimers();
				});`
			)
		);

		expect(outcomesOf(report)).toEqual({ advances: 'accepted' });
	});

	test('whose learner file does not load are stopped with the place in that file', async () => {
		const report = await runJob(
			machine,
			checksJob(
				`const table: string[] = [];\nexport const add = table[0]!.length;`,
				`import { add } from '../sum.ts'; console.log(add);`
			)
		);

		expect(report.stopped).toMatchObject({ verdict: 'runtime_error', location: { path: 'sum.ts', line: 2 } });
	});
});

describe('two runs of the same job', () => {
	const job = checksJob(
		`export const roll = () => Math.floor(Math.random() * 6);`,
		`import { expect, test } from 'vitest';
		import { randomUUID, generateKeyPairSync } from 'node:crypto';
		import { roll } from '../sum.ts';
		test('rolls', async () => {
			console.log(roll(), roll(), roll(), randomUUID(), generateKeyPairSync('ed25519').publicKey.export({ format: 'jwk' }));
			await new Promise((resolve) => setTimeout(resolve, 5));
			expect(roll()).toBeLessThan(6);
		});`
	);

	test('report the same to the last step, whatever ran between them', async () => {
		const first = await runJob(machine, job);
		await run(
			`globalThis.leak = 1; Math.random(); const grow = []; for (let i = 0; i < 2e6; i++) grow.push(i);`
		);
		await run(`for (;;);`);
		const second = await runJob(machine, job);

		expect({ ...second, usage: { ...second.usage, wallMs: 0 } }).toEqual({
			...first,
			usage: { ...first.usage, wallMs: 0 }
		});
	});

	test('report the same in two machines', async () => {
		const [here, there] = [await runJob(machine, job), await runJob(await openMachine(), job)];

		expect({ ...here, usage: { ...here.usage, wallMs: 0 } }).toEqual({
			...there,
			usage: { ...there.usage, wallMs: 0 }
		});
	});

	test('with another seed roll otherwise', async () => {
		const [one, two] = [await runJob(machine, job), await runJob(machine, { ...job, seed: 2 })];

		expect(printedBy(one)).not.toEqual(printedBy(two));
	});

	test('share nothing', async () => {
		await run(`globalThis.shared = 'secret'; Object.assign(console, { extra: 1 }); Date.now = () => 7;`);
		const report = await run(`console.log(typeof globalThis.shared, 'extra' in console, Date.now());`);

		expect(printedBy(report)).toEqual(['undefined false 1700000000000']);
	});

	test('in two time zones tell the same hour', async () => {
		const code = 'console.log(new Date(2020, 6, 1, 12).toISOString(), new Date(0).getTimezoneOffset());';
		const zoneBefore = process.env['TZ'];
		onTestFinished(() => {
			if (zoneBefore === undefined) delete process.env['TZ'];
			else process.env['TZ'] = zoneBefore;
		});
		process.env['TZ'] = 'America/New_York';
		expect(new Date(2020, 6, 1).getTimezoneOffset()).toBe(240);

		const report = await runJob(machine, programJob(code));

		expect(printedBy(report)).toEqual(['2020-07-01T12:00:00.000Z 0']);
	});
});
