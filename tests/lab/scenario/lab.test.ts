import { beforeAll, describe, expect, test } from 'vitest';
import type { Job } from '../../../src/lib/domain/job.ts';
import type { Report } from '../../../src/lib/domain/report.ts';
import type { Schedule } from '../../../src/lib/domain/trace.ts';
import { runJob } from '../../../src/lib/sandbox/engine.ts';
import type { Machine } from '../../../src/lib/sandbox/machine.ts';
import { checksJob, outcomesOf, printedBy, programJob } from '../../support/jobs.ts';
import { openMachine } from '../../support/machine.ts';

let machine: Machine;

beforeAll(async () => {
	machine = await openMachine();
});

/** Two nodes that count up together: `ping` waits for each answer before it asks again. */
const PING = `
import { peer } from 'lab';
let count = 0;
peer.onMessage((message) => {
	console.log('got', message.count);
	count = message.count;
	setTimeout(() => peer.send('pong', { type: 'ping', count }), 100);
});
peer.send('pong', { type: 'ping', count });
`;
const PONG = `
import { peer } from 'lab';
peer.onMessage(({ count }, from) => peer.send(from, { type: 'pong', count: count + 1 }));
`;
const SCENARIO = `
import { lab } from 'lab';
lab.process('ping', './ping.ts', { restartAfterMs: 200 });
lab.process('pong', './pong.ts');
`;

function scenarioJob(rest: string, changes: Partial<Job> = {}): Job {
	return {
		...programJob(`${SCENARIO}${rest}`),
		files: { 'main.ts': `${SCENARIO}${rest}`, 'ping.ts': PING, 'pong.ts': PONG },
		isTraced: true,
		...changes
	};
}

const run = (rest: string, changes?: Partial<Job>) => runJob(machine, scenarioJob(rest, changes));
const traceOf = (report: Report) => {
	const [first] = report.traces ?? [];
	if (!first) throw new Error('the report has no trace');
	return first;
};
const without = ({ usage, ...report }: Report) => ({ ...report, usage: { ...usage, wallMs: 0 } });
const schedule = (changes: Partial<Schedule>): Partial<Job> => ({ schedule: { seed: 1, ...changes } });

describe('a scenario', () => {
	test('runs files as nodes, which talk to each other', async () => {
		const report = await run('await lab.run({ forMs: 350 });');

		expect(report.stopped).toBeNull();
		expect(printedBy(report)).toEqual(['got 1', 'got 2', 'got 3', 'got 4']);
		expect(report.output.map(({ node }) => node)).toEqual(['ping', 'ping', 'ping', 'ping']);
	});

	test('records each message with its cause and the line that sent it', async () => {
		const { trace } = traceOf(await run('await lab.run({ forMs: 50 });'));

		const [first, second] = trace.events.filter((event) => event.kind === 'send');
		expect(first).toMatchObject({
			node: 'ping',
			to: 'pong',
			label: 'ping',
			source: { path: 'ping.ts', line: 9 }
		});
		expect(second).toMatchObject({ node: 'pong', to: 'ping', source: { path: 'pong.ts', line: 3 } });
		const received = trace.events.find((event) => event.kind === 'receive' && event.message === 0);
		expect(received?.cause).toBe(first?.index);
		expect(second?.cause).toBe(received?.index);
		expect(trace.lanes.map(({ name }) => name)).toEqual(['ping', 'pong']);
	});

	test('gives the same report for the same seed, and another for another', async () => {
		const [once, again, other] = [
			await run('await lab.run({ forMs: 1_000 });'),
			await run('await lab.run({ forMs: 1_000 });'),
			await run('await lab.run({ forMs: 1_000 });', schedule({ seed: 2 }))
		];

		expect(without(again)).toEqual(without(once));
		expect(traceOf(other).digest).not.toBe(traceOf(once).digest);
	});

	test('prints the same whether it is traced or not', async () => {
		const traced = await run('await lab.run({ forMs: 500 });');
		const untraced = await run('await lab.run({ forMs: 500 });', { isTraced: false });

		expect(untraced.output).toEqual(traced.output);
		expect(untraced.traces).toBeUndefined();
	});

	test('ends a program when nothing has happened for a while', async () => {
		const report = await run("lab.crash('pong', { at: 1_010 });");

		expect(report.stopped).toBeNull();
		expect(printedBy(report)).toHaveLength(10);
	});
});

describe('after a scenario', () => {
	test('a program can still ask its services, and then ends', async () => {
		const report = await runJob(
			machine,
			programJob(`import { lab } from 'lab'; import { createClient } from 'redis';
				lab.redis();
				lab.process('counter', async () => {
					const client = await createClient({ url: 'redis://redis' }).connect();
					setInterval(() => client.incr('ticks'), 100);
				});
				await lab.run({ forMs: 1_050 });
				const client = await createClient({ url: 'redis://redis' }).connect();
				console.log(await client.get('ticks'));
				await client.close();`)
		);

		expect(report.stopped).toBeNull();
		expect(printedBy(report)).toEqual(['10']);
	});
});

