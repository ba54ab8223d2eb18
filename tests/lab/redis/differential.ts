import type { Reply } from '#lib/lab/services/redis/reply.ts';
import { encodeReply } from '#lib/lab/services/redis/resp.ts';
import type { RedisSession } from '#lib/lab/services/redis/session.ts';
import { labRedis } from './lab-redis.ts';
import { CommandsAtRandom, SHAPES, WAITING, WAKING } from './commands-at-random.ts';
import type { RealConnection, RealRedis } from './real-redis.ts';

export interface Mismatch {
	seed: number;
	command: string;
	real: string;
	lab: string;
}

/** What has no order by contract, or is drawn by chance as a whole. */
const UNORDERED = new Set(
	'SMEMBERS SINTER SUNION SDIFF HGETALL HKEYS HVALS KEYS SPOP SRANDMEMBER HRANDFIELD HSCAN SSCAN ZSCAN ZRANDMEMBER'.split(
		' '
	)
);

interface Pair {
	real: RealConnection;
	lab: RedisSession;
	isWaiting: boolean;
}

/** The same commands to the real server and the lab's, answer by answer. */
export async function compareRun(
	redis: RealRedis,
	seed: number,
	count: number,
	protocol: 2 | 3
): Promise<Mismatch[]> {
	const control = await redis.connect();
	let nowMs = 0;
	const lab = labRedis(
		() => nowMs,
		() => 0.5
	);
	const pairs: Pair[] = [];
	for (let i = 0; i < 3; i++) {
		pairs.push({ real: await redis.connect(), lab: lab.connect(), isWaiting: false });
	}
	const random = new CommandsAtRandom(seed);
	const mismatches: Mismatch[] = [];
	const hasWaiters = seed % 2 === 0;
	const queued = new Map<Pair, string[]>();
	const both = async (pair: Pair, words: string[]) => {
		const ours = lab.execute(pair.lab, words);
		if (ours.kind === 'blocked') {
			pair.real.write(words);
			pair.isWaiting = true;
			await settled(control, pairs);
			return;
		}
		const theirs = await pair.real.call(words);
		check(seed, words, protocol, theirs, ours, mismatches, queued, pair);
		const woken = lab.takeDeliveries();
		for (const { session, reply } of woken) {
			const other = pairs.find((one) => one.lab === session);
			if (!other) continue;
			other.isWaiting = false;
			const answer = await Promise.race([other.real.read(), stillSilent(control)]);
			check(seed, [...words, '(wakes)'], protocol, answer, reply, mismatches, queued, other);
		}
	};
	await control.call(['FLUSHALL']);
	for (const pair of pairs) await both(pair, ['HELLO-SKIP']);
	for (const pair of protocol === 3 ? pairs : []) {
		await pair.real.call(['HELLO', '3']);
		lab.execute(pair.lab, ['HELLO', '3']);
	}
	mismatches.length = 0;
	for (let i = 0; i < count && mismatches.length === 0; i++) {
		const [seconds, micros] = textsOf(await control.call(['TIME']));
		nowMs = Number(seconds) * 1000 + Math.floor(Number(micros) / 1000);
		const free = pairs.filter((pair) => !pair.isWaiting);
		const pair = random.pick(free);
		const mayWait = hasWaiters && free.length > 1 && random.below(12) === 0;
		const shapes = mayWait ? WAITING : hasWaiters && random.below(3) === 0 ? WAKING : SHAPES;
		await both(pair, random.next(shapes));
	}
	const clients = JSON.stringify(await control.call(['INFO', 'clients']));
	const stillWaiting = `blocked_clients:${pairs.filter((pair) => pair.isWaiting).length}`;
	if (mismatches.length === 0 && !clients.includes(`${stillWaiting}\\r`)) {
		mismatches.push({ seed, command: 'sessions still waiting at the end', real: clients, lab: stillWaiting });
	}
	for (const pair of pairs) pair.real.close();
	control.close();
	return mismatches;
}

/** Waits until the real server counts as many blocked clients as the lab has. */
async function settled(control: RealConnection, pairs: Pair[]): Promise<void> {
	const wanted = pairs.filter((pair) => pair.isWaiting).length;
	for (let tries = 0; tries < 50; tries++) {
		const text = JSON.stringify(await control.call(['INFO', 'clients']));
		if (text.includes(`blocked_clients:${wanted}\\r`)) return;
	}
}

/** What stands for an answer that never came: the server has since answered many others. */
async function stillSilent(control: RealConnection): Promise<Reply> {
	for (let i = 0; i < 200; i++) await control.call(['PING']);
	return { kind: 'simple', text: '(silence)' };
}

function textsOf(reply: Reply): string[] {
	return reply.kind === 'array' ? reply.items.map((item) => (item.kind === 'bulk' ? item.text : '')) : [];
}

function check(
	seed: number,
	words: string[],
	protocol: 2 | 3,
	theirs: Reply,
	ours: Reply,
	mismatches: Mismatch[],
	queued: Map<Pair, string[]>,
	pair: Pair
): void {
	const names = words[0] === 'EXEC' ? (queued.get(pair) ?? []) : [words[0] ?? ''];
	if (ours.kind === 'simple' && ours.text === 'QUEUED')
		queued.set(pair, [...(queued.get(pair) ?? []), words[0] ?? '']);
	else if (words[0] === 'EXEC' || words[0] === 'DISCARD') queued.set(pair, []);
	const isUnordered = names.some((name) => UNORDERED.has(name));
	const shape = (reply: Reply) => {
		const text = encodeReply(reply, protocol);
		return isUnordered ? text.split('\r\n').sort().join(' ') : text.replaceAll('\r\n', ' ');
	};
	const [real, lab] = [shape(theirs), shape(ours)];
	if (real !== lab) mismatches.push({ seed, command: words.join(' '), real, lab });
}
