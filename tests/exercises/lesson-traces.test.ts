import { beforeAll, describe, expect, test } from 'vitest';
import { snippetFiles, snippetPath } from '../../src/lesson-pipeline/fences.ts';
import type { TraceEvent } from '../../src/lib/domain/trace.ts';
import { runJob } from '../../src/lib/sandbox/engine.ts';
import type { Machine } from '../../src/lib/sandbox/machine.ts';
import { programJob } from '../support/jobs.ts';
import { lessonTexts } from '../support/lesson-text.ts';
import { openMachine } from '../support/machine.ts';

/** What a view of a trace draws; a lesson that opens one has something to draw in it. */
const DRAWN: Record<string, (event: TraceEvent) => boolean> = {
	swimlane: ({ kind }) => kind === 'send',
	log: hasKey('log/'),
	state: hasKey(''),
	queues: hasKey('queue/'),
	pipe: hasKey('pipe/'),
	plots: ({ kind }) => kind === 'gauge',
	pages: hasKey('heap/'),
	plans: hasKey('plan/')
};

const traced = lessonTexts().flatMap(({ slug, snippets, readAsset }) =>
	snippets.flatMap((fence) => {
		const { trace, id = '' } = fence.options;
		// Without a value it opens with the messages.
		return trace === undefined
			? []
			: [{ name: `${slug}, ${id}`, view: trace || 'swimlane', fence, readAsset }];
	})
);
let machine: Machine;

beforeAll(async () => {
	machine = await openMachine();
});

describe('a view of what happened', () => {
	test.each(traced)('has something to draw: $name', async ({ view, fence, readAsset }) => {
		const { code, imports } = snippetFiles(fence, readAsset);
		const path = snippetPath(fence);
		const beside = Object.fromEntries(imports.map(({ path, text }) => [path, text]));

		const report = await runJob(machine, {
			...programJob(''),
			files: { ...beside, [path]: code },
			entries: [path],
			seed: Number(fence.options['seed'] ?? 1),
			isTraced: true
		});

		const trace = report.traces?.[0]?.trace;
		expect(trace?.omittedCount, 'nothing is left out of the picture').toBe(0);
		expect(trace?.events.filter(DRAWN[view] ?? (() => false)).length).toBeGreaterThan(1);
	});
});

function hasKey(prefix: string): (event: TraceEvent) => boolean {
	return (event) => event.kind === 'state' && event.key.startsWith(prefix);
}
