import { beforeAll, describe, expect, test } from 'vitest';
import type { Report } from '../../src/lib/domain/report.ts';
import { runJob } from '../../src/lib/sandbox/engine.ts';
import type { Machine } from '../../src/lib/sandbox/machine.ts';
import { printedBy, programJob } from '../support/jobs.ts';
import { openMachine } from '../support/machine.ts';

let machine: Machine;

/** What a program wrote down under a key: when, from which line, and the parts of the value. */
function statesOf(report: Report, key: string) {
	return (report.traces?.[0]?.trace.events ?? []).flatMap((event) =>
		event.kind === 'state' && event.key === key && typeof event.value === 'object' && event.value !== null
			? [{ atMs: event.atMs, line: event.source?.line, value: Object.values(event.value) }]
			: []
	);
}

beforeAll(async () => {
	machine = await openMachine();
});

const run = (code: string) => runJob(machine, { ...programJob(code), isTraced: true });

describe('a watched stream', () => {
	test('does what it did unwatched', async () => {
		const program = (watched: string) => `import { Readable, Transform, Writable } from 'node:stream';
			import { pipeline } from 'node:stream/promises';
			import { watch } from 'hotpath';
			const name = ${watched} ? watch : (_, stream) => stream;
			const source = name('source', Readable.from(Array.from({ length: 9 }, (_, i) => i), { highWaterMark: 2 }));
			const double = name('double', new Transform({
				objectMode: true, highWaterMark: 2,
				transform(chunk, _encoding, callback) { setTimeout(() => callback(null, chunk * 2), 1); }
			}));
			const sink = name('sink', new Writable({
				objectMode: true, highWaterMark: 1,
				write(chunk, _encoding, callback) {
					console.log(chunk, Date.now() % 1_000_000, source.readableLength, double.writableLength, sink.writableLength);
					setTimeout(callback, 5);
				}
			}));
			await pipeline(source, double, sink);
			console.log('done', sink.writableLength);`;

		const [unwatched, watched] = [await run(program('false')), await run(program('true'))];

		expect(printedBy(unwatched).at(-1)).toBe('done 0');
		expect(printedBy(watched)).toEqual(printedBy(unwatched));
	});

	test('is in the trace each time it holds more or less, and when it is told to wait', async () => {
		const report = await run(`import { Readable, Writable } from 'node:stream';
			import { pipeline } from 'node:stream/promises';
			import { watch } from 'hotpath';
			const source = watch('source', Readable.from(['a', 'b', 'c'], { highWaterMark: 2 }));
			const sink = watch('sink', new Writable({
				objectMode: true, highWaterMark: 1,
				write(_chunk, _encoding, callback) { setTimeout(callback, 10); }
			}));
			await pipeline(source, sink);`);

		const heldBy = (name: string) =>
			statesOf(report, `pipe/${name}`).map(({ atMs, value }) => [atMs, ...value]);
		expect(heldBy('sink')).toEqual([
			[0, 0, 1, true],
			[0, 1, 1, true],
			[10, 0, 1, true],
			[10, 1, 1, true],
			[20, 0, 1, true],
			[20, 1, 1, true],
			[30, 0, 1, true]
		]);
		const source = heldBy('source');
		expect(Math.max(...source.map(([, length]) => Number(length)))).toBe(3);
		expect(source.some(([atMs, , , isFlowing]) => atMs === 0 && isFlowing === false)).toBe(true);
		expect(source.at(-1)?.slice(1), 'what has ended waits for nobody').toEqual([0, 2, true]);
	});

	test('with two sides is one tank with both marks', async () => {
		const report = await run(`import { Transform } from 'node:stream';
			import { watch } from 'hotpath';
			const double = watch('double', new Transform({
				objectMode: true, readableHighWaterMark: 2, writableHighWaterMark: 3,
				transform(chunk, _encoding, callback) { callback(null, chunk * 2); }
			}));
			for (let item = 0; item < 4; item += 1) double.write(item);
			setTimeout(() => double.resume(), 5);`);

		const states = statesOf(report, 'pipe/double');
		expect(states[0]?.value).toEqual([0, 5, true]);
		// Two are ready to be read, three not yet done with: the second one is both, as Node counts.
		expect(states.findLast(({ atMs }) => atMs < 5)?.value).toEqual([5, 5, false]);
		expect(states.at(-1)?.value).toEqual([0, 5, true]);
	});

	test('names the line that filled it', async () => {
		const report = await run(`import { Writable } from 'node:stream';
			import { watch } from 'hotpath';
			const sink = watch('sink', new Writable({ write() {} }));
			sink.write('row');`);

		expect(statesOf(report, 'pipe/sink').map(({ line }) => line)).toEqual([3, 4]);
	});

	test.each([
		[`watch('', new Writable())`, 'watch() takes a name first'],
		[`watch('sink', [])`, 'watch() takes a stream of node:stream'],
		[`watch('sink', new WritableStream())`, 'watch() takes a stream of node:stream'],
		[`gauge(7, 7)`, 'gauge() takes a name first'],
		[`gauge('waiting', Number.NaN)`, 'gauge("waiting", …) takes a finite number, not NaN'],
		[`gauge('waiting', '3')`, 'gauge("waiting", …) takes a finite number, not 3']
	])('%s is refused in words', async (call, words) => {
		const report = await run(`import { gauge, watch } from 'hotpath';
			import { Writable } from 'node:stream';
			try { ${call}; } catch (error) { console.log(error.name, error.message); }`);

		expect(printedBy(report)[0]).toContain(`TypeError ${words}`);
	});
});

describe('a gauge', () => {
	test('is in the trace at its moments', async () => {
		const report = await run(`import { gauge } from 'hotpath';
			gauge('waiting', 3);
			setTimeout(() => gauge('waiting', 0.5), 40);`);

		const gauges = report.traces?.[0]?.trace.events.flatMap((event) =>
			event.kind === 'gauge' ? [[event.atMs, event.node, event.key, event.value]] : []
		);
		expect(gauges).toEqual([
			[0, 'main', 'waiting', 3],
			[40, 'main', 'waiting', 0.5]
		]);
	});

	test('belongs to the node whose turn it is', async () => {
		const report = await run(`import { lab } from 'lab';
			import { gauge } from 'hotpath';
			lab.process('worker', () => { setTimeout(() => gauge('busy', 1), 5); });
			await lab.run({ forMs: 10 });`);

		const nodes = report.traces?.[0]?.trace.events.flatMap(({ kind, node }) =>
			kind === 'gauge' ? [node] : []
		);
		expect(nodes).toEqual(['worker']);
	});
});
