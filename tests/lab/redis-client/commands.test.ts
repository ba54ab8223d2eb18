import { createClient } from 'redis';
import { beforeAll, describe, expect, test } from 'vitest';
import { runJob } from '#lib/sandbox/engine.ts';
import type { Machine } from '#lib/sandbox/machine.ts';
import { printedBy, programJob } from '../../support/jobs.ts';
import { openMachine } from '../../support/machine.ts';

/** What the lab's client does without: how the real one works inside, and what is of no use where nothing is shared. */
const INSIDE = new Set(
	(
		'clientSideCache isDirtyWatch setDirtyWatch reAuthenticate getPubSubListeners extendPubSubChannelListeners ' +
		'extendPubSubListeners resetIfDirty commandOptions'
	).split(' ')
);

/** The names that the real client's objects have: its commands in both spellings, and its own methods. */
function namesOf(client: object): string[] {
	const names = new Set<string>();
	for (let at: unknown = client; at instanceof Object; at = Object.getPrototypeOf(at)) {
		if (at.constructor.name === 'EventEmitter') break;
		for (const name of Object.getOwnPropertyNames(at)) names.add(name);
	}
	return [...names]
		.filter((name) => /^[a-zA-Z]/.test(name) && !/^(constructor|domain)$/.test(name))
		.toSorted();
}

describe("every method of node-redis' client", () => {
	let machine: Machine;
	beforeAll(async () => {
		machine = await openMachine();
	});

	async function missingIn(subject: string, names: readonly string[]): Promise<string> {
		const report = await runJob(
			machine,
			programJob(`import { createClient } from 'redis';
				const subject: object = ${subject};
				const missing: string[] = [];
				for (const name of ${JSON.stringify(names)}) {
					try {
						if (Reflect.get(subject, name) === undefined) missing.push(name);
					} catch (error) {
						if (error.name !== 'LabUnsupportedError') missing.push(name);
					}
				}
				console.log(missing.join(' '));`)
		);
		expect(report.stopped).toBeNull();
		return printedBy(report).join('\n');
	}

	test('is there, or refused by its name', async () => {
		const names = namesOf(createClient()).filter((name) => !INSIDE.has(name) && !name.startsWith('_'));

		expect(names.length).toBeGreaterThan(850);
		expect(await missingIn('createClient()', names)).toBe('');
	});

	test('of a transaction too', async () => {
		const names = namesOf(createClient().multi()).filter((name) => !name.startsWith('_'));

		expect(names.length).toBeGreaterThan(800);
		expect(await missingIn('createClient().multi()', names)).toBe('');
	});

	test('a refusal says what it refuses: commands, modules, options, other kinds of clients', async () => {
		const report = await runJob(
			machine,
			programJob(`import { createClient, createClientPool, createCluster, createSentinel } from 'redis';
				const client = createClient();
				const refusals = [
					() => client.geoAdd('sicily', []),
					() => client.ACL_WHOAMI(),
					() => client.multi().clusterInfo(),
					() => client.json,
					() => client.legacy(),
					() => createClient({ clientSideCache: {} }),
					() => createClient({ socket: { tls: true } }),
					() => createClient({ url: 'rediss://redis:6379' }),
					() => createClientPool(),
					() => createCluster(),
					() => createSentinel()
				];
				for (const refusal of refusals) {
					try {
						await refusal();
						console.log('not refused', String(refusal));
					} catch (error) {
						console.log(error.name + ': ' + error.message);
					}
				}`)
		);

		expect(printedBy(report)).toEqual([
			'LabUnsupportedError: redis command "geoAdd" is not simulated by the lab.',
			'LabUnsupportedError: redis command "aclWhoAmI" is not simulated by the lab.',
			'LabUnsupportedError: redis command "clusterInfo" is not simulated by the lab.',
			'LabUnsupportedError: redis module "json" is not simulated by the lab.',
			'LabUnsupportedError: redis client method "legacy" is not simulated by the lab.',
			'LabUnsupportedError: redis client option "clientSideCache" is not simulated by the lab.',
			'LabUnsupportedError: redis client option "socket.tls" is not simulated by the lab.',
			'LabUnsupportedError: TLS is not simulated by the lab. Connect with redis://.',
			'LabUnsupportedError: redis createClientPool() is not simulated by the lab. Use createClient().',
			'LabUnsupportedError: redis createCluster() is not simulated by the lab. Use createClient().',
			'LabUnsupportedError: redis createSentinel() is not simulated by the lab. Use createClient().'
		]);
	});

	test("is a program's to replace on its own client, and on no other", async () => {
		const report = await runJob(
			machine,
			programJob(`import { createClient, SimpleError } from 'redis';
				const [mine, other] = [createClient(), createClient()];
				mine.get = async () => 'mine';
				const shared = Object.getPrototypeOf(mine);
				for (const [object, name] of [[shared, 'get'], [shared, 'sendCommand'], [SimpleError, 'prototype'], [Object.getPrototypeOf(mine.multi()), 'exec']]) {
					try {
						object[name] = async () => 'forged';
						console.log('changed', name);
					} catch (error) {
						console.log(error.name, name);
					}
				}
				await other.connect();
				console.log(await mine.get('a'), await other.get('a'));`)
		);

		expect(printedBy(report)).toEqual([
			'TypeError get',
			'TypeError sendCommand',
			'TypeError prototype',
			'TypeError exec',
			'mine null'
		]);
	});
});
