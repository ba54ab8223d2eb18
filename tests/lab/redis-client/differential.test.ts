import { createClient } from 'redis';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { runJob } from '#lib/sandbox/engine.ts';
import type { Machine } from '#lib/sandbox/machine.ts';
import { printedBy, programJob } from '../../support/jobs.ts';
import { openMachine } from '../../support/machine.ts';
import { RealRedis } from '../redis/real-redis.ts';
import { callsAtRandom, UNORDERED, type ClientCall } from './calls-at-random.ts';

/** Makes calls one after the other, and says in JSON what each gave; the lab evaluates its text. */
async function answersTo(client: object, calls: readonly ClientCall[]): Promise<string[]> {
	const answers: string[] = [];
	for (const { method, args } of calls) {
		try {
			const call: unknown = Reflect.get(client, method);
			if (typeof call !== 'function') throw new Error(`there is no ${method}`);
			const value: unknown = await Reflect.apply(call, client, args);
			answers.push(JSON.stringify({ value }));
		} catch (error) {
			const { name, message } = Object(error);
			const told = name === 'TypeError' && !message.includes('arguments[') ? 'TypeError' : message;
			answers.push(JSON.stringify({ error: Object(error).constructor.name, told }));
		}
	}
	return answers;
}

describe('the client answers as node-redis on a real server', () => {
	let machine: Machine;
	let redis: RealRedis;

	beforeAll(async () => {
		machine = await openMachine();
		redis = await RealRedis.start();
	});
	afterAll(() => redis.stop());

	async function inTheLab(calls: readonly ClientCall[], RESP: 2 | 3): Promise<string[]> {
		const report = await runJob(
			machine,
			programJob(`import { createClient } from 'redis';
				${answersTo.toString()}
				const client = await createClient({ RESP: ${RESP} }).connect();
				for (const answer of await answersTo(client, ${JSON.stringify(calls)})) console.log(answer);
				await client.close();`)
		);
		expect(report.stopped).toBeNull();
		return printedBy(report);
	}

	async function onTheReal(calls: readonly ClientCall[], RESP: 2 | 3): Promise<string[]> {
		const client = createClient({ url: redis.url, RESP });
		await client.connect();
		await client.flushAll();
		const answers = await answersTo(client, calls);
		await client.close();
		return answers;
	}

	test.each([
		[3, 1],
		[3, 2],
		[2, 3]
	] as const)('RESP %i, seed %i', async (RESP, seed) => {
		const calls = callsAtRandom(seed, 600);
		const [lab, real] = [await inTheLab(calls, RESP), await onTheReal(calls, RESP)];
		const shown = (answers: string[]) =>
			calls.map(({ method, args }, at) => {
				const answer = answers[at] ?? 'nothing';
				return `${at} ${method}(${JSON.stringify(args)}) ${UNORDERED.has(method) ? [...answer].toSorted().join('') : answer}`;
			});

		expect(shown(lab)).toEqual(shown(real));
	});
});
