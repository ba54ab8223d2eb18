import { test } from 'vitest';
import { runDay } from '../day.ts';

test('whenever the mailer crashes, everybody gets a mail', async () => {
	await runDay({ crash: { between: [30, 260] }, isJudged: true });
});
