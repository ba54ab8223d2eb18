import { beforeAll, describe, expect, test } from 'vitest';
import { runJob } from '#lib/sandbox/engine.ts';
import type { Machine } from '#lib/sandbox/machine.ts';
import { printedBy, programJob } from '../../support/jobs.ts';
import { openMachine } from '../../support/machine.ts';

let machine: Machine;
beforeAll(async () => {
	machine = await openMachine();
});

/** What a scenario prints. */
async function printed(code: string, seed = 1): Promise<string[]> {
	const job = {
		...programJob(`import { createClient, WatchError } from 'redis';\nimport { lab } from 'lab';\n${code}`),
		seed
	};
	const report = await runJob(machine, job);
	expect(report.stopped).toBeNull();
	return printedBy(report);
}

const CLIENT = `
	const connected = async (options = {}) => {
		const client = createClient({ url: 'redis://redis:6379', ...options });
		client.on('error', () => {});
		return client.connect();
	};
	const until = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms - lab.now()));`;

describe('a client whose server crashes', () => {
	test('rejects what was under way, keeps what comes, and goes on when the server is back', async () => {
		expect(
			await printed(`
				lab.redis({ appendonly: 'always' });
				lab.process('app', async () => {
					const client = createClient({ url: 'redis://redis:6379', socket: { reconnectStrategy: 100 } });
					for (const name of ['connect', 'ready', 'reconnecting', 'end']) client.on(name, () => console.log(name));
					client.on('error', (error) => console.log('error', error.message));
					await client.connect();
					await client.set('a', '1');
					const blocked = client.blPop('jobs', 0).catch((error) => console.log('blPop:', error.message));
					await blocked;
					console.log(client.isOpen, client.isReady);
					console.log(await client.incr('a'));
					await client.close();
				});
				lab.crash('redis', { at: 500, downMs: 250 });
				await lab.run({ forMs: 5_000 });`)
		).toEqual([
			'connect',
			'ready',
			'error read ECONNRESET',
			'reconnecting',
			'blPop: read ECONNRESET',
			'true false',
			'error connect ECONNREFUSED redis:6379',
			'reconnecting',
			'error connect ECONNREFUSED redis:6379',
			'reconnecting',
			'error connect ECONNREFUSED redis:6379',
			'reconnecting',
			'connect',
			'ready',
			'2',
			'end'
		]);
	});

	test('gives up a command that waited five seconds to be sent, refuses at once without a queue', async () => {
		expect(
			await printed(`
				lab.redis();
				lab.process('app', async () => {
					const [patient, impatient] = [createClient(), createClient({ disableOfflineQueue: true })];
					for (const client of [patient, impatient]) {
						client.on('error', () => {});
						await client.connect();
					}
					await new Promise((resolve) => patient.once('reconnecting', resolve));
					const from = lab.now();
					await impatient.get('a').catch((error) => console.log(error.constructor.name, error.message));
					await patient.get('a').catch((error) => console.log(error.constructor.name, Math.round(lab.now() - from)));
					patient.destroy();
					await patient.get('a').catch((error) => console.log(error.constructor.name));
				});
				lab.crash('redis', { at: 100 });
				await lab.run({ forMs: 10_000 });`)
		).toEqual(['ClientOfflineError The client is offline', 'TimeoutError 5000', 'ClientClosedError']);
	});

	test('waits longer from try to try, with jitter of its own: two clients do not come at once', async () => {
		const lines = await printed(`
			lab.redis();
			for (const name of ['a', 'b'])
				lab.process(name, async () => {
					const client = createClient({ url: 'redis://redis:6379' });
					client.on('error', () => {});
					client.on('reconnecting', () => console.log(name, Math.round(lab.now())));
					await client.connect();
				});
			lab.crash('redis', { at: 1_000 });
			await lab.run({ forMs: 9_000 });`);
		const momentsOf = (name: string) =>
			lines.filter((line) => line.startsWith(name)).map((line) => Number(line.split(' ')[1]));
		const gaps = momentsOf('a').map((moment, at, all) => moment - (all[at - 1] ?? 1_000));

		expect(gaps[0]).toBeLessThan(5);
		for (const [at, least] of [100, 200, 400, 800, 1_600, 2_000].entries()) {
			expect(gaps[at + 1]).toBeGreaterThanOrEqual(least);
			expect(gaps[at + 1]).toBeLessThan(least + 205);
		}
		expect(momentsOf('a').slice(1)).not.toEqual(momentsOf('b').slice(1));
	});
});

