import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { SourceFault } from '../../src/lib/authoring/source-fault.ts';
import { prove, type Findings, type ProofPart } from '../../src/lib/client/studio/prove.ts';
import { rememberRuns } from '../../src/lib/client/studio/remembered-runs.ts';
import type { FileTree } from '../../src/lib/domain/files.ts';
import { configFrom } from '../../src/lib/server/config.ts';
import { readTexts } from '../../src/lib/server/publishing/1-read.ts';
import { typeFaults } from '../../src/lib/server/publishing/source-types.ts';
import { createSandboxPool, type SandboxPool } from '../../src/lib/server/sandbox-pool/sandbox-pool.ts';

/** The proof that stands beside the editor of the studio, with the machines of the server in place of the page's. */
let pool: SandboxPool;
let template: FileTree;

beforeAll(async () => {
	pool = createSandboxPool({ machineFolder: configFrom({}).machineFolder, size: 2 });
	const texts = await readTexts('exercises/_template');
	template = texts.ok ? texts.value : {};
});

afterAll(() => pool.close());

describe('the proof beside the editor', () => {
	test('finds nothing to mend in the template, and names what it found', async () => {
		const { found, faults } = await proved(template);

		expect(Object.values(faults).flat()).toEqual([]);
		expect(found.samples?.map(({ folder, verdict }) => `${folder} ${verdict}`)).toEqual([
			'starter runtime_error',
			'submissions/accepted/array-from accepted',
			'submissions/accepted/loop accepted',
			'submissions/wrong_answer/first-wait-doubled wrong_answer',
			'submissions/wrong_answer/linear-growth wrong_answer',
			'submissions/wrong_answer/no-cap wrong_answer'
		]);
		expect(found.mutants).toMatchObject({ killed: 19, total: 19 });
		expect(found.checks?.find(({ path }) => path === 'checks/hidden.ts')?.failedBy).toEqual([
			'submissions/wrong_answer/linear-growth',
			'submissions/wrong_answer/no-cap'
		]);
	});

	test('goes on where verification would refuse, so that who is in the middle of a word still sees the samples', async () => {
		const { found, faults } = await proved(
			edited('checks/hidden.ts', (text) => `${text}retryDelays('many');\n`)
		);

		expect(faults.types).toMatchObject([{ gate: 2, file: 'checks/hidden.ts', line: 14 }]);
		expect(found.samples).toHaveLength(6);
		expect(found.mutants).not.toBeNull();
	});

	test('says of files that cannot be read which and where, and nothing about samples', async () => {
		const { found, faults } = await proved(
			edited('exercise.yaml', (text) => text.replace('minutes: 8', 'minutes: soon'))
		);

		expect(found).toEqual({ source: null });
		expect(faults.reading).toMatchObject([{ file: 'exercise.yaml', line: 5 }]);
	});

	test('shows the small mistakes that nobody notices, with line and column', async () => {
		const weak = edited('submissions/accepted/loop/backoff.ts', (text) =>
			text.replace('{\n', '{\n\tif (count > 1_000_000) return [];\n')
		);
		const { faults } = await proved(weak);

		expect(faults.mutants.length).toBeGreaterThan(0);
		expect(faults.mutants[0]).toMatchObject({
			gate: 7,
			line: expect.any(Number),
			column: expect.any(Number)
		});
	});

	test('runs only what a change touches', async () => {
		let runsCount = 0;
		const runJob = rememberRuns((job) => {
			runsCount += 1;
			return pool.run(job);
		});
		await proved(template, runJob);
		const firstCount = runsCount;
		await proved(template, runJob);
		expect(runsCount).toBe(firstCount);

		await proved(
			edited('submissions/wrong_answer/no-cap/backoff.ts', (text) => text.replace('2 **', '2.0 **')),
			runJob
		);
		const judgingSeedsCount = 3;
		expect(runsCount - firstCount).toBe(judgingSeedsCount);
	});
});

function edited(file: string, edit: (text: string) => string): FileTree {
	return { ...template, [file]: edit(template[file] ?? '') };
}

async function proved(texts: FileTree, runJob: Parameters<typeof rememberRuns>[0] = (job) => pool.run(job)) {
	let found: Partial<Omit<Findings, 'faults'>> = {};
	const faults: Record<ProofPart, SourceFault[]> = {
		reading: [],
		samples: [],
		types: [],
		mutants: [],
		hints: []
	};
	await prove(
		'backoff',
		texts,
		{ runJob, typeFaults },
		{
			onfound: (part) => (found = { ...found, ...part }),
			onpart: (part, list) => (faults[part] = list),
			onprogress: () => undefined
		}
	);
	return { found, faults };
}
