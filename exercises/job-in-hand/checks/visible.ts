import { expect, test } from 'vitest';
import { JOBS, runStudio } from '../studio.ts';

test('without a crash, each job is done once', async () => {
	const { done } = await runStudio();

	expect(done, 'the finished jobs').toEqual(JOBS);
});

test('in the end no job is left in another list', async () => {
	const { keys } = await runStudio();

	expect(keys, 'the keys in Redis when all is done').toEqual(['done', 'pictures']);
});
