import { describe, expect, test } from 'vitest';
import { Admission, waitingMax } from '../admission.ts';

const sleep = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));
const names = (count: number) => Array.from({ length: count }, (_, index) => `request ${index}`);

describe('1. How many may wait', () => {
	test('the last one begins in time', () => {
		const waiting = [waitingMax(20, 300), waitingMax(20, 19), waitingMax(30, 100)];

		expect(waiting, 'how many wait: 20 ms each for 300 ms, 20 for 19, 30 for 100').toEqual([15, 0, 3]);
	});
});

describe('2. Refuse early', () => {
	test('requests are served in their order', async () => {
		const served: string[] = [];
		const admission = new Admission(
			async (request) => {
				served.push(request);
				await sleep(20);
			},
			{ waitingMax: 10, patienceMs: 1_000 }
		);

		await Promise.all(names(5).map((request) => admission.handle(request)));

		expect(served, 'in which order five requests were served').toEqual(names(5));
	});

	test('only one request is served at a time', async () => {
		let running = 0;
		let most = 0;
		const admission = new Admission(
			async () => {
				running += 1;
				most = Math.max(most, running);
				await sleep(20);
				running -= 1;
			},
			{ waitingMax: 10, patienceMs: 1_000 }
		);

		await Promise.all(names(5).map((request) => admission.handle(request)));

		expect(most, 'requests that were served at the same time').toBe(1);
	});

	test('no more than waitingMax wait', async () => {
		let begun = 0;
		const admission = new Admission(
			async () => {
				begun += 1;
				await sleep(20);
			},
			{ waitingMax: 15, patienceMs: 1_000 }
		);

		const first = admission.handle('at work');
		await sleep(1);
		const answers = await Promise.all(names(100).map((request) => admission.handle(request)));
		await first;

		const servedCount = answers.filter(({ status }) => status === 200).length;
		expect(servedCount, 'served of 100 that came at once, while one was at work and 15 may wait').toBe(15);
		expect(begun, 'how often work was begun, with the one before').toBe(16);
	});

	test('a request that fails fails alone', async () => {
		const admission = new Admission(
			async (request) => {
				await sleep(5);
				if (request === 'request 1') throw new Error('no such product');
			},
			{ waitingMax: 10, patienceMs: 1_000 }
		);
		const [first, second, third] = names(3).map((request) => admission.handle(request));

		await expect(second, 'the request whose work rejects').rejects.toThrow('no such product');
		expect((await first)?.status, 'the one before it').toBe(200);
		expect((await third)?.status, 'the one after it').toBe(200);
	});
});

describe('3. Refuse what is too late', () => {
	test('no work is done for a request that is too late', async () => {
		const begun: string[] = [];
		const admission = new Admission(
			async (request) => {
				begun.push(request);
				await sleep(request === 'request 0' ? 500 : 20);
			},
			{ waitingMax: 10, patienceMs: 300 }
		);

		const answers = await Promise.all(names(4).map((request) => admission.handle(request)));

		expect(
			answers.map(({ status }) => status),
			'the answers to four requests, where the work of the first takes 500 ms'
		).toEqual([200, 503, 503, 503]);
		expect(begun, 'for which of them work was begun').toEqual(['request 0']);
	});
});