describe('a crash', () => {
	test('takes the memory of a process, and the next one begins anew', async () => {
		const report = await run("lab.crash('ping', { at: 250 });\nawait lab.run({ forMs: 680 });");

		expect(printedBy(report)).toEqual(['got 1', 'got 2', 'got 3', 'got 1', 'got 2', 'got 3']);
		expect(traceOf(report).trace.faults).toEqual([{ id: 'crash ping #1', atMs: 250, text: 'ping crashed' }]);
	});

	test('at a drawn moment is another for each seed, and can be left out by its name', async () => {
		const rest = "lab.crash('ping', { between: [100, 900] });\nawait lab.run({ forMs: 1_000 });";
		const momentOf = (report: Report) => traceOf(report).trace.faults[0]?.atMs;

		const moments = new Set<number | undefined>();
		for (const seed of [1, 2, 3]) moments.add(momentOf(await run(rest, schedule({ seed }))));
		expect(moments.size).toBe(3);
		const spared = await run(rest, schedule({ onlyFaults: [] }));
		expect(traceOf(spared).trace.faults).toEqual([]);
		expect(printedBy(spared)).toHaveLength(10);
	});

	test('can be added by hand', async () => {
		const added = { kind: 'crash', node: 'pong', atMs: 150, downMs: 100 } as const;
		const report = await run('await lab.run({ forMs: 1_000 });', schedule({ addedFaults: [added] }));

		expect(printedBy(report)).toEqual(['got 1', 'got 2']);
	});

	test('comes of an error that nobody catches, in a promise too', async () => {
		const throwing = `await new Promise((done) => setTimeout(done, 30));
			if (process.env.LATER) Promise.reject(new Error('lost'));
			else throw new Error('thrown');`;
		const report = await runJob(machine, {
			...programJob(`import { lab } from 'lab';
				lab.process('a', './throwing.ts');
				lab.process('b', './throwing.ts', { env: { LATER: 'yes' } });
				await lab.run({ forMs: 100 });`),
			files: {
				'main.ts': `import { lab } from 'lab';
				lab.process('a', './throwing.ts');
				lab.process('b', './throwing.ts', { env: { LATER: 'yes' } });
				await lab.run({ forMs: 100 });`,
				'throwing.ts': throwing
			},
			isTraced: true
		});

		expect(report.stopped).toBeNull();
		const crashes = traceOf(report).trace.events.flatMap((event) =>
			event.kind === 'crash' ? [`${event.node}: ${event.reason}`] : []
		);
		expect(crashes).toEqual(['a: Error: thrown', 'b: Error: lost']);
	});

	test('ends what process.exit() ends, and no other node', async () => {
		const report = await runJob(machine, {
			...programJob(''),
			files: {
				'main.ts': `import { lab } from 'lab';
				const node = lab.process('a', './leaving.ts');
				await lab.run({ forMs: 100 });
				console.log(node.isUp);`,
				'leaving.ts': `setInterval(() => console.log('tick'), 10);
				setTimeout(() => { process.exit(0); }, 35);`
			}
		});

		expect(report.stopped).toBeNull();
		expect(printedBy(report)).toEqual(['tick', 'tick', 'tick', 'false']);
	});
});

describe('the network', () => {
	test('loses nothing without being told to, and what it is told to', async () => {
		const lossy = await run("lab.link('ping', 'pong', { loss: 1 });\nawait lab.run({ forMs: 300 });");

		expect(printedBy(lossy)).toEqual([]);
		expect(traceOf(lossy).trace.events).toContainEqual(
			expect.objectContaining({ kind: 'drop', node: 'pong', from: 'ping', why: 'loss' })
		);
		expect(traceOf(lossy).trace.faults.map(({ id }) => id)).toEqual(['loss ping>pong #1']);
	});

	test('lets nothing through a partition until it is healed', async () => {
		const report = await run(`lab.partition(['ping'], ['pong'], { at: 150, forMs: 100 });
			await lab.run({ forMs: 600 });`);

		expect(printedBy(report)).toEqual(['got 1', 'got 2']);
		const marks = traceOf(report).trace.events.filter((event) => event.kind === 'mark');
		expect(marks).toMatchObject([
			{ name: 'partition', text: 'ping | pong', atMs: 150 },
			{ name: 'heal', atMs: 250 }
		]);
	});

	test('doubles datagrams when it is told to', async () => {
		const report = await run("lab.link('ping', 'pong', { duplication: 1 });\nawait lab.run({ forMs: 50 });");

		expect(printedBy(report)).toEqual(['got 1', 'got 1', 'got 1', 'got 1']);
	});

	test('drops one message by hand', async () => {
		const report = await run(
			'await lab.run({ forMs: 500 });',
			schedule({ addedFaults: [{ kind: 'drop', message: 2 }] })
		);

		expect(printedBy(report)).toEqual(['got 1']);
	});
});

