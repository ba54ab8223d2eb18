import type { Connection } from '../../kernel/connection.ts';
import type { NodeDefinition } from '../../kernel/node.ts';
import type { Process } from '../../kernel/process.ts';
import { REDIS_PORT } from './instance.ts';
import { plainFrom, type Plain } from './plain.ts';
import type { Reply } from './reply.ts';

const EVERY_MS = 100;
const RECONNECT_MS = 500;

/** The set of nodes a watcher looks after, and which of them is the primary, to its knowledge. */
export interface Watched {
	readonly names: readonly string[];
	primary: string;
}

/** What a watcher knows of one node. */
interface Member {
	readonly name: string;
	connection: Connection | null;
	answeredAt: number;
	/** The messages sent and not answered yet, in order: what each was about. */
	waiting: ('role' | 'order')[];
	isPrimary: boolean;
	follows: string;
	offset: number;
}

/**
 * What a Sentinel does, with one of it (https://redis.io/docs/latest/operate/oss_and_stack/management/sentinel/):
 * a primary that has not answered for `afterMs` is replaced by the replica that has the most of its writes.
 * It only knows who answers it: a primary that it cannot reach may still serve others, and what that
 * one acknowledges then is lost when it comes back as a replica.
 */
export function watcherDefinition(
	name: string,
	group: string,
	watched: Watched,
	afterMs: number
): NodeDefinition {
	return {
		name,
		kind: 'redis',
		group,
		start: (process) => new Watcher(process, watched, afterMs)
	};
}

class Watcher {
	readonly #process: Process;
	readonly #watched: Watched;
	readonly #afterMs: number;
	readonly #members: Member[];
	#promoting: Member | null = null;

	constructor(process: Process, watched: Watched, afterMs: number) {
		this.#process = process;
		this.#watched = watched;
		this.#afterMs = afterMs;
		this.#members = watched.names.map((name) => ({
			name,
			connection: null,
			answeredAt: process.now(),
			waiting: [],
			isPrimary: false,
			follows: '',
			offset: -1
		}));
		for (const member of this.#members) void this.#connect(member);
		process.setRepeatingTimer(Math.min(EVERY_MS, afterMs / 2), () => this.#look());
	}

	async #connect(member: Member): Promise<void> {
		const again = () => {
			member.connection = null;
			member.waiting = [];
			if (this.#promoting === member) this.#promoting = null;
			this.#process.setTimer(RECONNECT_MS, () => void this.#connect(member));
		};
		try {
			const connection = await this.#process.connect(member.name, REDIS_PORT, 'redis');
			member.connection = connection;
			connection.onClose = again;
			connection.onMessage = (payload) => {
				if (isReply(payload)) this.#take(member, plainFrom(payload));
			};
		} catch {
			again();
		}
	}

	#look(): void {
		for (const member of this.#members) if (member.waiting.length === 0) this.#say(member, 'role', ['ROLE']);
		if (this.#promoting && !this.#answers(this.#promoting)) this.#promoting = null;
		const primary = this.#member(this.#watched.primary);
		if (primary && !this.#promoting && !this.#answers(primary)) this.#failOver(primary);
	}

	#answers(member: Member): boolean {
		return this.#process.now() - member.answeredAt < this.#afterMs;
	}

	#failOver(failed: Member): void {
		const candidates = this.#members.filter(
			(member) => member !== failed && member.connection && this.#answers(member)
		);
		const best = candidates.toSorted((a, b) => b.offset - a.offset)[0];
		if (!best) return;
		this.#promoting = best;
		this.#process.mark('failover', `${best.name} takes over from ${failed.name}`);
		this.#say(best, 'order', ['REPLICAOF', 'NO', 'ONE']);
	}

	#take(member: Member, reply: Plain): void {
		member.answeredAt = this.#process.now();
		const what = member.waiting.shift();
		if (what === 'order') {
			if (this.#promoting !== member) return;
			this.#promoting = null;
			member.isPrimary = true;
			this.#watched.primary = member.name;
			return;
		}
		if (!Array.isArray(reply)) return;
		const [role, second] = reply;
		member.isPrimary = role === 'master';
		member.follows = role === 'master' ? '' : String(second);
		member.offset = Number(role === 'master' ? second : reply[4]);
		const { primary } = this.#watched;
		const isLost = member.name !== primary && member !== this.#promoting && member.follows !== primary;
		if (isLost) this.#say(member, 'order', ['REPLICAOF', primary, String(REDIS_PORT)]);
	}

	#say(member: Member, what: 'role' | 'order', words: string[]): void {
		if (!member.connection) return;
		member.waiting.push(what);
		member.connection.send(words, { label: words.join(' '), isRoutine: what === 'role' });
	}

	#member(name: string): Member | undefined {
		return this.#members.find((member) => member.name === name);
	}
}

function isReply(payload: unknown): payload is Reply {
	return typeof payload === 'object' && payload !== null && 'kind' in payload;
}
