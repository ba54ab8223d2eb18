import { beforeAll, describe, expect, test } from 'vitest';
import type { Trace, TraceEvent } from '../../src/lib/domain/trace.ts';
import { runJob } from '../../src/lib/sandbox/engine.ts';
import type { Machine } from '../../src/lib/sandbox/machine.ts';
import { programJob } from '../support/jobs.ts';
import { lessonTexts } from '../support/lesson-text.ts';
import { openMachine } from '../support/machine.ts';

/** What the lesson's text says of its pictures is in the traces they are drawn from. */
let machine: Machine;

beforeAll(async () => {
	machine = await openMachine();
});

async function traceOf(id: string): Promise<Trace> {
	const lesson = lessonTexts().find(({ slug }) => slug === 'kafka-for-beginners');
	const snippet = lesson?.snippets.find(({ options }) => options['id'] === id);
	const report = await runJob(machine, { ...programJob(snippet?.body ?? ''), isTraced: true });
	const trace = report.traces?.[0]?.trace;
	if (!trace) throw new Error(`the snippet ${id} left no trace`);
	return trace;
}

const isSent = (event: TraceEvent, label: string) => event.kind === 'send' && event.label === label;

describe('the lesson on Kafka', () => {
	test('draws the messages of one key in one row, in their order', async () => {
		const { events } = await traceOf('keys');

		const rows = events.flatMap((event) =>
			event.kind === 'state' && event.key === 'log/orders/1' ? [event.value] : []
		);
		expect(rows).toMatchObject([0, 1, 2].map((offset) => ({ offset, key: 'ada' })));
	});

	test('leaves the fourth of four members without a partition', async () => {
		const { events } = await traceOf('four-members');

		const groups = events.flatMap((event) =>
			event.kind === 'state' && event.key === 'group/packing' ? [JSON.stringify(event.value)] : []
		);
		expect(groups.at(-1)).toMatch(/"packer-4[^"]*":\[\]/);
	});

	test('draws a charge that arrives, a crash, no commit, and the same charge again', async () => {
		const { events } = await traceOf('double-charge');

		const crash = events.findIndex(({ kind }) => kind === 'crash');
		const charges = events.filter((event) => isSent(event, 'INCRBY charged:order-2 30'));
		expect(charges.map(({ index }) => index < crash)).toEqual([true, false]);
		const [first] = charges;
		const arrived = events.find(
			(event) => event.kind === 'receive' && first?.kind === 'send' && event.message === first.message
		);
		expect(arrived?.index).toBeLessThan(crash);
		const committed = events.filter((event) => isSent(event, 'OffsetCommit orders/0 @2'));
		expect(committed.map(({ index }) => index < crash)).toEqual([false]);
	});
});
