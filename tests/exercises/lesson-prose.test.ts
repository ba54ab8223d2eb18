import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { predictionOf, snippetFiles } from '../../src/lesson-pipeline/fences.ts';
import type { Job } from '../../src/lib/domain/job.ts';
import { RUN_LIMITS } from '../../src/lib/domain/limits.ts';
import type { Report } from '../../src/lib/domain/report.ts';
import { createSandboxPool, type SandboxPool } from '../../src/lib/server/sandbox-pool/sandbox-pool.ts';
import { lessonTexts, stretchesOf } from '../support/lesson-text.ts';
import { machineFolder } from '../support/machine.ts';

/** What a lesson prints is what its code printed, and what it promises is in it. */
let pool: SandboxPool;

beforeAll(async () => {
	pool = createSandboxPool({ machineFolder: await machineFolder(), size: 2 });
});

afterAll(() => pool.close());

describe.each(lessonTexts())('$name', (lesson) => {
	test.each(lesson.snippets.map((snippet) => [snippet.options['id'] ?? '', snippet] as const))(
		'snippet %s prints what the lesson says',
		async (id, snippet) => {
			const { code, imports } = snippetFiles(snippet, lesson.readAsset);
			const report = await pool.run(jobFor(code, imports, Number(snippet.options['seed'] ?? 1)));
			const printed = lesson.outputs.find(({ options }) => options['of'] === id);

			expect(report.stopped).toBeNull();
			expect(linesOf(report)).toEqual(printed ? printed.body.trimEnd().split('\n') : []);
			expect(report.drawings.length).toBe(snippet.options['figure'] ? 1 : 0);
			expect(report.usage.steps).toBeLessThan(RUN_LIMITS.stepsMax / 2);
		}
	);

	test.each(lesson.predictions.map((prediction) => [prediction.options['id'] ?? '', prediction] as const))(
		'prediction %s has the answer its code gives, and a reason for each choice',
		async (_id, fence) => {
			const prediction = predictionOf(fence);
			const correct = prediction.choices.find((choice) => choice.correct);

			expect(prediction.choices.filter((choice) => choice.correct)).toHaveLength(1);
			if (prediction.code === undefined) return;
			const report = await pool.run(jobFor(prediction.code, [], 1));
			expect(report.stopped).toBeNull();
			expect(linesOf(report).join('\n')).toBe(correct?.prints);
		}
	);

	test('has at least three predictions and three to six exercises', () => {
		expect(lesson.predictions.length).toBeGreaterThanOrEqual(3);
		const exercises = [...lesson.body.matchAll(/<Exercise slug="([a-z0-9-]+)"/g)].map(([, slug]) => slug);
		expect(exercises.length).toBeGreaterThanOrEqual(3);
		expect(exercises.length).toBeLessThanOrEqual(6);
		expect(new Set(exercises).size).toBe(exercises.length);
	});

	test('never asks for more than about 150 words of reading between two things to do', () => {
		const long = stretchesOf(lesson.body)
			.slice(0, -1)
			.filter(({ words }) => words > 165);

		expect(long).toEqual([]);
	});

	test('names every snippet, output and prediction once', () => {
		const ids = [...lesson.snippets, ...lesson.predictions].map(({ options }) => options['id']);
		const outputs = lesson.outputs.map(({ options }) => options['of']);

		expect(new Set(ids).size).toBe(ids.length);
		expect(outputs.filter((id) => !ids.includes(id))).toEqual([]);
	});

	test('talks to the reader without filler', () => {
		const prose = lesson.body.replace(/^```[\s\S]*?^```/gm, '').replace(/`[^`]*`/g, '');

		expect(prose.match(/\b(just|simply|obviously|easily|of course)\b/gi) ?? []).toEqual([]);
		expect(prose).not.toMatch(/!(?!\[)(\s|$)|\p{Extended_Pictographic}/u);
	});
});

function jobFor(code: string, imports: readonly { path: string; text: string }[], seed: number): Job {
	return {
		id: 'job_lesson',
		files: { 'main.ts': code },
		harnessFiles: Object.fromEntries(imports.map(({ path, text }) => [path, text])),
		entries: ['main.ts'],
		seed,
		limits: RUN_LIMITS
	};
}

function linesOf(report: Report): string[] {
	return report.output.map(({ values }) => values.map(({ text }) => text).join(' ')).flatMap((text) => text.split('\n'));
}
