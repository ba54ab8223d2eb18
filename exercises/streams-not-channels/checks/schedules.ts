import { test } from 'vitest';
import { runDay } from '../day.ts';

test('whenever the mailer crashes, everybody gets a mail', async () => {
	await runDay({ crash: { between: [40, 300] }, isJudged: true });
});
