// read-only
import { lab } from 'lab';
import { createClient } from 'redis';
import { transfer } from './transfer.ts';

const url = 'redis://redis:6379';

export interface Bank {
	ada: number;
	bob: number;
	/** How many requests were answered with `true`. */
	granted: number;
}

/** Ada and Bob have 100 each. Three tellers are to move 40 from Ada to Bob, each of them once. */
export async function runBank(): Promise<Bank> {
	const redis = lab.redis();
	lab.network({ latency: { uniform: [1, 6] } });
	const opening = await createClient({ url }).connect();
	await opening.mSet({ 'account:ada': '100', 'account:bob': '100' });

	let answered = 0;
	let granted = 0;
	for (const name of ['teller-1', 'teller-2', 'teller-3']) {
		lab.process(name, async () => {
			const client = await createClient({ url }).connect();
			if (await transfer(client, 'ada', 'bob', 40)) granted += 1;
			answered += 1;
		});
	}

	const balances = () => [redis.read('MGET', 'account:ada', 'account:bob')].flat().map(Number);
	lab.invariant('no money is made, lost or lent', () => {
		const [ada = 0, bob = 0] = balances();
		if (ada < 0) return `Ada has ${ada}.`;
		return ada + bob === 200 || `Ada has ${ada} and Bob ${bob}: together ${ada + bob}, and it was 200.`;
	});
	lab.eventually('each request is answered', () => {
		return answered === 3 || `${answered} of 3 requests were answered.`;
	});
	lab.eventually('two requests are granted', () => {
		return granted === 2 || `${granted} requests were granted; 100 is enough for two of 40.`;
	});
	await lab.run({ forMs: 1_000, until: () => answered === 3 });
	const [ada = 0, bob = 0] = balances();
	return { ada, bob, granted };
}
