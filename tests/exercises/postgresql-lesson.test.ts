import { beforeAll, describe, expect, test } from 'vitest';
import { runJob } from '../../src/lib/sandbox/engine.ts';
import type { Machine } from '../../src/lib/sandbox/machine.ts';
import { programJob } from '../support/jobs.ts';
import { lessonTexts } from '../support/lesson-text.ts';
import { openMachine } from '../support/machine.ts';

/** What the lesson's text says of its plots is in the traces they are drawn from. */
let machine: Machine;

beforeAll(async () => {
	machine = await openMachine();
});

/** The pages of the table, minute by minute. */
async function pagesIn(id: string): Promise<number[]> {
	const lesson = lessonTexts().find(({ slug }) => slug === 'postgresql-internals');
	const snippet = lesson?.snippets.find(({ options }) => options['id'] === id);
	const report = await runJob(machine, { ...programJob(snippet?.body ?? ''), isTraced: true });
	const events = report.traces?.[0]?.trace.events ?? [];
	return events.flatMap((event) =>
		event.kind === 'gauge' && event.key.endsWith('pages') ? [event.value] : []
	);
}

describe('the lesson on the internals of PostgreSQL', () => {
	test('draws a table that grows with every minute though no row is added', async () => {
		const pages = await pagesIn('growth');

		expect(pages).toHaveLength(21);
		expect(pages.every((each, minute) => minute === 0 || each > (pages[minute - 1] ?? 0))).toBe(true);
		expect((pages.at(-1) ?? 0) / (pages[0] ?? 0)).toBe(15);
	});

	test('draws a table that is level, grows while a transaction is forgotten, and is level again', async () => {
		const pages = await pagesIn('horizon');

		const [before, during, after] = [pages.slice(1, 10), pages.slice(11, 20), pages.slice(21)];
		expect(new Set(before).size).toBe(1);
		expect(during.every((each, minute) => minute === 0 || each > (during[minute - 1] ?? 0))).toBe(true);
		expect(new Set(after)).toEqual(new Set([Math.max(...pages)]));
	});
});