describe('the time of the lab', () => {
	test('a key expires at its very moment, and its event is told then', async () => {
		expect(
			await printed(`
				const redis = lab.redis({ notifyKeyspaceEvents: 'Ex' });
				lab.process('app', async () => {
					${CLIENT}
					const [client, listener] = [await connected(), await connected()];
					await listener.subscribe('__keyevent@0__:expired', (key) => console.log('expired', key, Math.floor(lab.now() / 10) * 10));
					await until(100);
					await client.set('session', 'x', { PX: 900 });
					await until(990);
					console.log(await client.exists('session'), await client.pTTL('session') > 0);
					await until(1_010);
					console.log(await client.exists('session'));
				});
				await lab.run({ forMs: 3_000 });
				console.log(redis.keys());`)
		).toEqual(['1 true', 'expired session 1000', '0', '[]']);
	});

	test('whoever waits first is served first, and a wait ends after its time', async () => {
		expect(
			await printed(`
				const redis = lab.redis();
				for (const name of ['a', 'b', 'c'])
					lab.process(name, async () => {
						${CLIENT}
						const client = await connected();
						await until(100 * (name.charCodeAt(0) - 96));
						const job = await client.brPop('jobs', 1);
						console.log(name, job?.element ?? null, Math.round(lab.now() / 100));
					});
				lab.process('maker', async () => {
					${CLIENT}
					const client = await connected();
					await until(600);
					await client.lPush('jobs', ['one', 'two']);
				});
				await lab.run({ forMs: 3_000 });
				console.log(redis.read('LLEN', 'jobs'));`)
		).toEqual(expect.arrayContaining(['a one 6', 'b two 6', 'c null 13', '0']));
	});

	test('WATCH lets one of many writers through, and each counts in the end', async () => {
		expect(
			await printed(`
				const redis = lab.redis();
				let retries = 0;
				for (const name of ['a', 'b', 'c', 'd'])
					lab.process(name, async () => {
						${CLIENT}
						const client = await connected();
						for (let at = 0; at < 10; ) {
							await client.watch('balance');
							const balance = Number(await client.get('balance'));
							try {
								await client.multi().set('balance', balance + 1).rPush('log', name).exec();
								at++;
							} catch (error) {
								if (!(error instanceof WatchError)) throw error;
								retries++;
							}
						}
					});
				await lab.run({ forMs: 5_000 });
				console.log(redis.read('GET', 'balance'), redis.read('LLEN', 'log'), retries > 0);`)
		).toEqual(['40 40 true']);
	});
});

describe('durability', () => {
	const after = (appendonly: string, fault: string) =>
		printed(`
			const redis = lab.redis({ appendonly: '${appendonly}' });
			lab.process('app', async () => {
				${CLIENT}
				const client = await connected();
				await client.multi().set('early', '1').rPush('list', ['a', 'b']).xAdd('s', '1-1', { f: 'v' }).exec();
				await client.set('kept', 'x', { EX: 60 });
				await until(1_500);
				await client.set('late', '2');
			});
			lab.at(1_600, () => { redis.${fault}(); redis.start(); });
			await lab.run({ forMs: 3_000 });
			console.log(redis.keys().join(' '), redis.read('LRANGE', 'list', 0, -1).length);`);

	test.each([
		['always', 'crash', 'early kept late list s 2'],
		['always', 'losePower', 'early kept late list s 2'],
		['everysec', 'crash', 'early kept late list s 2'],
		['everysec', 'losePower', 'early kept list s 2'],
		['no', 'crash', ' 0'],
		['no', 'losePower', ' 0']
	])('appendonly %s, %s', async (appendonly, fault, left) => {
		expect(await after(appendonly, fault)).toEqual([left]);
	});
});

describe('full memory', () => {
	const filled = (policy: string) =>
		printed(`
			const redis = lab.redis({ maxmemory: 6_000, maxmemoryPolicy: '${policy}' });
			lab.process('app', async () => {
				${CLIENT}
				const client = await connected();
				for (let at = 0; at < 20; at++)
					await client.set('key:' + at, 'x'.repeat(200), at < 10 ? { EX: 1_000 + at } : {});
				for (let at = 0; at < 60; at++) {
					await client.get('key:0');
					await client.set('more:' + at, 'y'.repeat(200)).catch((error) => console.log(at, error.message));
				}
			});
			await lab.run({ forMs: 5_000 });
			const names = redis.keys();
			const count = (start: string) => names.filter((name) => name.startsWith(start)).length;
			console.log(names.includes('key:0'), names.includes('more:59'), count('key:'), redis.read('INFO', 'stats').includes('evicted_keys:0'));`);

	test('noeviction refuses writes and keeps what is there', async () => {
		const lines = await filled('noeviction');

		expect(lines[0]).toMatch(/^\d OOM command not allowed when used memory > 'maxmemory'\.$/);
		expect(lines.at(-1)).toBe('true false 20 true');
	});

	test('allkeys-lru keeps what is used', async () => {
		const lines = await filled('allkeys-lru');

		expect(lines).toHaveLength(1);
		expect(lines[0]).toMatch(/^true true \d false$/);
	});

	test('volatile-ttl lets go what would expire first, then refuses', async () => {
		const lines = await filled('volatile-ttl');

		expect(lines[0]).toContain('OOM');
		expect(lines.at(-1)).toBe('false false 10 false');
	});
});