describe('the one thread of a node', () => {
	test('does nothing else while it computes, and its clock shows that', async () => {
		const report = await runJob(machine, {
			...programJob(''),
			files: {
				'main.ts': `import { lab, work } from 'lab';
				lab.process('busy', () => {
					const began = Date.now();
					setTimeout(() => console.log('timer', Date.now() - began), 10);
					work(40, 'hashing');
					console.log('worked', Date.now() - began);
				});
				lab.process('skewed', () => console.log('skew', Date.now() - 1_700_000_000_000), { clockSkewMs: 5_000 });
				await lab.run({ forMs: 100 });`
			}
		});

		expect(printedBy(report)).toEqual(['worked 40', 'skew 5000', 'timer 40']);
	});
});

describe('a property', () => {
	const checks = (rest: string) => ({
		...checksJob(
			'',
			`import { test } from 'vitest'; import { lab } from 'lab';
			test('holds', async () => {
				let sum = 0;
				lab.process('adder', () => { setInterval(() => sum++, 10); });
				${rest}
			});`
		),
		isTraced: true
	});

	test('that must always be true breaks the check as soon as it is not', async () => {
		const report = await runJob(
			machine,
			checks("lab.invariant('the sum stays below 5', () => sum < 5 || `It is ${sum}.`); await lab.run();")
		);

		expect(report.checks[0]).toMatchObject({
			outcome: 'wrong_answer',
			message: 'Not true at 50 ms: the sum stays below 5. It is 5.'
		});
		expect(traceOf(report).trace.events.at(-1)).toMatchObject({
			kind: 'property',
			ok: false,
			text: 'It is 5.'
		});
		expect(traceOf(report).checkId).toBe('holds');
	});

	test('that must be true at the end is looked at there', async () => {
		const atEnd = (forMs: number) =>
			checks(`lab.eventually('the sum is 5', () => sum === 5); await lab.run({ forMs: ${forMs} });`);

		expect(outcomesOf(await runJob(machine, atEnd(55)))).toEqual({ holds: 'accepted' });
		expect(outcomesOf(await runJob(machine, atEnd(100)))).toEqual({ holds: 'wrong_answer' });
	});

	test('ends a run as soon as there is nothing to wait for', async () => {
		const report = await runJob(machine, checks('await lab.run({ until: () => sum === 3 });'));

		expect(report.checks[0]).toMatchObject({ outcome: 'accepted', virtualMs: 30 });
	});

	test('each check has a lab of its own', async () => {
		const report = await runJob(machine, {
			...checksJob(
				'',
				`import { test, expect } from 'vitest'; import { lab } from 'lab';
			for (const name of ['first', 'second'])
				test(name, async () => {
					lab.process('a', () => undefined);
					await lab.run({ forMs: 10 });
					expect(lab.now()).toBe(10);
				});`
			),
			isTraced: true
		});

		expect(outcomesOf(report)).toEqual({ first: 'accepted', second: 'accepted' });
		expect(report.traces?.map(({ checkId }) => checkId)).toEqual(['first', 'second']);
	});

	test('each check evaluates the files of its nodes anew', async () => {
		const report = await runJob(machine, {
			...checksJob(
				"console.log('started');",
				`import { test } from 'vitest'; import { lab } from 'lab';
			for (const name of ['first', 'second'])
				test(name, async () => {
					lab.process('a', './sum.ts');
					await lab.run({ forMs: 10 });
				});`
			)
		});

		expect(printedBy(report)).toEqual(['started', 'started']);
	});
});

describe('what cannot be is refused with a sentence', () => {
	test.each([
		["lab.process('ping', './ping.ts');", 'There is a node "ping" already: each needs a name of its own.'],
		["lab.process('none', './none.ts'); await lab.run();", "There is no file 'none.ts' beside this one."],
		["lab.crash('nobody', { at: 1 });", 'There is no node "nobody". There are ping, pong.'],
		["lab.crash('ping', { at: Number.NaN });", 'A fault needs a moment'],
		["lab.link('ping', 'pong', { loss: 2 });", 'takes 0 to 1'],
		['lab.network({ latency: -1 });', 'latency'],
		['lab.at(-5, () => undefined);', 'lab.at() takes'],
		["lab.crash('ping', {});", 'A fault needs a moment'],
		[
			"lab.process('inner', () => lab.crash('pong', { at: 1 })); await lab.run();",
			'cannot change the lab it runs in'
		]
	])('%s', async (rest, message) => {
		const report = await run(rest);

		const said = [
			report.stopped?.message,
			...(report.traces ?? []).map(({ trace }) => JSON.stringify(trace))
		];
		expect(said.join('\n')).toContain(message.replaceAll('"', report.stopped ? '"' : '\\"'));
	});
});
