import { lab } from 'lab';
import { describe, expect, test } from 'vitest';
import { Admission, waitingMax } from '../admission.ts';

const SERVICE_MS = 20;
const PATIENCE_MS = 300;
const sleep = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

interface Load {
	/** Requests a second, on average. */
	rate: number;
	forMs: number;
	serviceMs?: number;
}

/** Random arrivals, and what became of them. */
async function load({ rate, forMs, serviceMs = SERVICE_MS }: Load) {
	const admission = new Admission(() => sleep(serviceMs), {
		waitingMax: waitingMax(SERVICE_MS, PATIENCE_MS),
		patienceMs: PATIENCE_MS
	});
	const answers: { status: number; tookMs: number }[] = [];
	const asked: Promise<void>[] = [];
	for (let at = 0; at < forMs;) {
		const waitMs = (-Math.log(1 - Math.random()) * 1_000) / rate;
		at += waitMs;
		await sleep(waitMs);
		const since = lab.now();
		asked.push(
			admission.handle('request').then(({ status }) => {
				answers.push({ status, tookMs: lab.now() - since });
			})
		);
	}
	await Promise.all(asked);
	const served = answers.filter(({ status }) => status === 200).map(({ tookMs }) => tookMs);
	const refused = answers.filter(({ status }) => status === 503).map(({ tookMs }) => tookMs);
	const inTime = served.filter((tookMs) => tookMs <= PATIENCE_MS + serviceMs + 1).length;
	return { answers, served, refused, inTime };
}

describe('2. Refuse early', () => {
	test('at half the capacity hardly anybody is refused', async () => {
		const { answers, refused } = await load({ rate: 25, forMs: 4_000 });

		expect(
			refused.length,
			`refused of ${answers.length}, at 25 a second where 50 can be served`
		).toBeLessThanOrEqual(1);
	});

	test('at twice the capacity the service works for those it can serve', async () => {
		const { answers, served, refused, inTime } = await load({ rate: 100, forMs: 4_000 });

		expect(
			inTime,
			`answers in time of ${answers.length} requests in 4 seconds, where 200 can be served`
		).toBeGreaterThan(180);
		expect(served.length - inTime, 'requests that were served too late').toBe(0);
		const quick = refused.filter((tookMs) => tookMs <= 1).length;
		expect(
			quick,
			`refused within a millisecond, of ${refused.length} that were refused`
		).toBeGreaterThanOrEqual(refused.length * 0.9);
	});
});

describe('3. Refuse what is too late', () => {
	test('a service four times as slow still answers in time', async () => {
		const { answers, served, inTime } = await load({ rate: 100, forMs: 3_500, serviceMs: 4 * SERVICE_MS });

		expect(
			inTime,
			`answers in time of ${answers.length} requests in 3.5 seconds, where 43 can be served`
		).toBeGreaterThan(36);
		expect(served.length - inTime, 'requests that were served too late').toBe(0);
	});
});
