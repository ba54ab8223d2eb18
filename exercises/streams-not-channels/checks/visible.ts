import { expect, test } from 'vitest';
import { runDay } from '../day.ts';

const ONE_EACH = { ada: '1', bob: '1', cyd: '1', dan: '1', eve: '1' };

test('on a day without a crash, everybody gets one mail', async () => {
	const { mails } = await runDay({});

	expect(mails, 'mails for each of five users').toEqual(ONE_EACH);
});

test('who signed up before the mailer started gets one, too', async () => {
	const { mails } = await runDay({ startMs: 400 });

	expect(mails, 'mails for each of five users, by a mailer that starts after the last of them').toEqual(
		ONE_EACH
	);
});

test('nothing is pending when all mails are sent', async () => {
	const { pending } = await runDay({});

	expect(pending, 'entries that were given to the mailer and not acknowledged').toBe(0);
});

test('nothing stays pending after a crash', async () => {
	const { pending } = await runDay({ crash: { at: 70 } });

	expect(pending, 'entries that were not acknowledged, where the first mail was under way at the crash').toBe(
		0
	);
});

test('when the channel is switched off, everybody still gets a mail', async () => {
	const { mails } = await runDay({ hasChannel: false });

	expect(mails, 'mails for each of five users, who are only in the stream').toEqual(ONE_EACH);
});
