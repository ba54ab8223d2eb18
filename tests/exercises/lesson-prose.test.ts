import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { faultLine } from '../../src/lib/authoring/source-fault.ts';
import { readLessons, verifyLesson } from '../../src/lib/server/publishing/verify-lesson.ts';
import { createSandboxPool, type SandboxPool } from '../../src/lib/server/sandbox-pool/sandbox-pool.ts';
import { ROOT } from '../support/source-files.ts';
import { lessonTexts, stretchesOf } from '../support/lesson-text.ts';
import { machineFolder } from '../support/machine.ts';

/** What a lesson prints is what its code printed, and what it promises is in it. */
const lessons = await readLessons(path.join(ROOT, 'content', 'series'));
let pool: SandboxPool;

beforeAll(async () => {
	pool = createSandboxPool({ machineFolder: await machineFolder(), size: 2 });
});

afterAll(() => pool.close());

describe.each(lessonTexts())('$name', (lesson) => {
	test('prints what its code prints, and each prediction has the answer its code gives', async () => {
		const source = lessons.find(({ file }) => file === lesson.name);
		const faults = source && (await verifyLesson((job) => pool.run(job), source));

		expect(faults?.map((fault) => faultLine('content/series', fault))).toEqual([]);
	}, 120_000);

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
