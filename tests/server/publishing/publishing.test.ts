import { appendFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import type { ExerciseSource } from '../../../src/lib/domain/exercise.ts';
import { ok, refuse } from '../../../src/lib/domain/result.ts';
import {
	publishAll,
	publishRevision,
	type PublishProgress
} from '../../../src/lib/server/publishing/2-publish.ts';
import { findExerciseView } from '../../../src/lib/server/publishing/exercise-views.ts';
import type { Services } from '../../../src/lib/server/services.ts';
import { exercisesFolder, templateSource, verificationOf } from '../../support/exercises.ts';
import { databases, testServices } from '../../support/services.ts';

describe.each(databases)('publishing, on %s', (database) => {
	test('publishes what changed, once, and says what it did', async () => {
		const { services } = await testServices(database);
		const folder = exercisesFolder('backoff', 'other');

		expect(outcomes(await publishGreen(services, folder))).toEqual(['backoff published', 'other published']);
		expect(outcomes(await publishGreen(services, folder))).toEqual(['backoff unchanged', 'other unchanged']);

		appendFileSync(path.join(folder, 'other', 'statement.md'), '\nOne more sentence.\n');
		expect(outcomes(await publishGreen(services, folder))).toEqual(['backoff unchanged', 'other published']);
		expect((await findExerciseView(services, 'other'))?.revisionNumber).toBe(2);
		expect((await findExerciseView(services, 'backoff'))?.revisionNumber).toBe(1);
	});

	test('asks for no verification of what is published already', async () => {
		const { services } = await testServices(database);
		const folder = exercisesFolder('backoff');
		await publishGreen(services, folder);
		let verifiedCount = 0;

		await publishAll(services, {
			folder,
			engineHash: 'engine',
			verify: async (source) => {
				verifiedCount += 1;
				return ok(verificationOf(source));
			}
		});

		expect(verifiedCount).toBe(0);
	});

	test('refuses loudly what is not green, and learners keep the revision they have', async () => {
		const { services, logged } = await testServices(database);
		const folder = exercisesFolder('backoff');
		await publishGreen(services, folder);
		appendFileSync(path.join(folder, 'backoff', 'statement.md'), '\nOne more sentence.\n');
		const fault = { gate: 6, file: 'checks/hidden.ts', line: null, message: 'nobody can fail it' } as const;

		const refused = await publishAll(services, {
			folder,
			engineHash: 'engine',
			verify: async () => refuse([fault])
		});
		expect(refused).toEqual([{ slug: 'backoff', outcome: 'refused', faults: [fault] }]);

		writeFileSync(path.join(folder, 'backoff', 'exercise.yaml'), 'title: 7\n');
		const unreadable = await publishGreen(services, folder);
		expect(outcomes(unreadable)).toEqual(['backoff refused']);

		expect((await findExerciseView(services, 'backoff'))?.revisionNumber).toBe(1);
		expect(JSON.stringify(logged())).toContain('backoff/checks/hidden.ts: nobody can fail it');
	});

	test('retires an exercise whose folder is gone, and brings it back with the folder', async () => {
		const { services } = await testServices(database);
		const folder = exercisesFolder('backoff', 'other');
		await publishGreen(services, folder);

		const parked = exercisesFolder('other');
		expect(outcomes(await publishGreen(services, parked))).toEqual(['other unchanged', 'backoff retired']);
		expect(await findExerciseView(services, 'backoff')).toBeNull();

		await publishGreen(services, folder);
		expect((await findExerciseView(services, 'backoff'))?.revisionNumber).toBe(1);
	});

	test('a source that comes back is the revision it was', async () => {
		const { services } = await testServices(database);
		const first = await templateSource();
		const second = await templateSource('backoff', { statement: 'Changed.' });

		const published = [];
		for (const source of [first, second, first]) {
			published.push(await publishRevision(services, source, verificationOf(source)));
		}

		expect(published.map(({ number, isNew }) => [number, isNew])).toEqual([
			[1, true],
			[2, true],
			[1, true]
		]);
		expect((await findExerciseView(services, 'backoff'))?.revisionNumber).toBe(1);
	});

	test('eight who publish the same at once publish it once', async () => {
		const { services } = await testServices(database);
		const source = await templateSource();

		const published = await Promise.all(
			Array.from({ length: 8 }, () => publishRevision(services, source, verificationOf(source)))
		);

		expect(new Set(published.map(({ id }) => id)).size).toBe(1);
		expect(published.filter(({ isNew }) => isNew)).toHaveLength(1);
	});

	test('publishes nothing on the word of another source’s verification', async () => {
		const { services } = await testServices(database);
		const source = await templateSource();
		const verification = verificationOf(await templateSource('backoff', { statement: 'Another one.' }));

		await expect(publishRevision(services, source, verification)).rejects.toThrow('exactly the source');
	});

	test('a folder of exercises that cannot be read retires nothing', async () => {
		const { services } = await testServices(database);
		const folder = exercisesFolder('backoff');
		await publishGreen(services, folder);
		rmSync(folder, { recursive: true });

		await expect(publishGreen(services, folder)).rejects.toThrow('ENOENT');
		expect(await findExerciseView(services, 'backoff')).not.toBeNull();
	});
});

function publishGreen(services: Services, folder: string): Promise<PublishProgress[]> {
	const verify = async (source: ExerciseSource) => ok(verificationOf(source));
	return publishAll(services, { folder, engineHash: 'engine', verify });
}

function outcomes(done: readonly PublishProgress[]): string[] {
	return done.map(({ slug, outcome }) => `${slug} ${outcome}`);
}
