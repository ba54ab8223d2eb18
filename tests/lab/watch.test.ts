import { beforeAll, describe, expect, test } from 'vitest';
import { runJob } from '../../src/lib/sandbox/engine.ts';
import type { Machine } from '../../src/lib/sandbox/machine.ts';
import { printedBy, programJob } from '../support/jobs.ts';
import { openMachine } from '../support/machine.ts';

let machine: Machine;

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
