import type { Reply } from './reply.ts';

/** What a waiting session waits for; `attempt` answers when the key has become ready for it. */
export interface Wait {
	database: number;
	keys: string[];
	timeoutMs: number;
	type: 'list' | 'zset' | 'stream' | 'replicas';
	attempt: (key: string) => Reply | null;
	timedOut: Reply;
	/** A group's reader does not outlive its stream. */
	endsWithKey?: boolean;
}

export interface Transaction {
	commands: string[][];
	/** A command could not be queued: EXEC will refuse. */
	isSpoiled: boolean;
}

/** One connection to the server, as the server sees it. */
export class RedisSession {
	readonly id: number;
	protocol: 2 | 3 = 2;
	database = 0;
	name = '';
	library: [string, string] = ['', ''];
	transaction: Transaction | null = null;
	/** Watched keys as `database/key`, with the version each had. */
	readonly watched = new Map<string, number>();
	readonly channels = new Set<string>();
	readonly patterns = new Set<string>();
	readonly shardChannels = new Set<string>();
	wait: Wait | null = null;
	isClosed = false;
	/** The stream of effects from a primary, which alone may write to a replica. */
	isReplicationLink = false;
	isAuthenticated: boolean;

	constructor(id: number, isAuthenticated: boolean) {
		this.id = id;
		this.isAuthenticated = isAuthenticated;
	}

	get subscriptionCount(): number {
		return this.channels.size + this.patterns.size;
	}
}