describe('replication', () => {
	test('a replica answers what it has, refuses writes, and lags behind; WAIT says who has a write', async () => {
		expect(
			await printed(`
				const redis = lab.redis({ replicas: 2 });
				lab.link('redis-1', 'redis-3', { latency: 200 });
				lab.process('app', async () => {
					${CLIENT}
					const client = await connected();
					const replica = await connected({ url: 'redis://redis-2:6379' });
					const far = await connected({ url: 'redis://redis-3:6379' });
					await until(2_000);
					await client.set('a', '1');
					console.log(await client.wait(1, 1_000), await replica.get('a'), await far.get('a'));
					console.log(await client.wait(2, 100), await client.wait(2, 0), await far.get('a'));
					await replica.set('a', '2').catch((error) => console.log(error.message));
					await client.set('b', '1', { PX: 50 });
					await until(3_000);
					console.log(await replica.exists('b'), (await replica.role()).master.host);
				});
				await lab.run({ forMs: 6_000 });
				console.log(redis.nodes.map((node) => node.keys().join()).join(' '));`)
		).toEqual([
			'1 1 null',
			'1 2 1',
			"READONLY You can't write against a read only replica.",
			'0 redis-1',
			'a a a'
		]);
	});

	test('a replica that was cut off comes back with everything', async () => {
		expect(
			await printed(`
				const redis = lab.redis({ replicas: 1 });
				lab.process('app', async () => {
					${CLIENT}
					const client = await connected();
					for (let at = 0; at < 50; at++) {
						await client.rPush('list', String(at));
						await until(100 * (at + 1));
					}
				});
				lab.partition(['redis-1'], ['redis-2'], { at: 1_000, forMs: 3_000 });
				lab.at(3_900, () => console.log(redis.nodes.map((node) => node.read('LLEN', 'list')).join()));
				lab.crash('redis-2', { at: 5_000, downMs: 500 });
				await lab.run({ forMs: 20_000 });
				console.log(redis.nodes.map((node) => node.read('LRANGE', 'list', 0, -1).join()).every((text, _, all) => text === all[0]), redis.nodes[1].read('LLEN', 'list'));`)
		).toEqual([expect.stringMatching(/^40,1[01]$/), 'true 50']);
	});

	const splitBrain = (seed: number) =>
		printed(
			`const redis = lab.redis({ replicas: 1, failover: { afterMs: 1_000 } });
			let acknowledged = 0;
			lab.process('app', async () => {
				${CLIENT}
				const client = await connected({ socket: { reconnectStrategy: 50 } });
				while (lab.now() < 6_000) {
					await client.incr('count').then(() => acknowledged++, () => {});
					await until(lab.now() + 20);
				}
			});
			lab.partition(['redis-1'], ['redis-2', 'redis-watcher'], { between: [1_000, 3_000], forMs: 4_000 });
			await lab.run({ forMs: 20_000 });
			console.log(redis.primary.name, acknowledged - Number(redis.read('GET', 'count')) > 0, redis.nodes.map((node) => node.read('GET', 'count')).length);`,
			seed
		);

	test('who writes to a primary that only the others have given up loses what it acknowledged', async () => {
		for (const seed of [1, 2, 3]) expect(await splitBrain(seed)).toEqual(['redis-2 true 2']);
	});

	test('a replica takes over from a primary that crashed: under some seeds an acknowledged write is gone', async () => {
		const lost: number[] = [];
		for (let seed = 1; seed <= 12; seed++) {
			const [line] = await printed(
				`const redis = lab.redis({ replicas: 1, failover: { afterMs: 300 } });
				lab.link('redis-1', 'redis-2', { loss: 0.005 });
				let acknowledged = 0;
				lab.process('app', async () => {
					${CLIENT}
					const client = await connected({ socket: { reconnectStrategy: 50 } });
					while (lab.now() < 4_000) {
						await client.incr('count').then(() => acknowledged++, () => {});
						await until(lab.now() + 5);
					}
				});
				lab.crash('redis-1', { between: [1_000, 2_000] });
				await lab.run({ forMs: 6_000 });
				console.log(acknowledged - Number(redis.read('GET', 'count')), redis.primary.name);`,
				seed
			);
			const [difference, primary] = (line ?? '').split(' ');
			expect(primary).toBe('redis-2');
			lost.push(Number(difference));
		}

		expect(lost.some((count) => count > 0)).toBe(true);
		expect(lost.some((count) => count <= 0)).toBe(true);
	});
});

test('the same job makes the same report, with its trace', async () => {
	const job = {
		...programJob(`import { createClient } from 'redis';
			import { lab } from 'lab';
			lab.redis({ replicas: 2, failover: { afterMs: 300 }, appendonly: 'everysec' });
			lab.process('app', async () => {
				${CLIENT}
				const client = await connected();
				for (let at = 0; at < 30; at++) await client.set('key', String(Math.random()), { PX: 40 }).catch(() => {});
			});
			lab.crash('redis-1', { between: [2, 30], downMs: 1_000 });
			await lab.run({ forMs: 4_000 });`),
		isTraced: true
	};
	const [first, second] = [await runJob(machine, job), await runJob(machine, job)];

	expect(first.traces).toEqual(second.traces);
	expect(JSON.stringify(first.traces)).toContain('redis-2 takes over from redis-1');
	expect(JSON.stringify(first.traces)).toContain('value/redis-1/key');
});
