import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { startSite } from '../support/site.ts';
import { ROOT } from '../support/source-files.ts';

const EXERCISE = 'hash-and-link';

test(
	'a site that is told to end while it judges still gives the verdict, and ends well',
	{ timeout: 150_000 },
	async () => {
		const site = await startSite();
		onTestFinished(() => site.close());
		const cookie = await signedUp(site.origin);
		// The first start proves the exercises before it publishes them.
		await expect.poll(() => site.log(), { timeout: 120_000 }).toContain(`Published the exercise ${EXERCISE}`);
		const chain = readFileSync(path.join(ROOT, 'exercises', EXERCISE, 'starter', 'chain.ts'), 'utf8');

		const answering = fetch(`${site.origin}/api/submissions`, {
			method: 'POST',
			headers: { cookie, origin: site.origin, 'content-type': 'application/json' },
			body: JSON.stringify({
				exerciseSlug: EXERCISE,
				files: { 'chain.ts': chain.replace('return null;', 'for (;;);') },
				clientKey: 'key-00000001'
			})
		});
		await untilJudging(site.origin, cookie);
		const ending = site.end();
		const answer = await answering;

		expect(answer.status).toBe(200);
		expect(await answer.json()).toMatchObject({ state: 'judged', verdict: 'time_limit_exceeded' });
		expect(await ending).toBe(0);
	}
);

async function signedUp(origin: string): Promise<string> {
	const answer = await fetch(`${origin}/sign-up`, {
		method: 'POST',
		headers: { origin },
		body: new URLSearchParams({
			displayName: 'Ada',
			email: 'ada@example.org',
			password: 'a long and quiet sentence'
		}),
		redirect: 'manual'
	});
	const cookie = answer.headers.getSetCookie().find((each) => each.startsWith('session='));
	expect(cookie).toBeDefined();
	return cookie?.split(';')[0] ?? '';
}

async function untilJudging(origin: string, cookie: string): Promise<void> {
	await expect
		.poll(
			async () => {
				const answer = await fetch(`${origin}/api/submissions?exercise=${EXERCISE}`, { headers: { cookie } });
				const { submissions } = await answer.json();
				return submissions[0]?.state;
			},
			{ timeout: 10_000 }
		)
		.toBe('judging');
}
