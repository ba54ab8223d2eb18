import { test } from 'vitest';
import { runStudio } from '../studio.ts';

test('whenever a worker crashes, each job is done once', async () => {
	await runStudio({ between: [40, 130] });
});
