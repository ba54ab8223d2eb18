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
	const lesson = lessonTexts().find(({ slug }) => slug === 'redis-for-beginners');
	const snippet = lesson?.snippets.find(({ options }) => options['id'] === id);
	const report = await runJob(machine, { ...programJob(snippet?.body ?? ''), isTraced: true });
	const trace = report.traces?.[0]?.trace;
	if (!trace) throw new Error(`the snippet ${id} left no trace`);
	return trace;
}

const sent = (events: TraceEvent[], label: RegExp) =>
	events.filter((event) => event.kind === 'send' && label.test(event.label));

describe('the lesson on Redis', () => {
	test('draws two servers that write the same number', async () => {
		const { events } = await traceOf('lost-views');

		const written = sent(events, /^SET views/).map((event) => (event.kind === 'send' ? event.label : ''));
		expect(written).toHaveLength(6);
		expect(new Set(written).size, 'different numbers among six writes').toBe(4);
	});

	test('counts with half the messages', async () => {
		const [lost, counted] = [await traceOf('lost-views'), await traceOf('counted')];

		expect(sent(lost.events, /^(GET|SET) views/)).toHaveLength(12);
		expect(sent(counted.events, /^INCR views/)).toHaveLength(6);
	});

	test('draws two sales of one ticket, and then one sale', async () => {
		const [twice, once] = [await traceOf('sold-twice'), await traceOf('sold-once')];

		expect(statesOf(twice.events, 'value/redis/tickets')).toEqual(['1', '0', '-1']);
		expect(statesOf(once.events, 'value/redis/tickets')).toEqual(['1', '0']);
		expect(sent(once.events, /^WATCH tickets/)).toHaveLength(3);
	});

	test('draws a job that lies in the second list while the worker is down', async () => {
		const { events } = await traceOf('kept-job');

		const crash = events.findIndex(({ kind }) => kind === 'crash');
		expect(statesOf(events.slice(0, crash), 'value/redis/working')).toEqual([['resize 1.jpg']]);
		expect(statesOf(events, 'value/redis/done').at(-1)).toEqual(['resize 1.jpg', 'resize 2.jpg']);
	});
});

/** What a key held, one value after the other. */
function statesOf(events: TraceEvent[], key: string): unknown[] {
	return events.flatMap((event) => {
		const isOfKey = event.kind === 'state' && event.key === key;
		const { value } = Object(isOfKey ? event.value : undefined);
		return isOfKey ? [value] : [];
	});
}
