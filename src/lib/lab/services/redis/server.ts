import { findCommand, isKnownToRedis } from './commands.ts';
import { Call, type Command } from './command.ts';
import { Database } from './database.ts';
import { evictFor } from './eviction.ts';
import { matchesGlob } from './glob.ts';
import { errorReply, QUEUED, RedisError, bulk, type Reply } from './reply.ts';
import type { CompiledScript } from './scripting.ts';
import { RedisSession } from './session.ts';
import { bytesOf } from './values.ts';

/** Where time and chance come from: the node that serves this engine. */
export interface RedisContext {
	now: () => number;
	random: () => number;
	/** In hexadecimal; each character of the text is a byte. */
	sha1: (bytes: string) => string;
}

export interface ReplicationView {
	/** Null at a primary. */
	primary: { host: string; port: number; state: 'connect' | 'sync' | 'connected' } | null;
	replicas: { host: string; port: number; offset: number }[];
}

/** A write as a replica must repeat it. */
export interface Effect {
	database: number;
	words: string[];
}

const NOTHING: readonly string[] = [];
const OOM = "OOM command not allowed when used memory > 'maxmemory'.";
const WHILE_SUBSCRIBED =
	'ssubscribe sunsubscribe subscribe unsubscribe psubscribe punsubscribe ping quit reset';
const CONTROLS = new Set(['exec', 'discard', 'multi', 'watch', 'quit', 'reset']);

/**
 * A Redis server without a network: sessions execute commands, one after the other, and answers to
 * sessions that waited or subscribed are left in `takeDeliveries`. It has no timers: the node asks
 * `nextDeadline` and calls `expireDue` and `timeOut`. Version 7.0's behaviour, proven against the real one.
 */
export class RedisServer {
	readonly context: RedisContext;
	readonly databases: Database[];
	readonly sessions = new Map<number, RedisSession>();
	readonly waiting = new Set<RedisSession>();
	readonly scripts = new Map<string, string>();
	readonly compiled = new Map<string, CompiledScript>();
	readonly config = new Map([
		['maxmemory', '0'],
		['maxmemory-policy', 'noeviction'],
		['maxmemory-samples', '5'],
		['notify-keyspace-events', ''],
		['requirepass', ''],
		['save', ''],
		['appendonly', 'no'],
		['databases', '16'],
		['timeout', '0'],
		['proto-max-bulk-len', '536870912']
	]);
	now = 0;
	dirty = 0;
	usedBytes = 0;
	isReplica = false;
	/** What ROLE and INFO say of replication; the node keeps it. */
	replication: ReplicationView = { primary: null, replicas: [] };
	/** Above zero inside EXEC and scripts, where nothing waits. */
	depth = 0;
	isInScript = false;
	offset = 0;
	expiredCount = 0;
	evictedCount = 0;
	commandCount = 0;
	#uses = 0;
	#versions = new Map<string, number>();
	#changed = new Set<string>();
	#ready: { database: number; key: string }[] = [];
	#effects: Effect[] = [];
	#deliveries: { session: RedisSession; reply: Reply }[] = [];
	#nextSession = 1;

	constructor(context: RedisContext) {
		this.context = context;
		this.databases = Array.from({ length: 16 }, (_, index) => new Database(index, this));
		this.now = context.now();
	}

	connect(): RedisSession {
		const session = new RedisSession(this.#nextSession++, this.config.get('requirepass') === '');
		this.sessions.set(session.id, session);
		return session;
	}

	disconnect(session: RedisSession): void {
		session.isClosed = true;
		session.wait = null;
		this.waiting.delete(session);
		this.sessions.delete(session.id);
	}

	databaseAt(index: number): Database {
		const database = this.databases[index];
		if (!database) throw new RedisError('ERR DB index is out of range');
		return database;
	}

	get mayNotBlock(): boolean {
		return this.depth > 0;
	}

	get countsMemory(): boolean {
		return this.config.get('maxmemory') !== '0';
	}

	/** Runs one command whole, and serves the sessions that waited for what it brought. */
	execute(session: RedisSession, words: readonly string[]): Reply {
		this.now = Math.floor(this.context.now());
		this.commandCount++;
		const reply = this.#admit(session, words);
		this.#serveWaiting();
		return reply;
	}

	#admit(session: RedisSession, words: readonly string[]): Reply {
		const name = (words[0] ?? '').toLowerCase();
		const found = findCommand(name);
		const refusal = this.#refusalOf(session, found, name, words);
		if (refusal !== null || found === undefined) {
			if (session.transaction && name !== 'exec') session.transaction.isSpoiled = true;
			if (session.transaction && name === 'exec') {
				session.transaction = null;
				session.watched.clear();
				return errorReply(
					`EXECABORT Transaction discarded because of: ${(refusal ?? '').replace(/^ERR /, '')}`
				);
			}
			return errorReply(refusal ?? '');
		}
		if (session.transaction && !CONTROLS.has(name)) {
			session.transaction.commands.push([...words]);
			return QUEUED;
		}
		return this.run(session, found, words);
	}

	/** Why a command may not run at all, in the order Redis asks (processCommand). */
	#refusalOf(
		session: RedisSession,
		found: Command | undefined,
		name: string,
		words: readonly string[]
	): string | null {
		if (!found) return isKnownToRedis(name) ? unsupported(name) : unknownCommand(words);
		if (found.arity > 0 ? words.length !== found.arity : words.length < -found.arity) {
			return `ERR wrong number of arguments for '${name}' command`;
		}
		if (!session.isAuthenticated && !['auth', 'hello', 'quit', 'reset'].includes(name)) {
			return 'NOAUTH Authentication required.';
		}
		if (this.countsMemory && !this.isReplica && !evictFor(this) && found.flags.includes('m')) return OOM;
		if (this.isReplica && !session.isReplicationLink && found.flags.includes('w')) {
			return "READONLY You can't write against a read only replica.";
		}
		const isListening = session.subscriptionCount + session.shardChannels.size > 0;
		if (session.protocol === 2 && isListening && !WHILE_SUBSCRIBED.split(' ').includes(name)) {
			return (
				`ERR Can't execute '${name}': only (P|S)SUBSCRIBE / (P|S)UNSUBSCRIBE / PING / QUIT / RESET ` +
				'are allowed in this context'
			);
		}
		return null;
	}

	/** Whether a command may change something. */
	isWrite(name: string): boolean {
		return findCommand(name)?.flags.includes('w') ?? false;
	}

	/** Runs a command of the table and records what replicas must repeat. */
	run(session: RedisSession, found: Command, words: readonly string[]): Reply {
		const call = new Call(this, session, words);
		const database = session.database;
		const dirty = this.dirty;
		let reply: Reply;
		try {
			reply = found.run(call);
		} catch (error) {
			if (!(error instanceof RedisError)) throw error;
			reply = errorReply(error.message);
		}
		if (this.dirty > dirty && found.flags.includes('w')) {
			for (const effect of call.effects ?? [[...words]]) this.propagate(database, effect);
		}
		return reply;
	}

	propagate(database: number, words: string[]): void {
		if (this.isReplica) return;
		this.#effects.push({ database, words });
		this.offset += words.reduce((bytes, word) => bytes + word.length + 8, 4);
	}

	/** Writes since the last call, for replicas. A replica runs them on a session with `isReplicationLink`. */
	takeEffects(): Effect[] {
		return this.#effects.splice(0);
	}

	/** Groups what a transaction or script wrote, so that a replica never shows half of it. */
	grouped(work: () => Reply): Reply {
		const start = this.#effects.length;
		const database = this.#effects.length;
		this.depth++;
		try {
			return work();
		} finally {
			this.depth--;
			const first = this.#effects[start];
			if (this.depth === 0 && first && this.#effects.length - database > 1) {
				this.#effects.splice(start, 0, { database: first.database, words: ['MULTI'] });
				this.#effects.push({ database: first.database, words: ['EXEC'] });
			}
		}
	}

	nextUse(): number {
		return ++this.#uses;
	}

	versionOf(database: number, key: string): number {
		return this.#versions.get(`${database}/${key}`) ?? 0;
	}

	keyChanged(database: number, key: string): void {
		const name = `${database}/${key}`;
		this.#versions.set(name, (this.#versions.get(name) ?? 0) + 1);
		this.#changed.add(name);
	}

	/** Keys that have changed since the last call, as `database/key`. */
	takeChanged(): Iterable<string> {
		if (this.#changed.size === 0) return NOTHING;
		const changed = this.#changed;
		this.#changed = new Set();
		return changed;
	}

	keyReady(database: number, key: string): void {
		if (this.waiting.size > 0) this.#ready.push({ database, key });
	}

	/** First come, first served: each ready key goes to its waiters in the order they began to wait. */
	#serveWaiting(): void {
		for (let next = this.#ready.shift(); next; next = this.#ready.shift()) {
			for (const session of [...this.waiting]) {
				const wait = session.wait;
				if (wait === null || wait.database !== next.database || !wait.keys.includes(next.key)) continue;
				const held = this.databaseAt(next.database).entryOf(next.key);
				if (wait.endsWithKey && held?.value.type !== 'stream') {
					this.wake(session, errorReply('UNBLOCKED the stream key no longer exists'));
					continue;
				}
				if (held && held.value.type !== wait.type) continue;
				let reply: Reply | null;
				try {
					reply = wait.attempt(next.key);
				} catch (error) {
					if (!(error instanceof RedisError)) throw error;
					reply = errorReply(error.message);
				}
				if (reply !== null) this.wake(session, reply);
			}
		}
	}

	/** Answers a session that waits. */
	wake(session: RedisSession, reply: Reply): void {
		session.wait = null;
		this.waiting.delete(session);
		this.deliver(session, reply);
	}

	/** The node's timer for a blocked session has rung. */
	timeOut(session: RedisSession): void {
		if (session.wait) this.wake(session, session.wait.timedOut);
	}

	deliver(session: RedisSession, reply: Reply): void {
		this.#deliveries.push({ session, reply });
	}

	/** Answers to sessions that waited, and messages to subscribers, in order. */
	takeDeliveries(): { session: RedisSession; reply: Reply }[] {
		return this.#deliveries.splice(0);
	}

	publish(channel: string, message: string): number {
		let count = 0;
		const send = (session: RedisSession, words: string[]) => {
			this.deliver(session, { kind: 'push', items: words.map(bulk) });
			count++;
		};
		for (const session of this.sessions.values()) {
			if (session.channels.has(channel)) send(session, ['message', channel, message]);
		}
		for (const session of this.sessions.values()) {
			for (const pattern of session.patterns) {
				if (matchesGlob(pattern, channel)) send(session, ['pmessage', pattern, channel, message]);
			}
		}
		return count;
	}

	/** Keyspace notifications, when `notify-keyspace-events` asks for this kind. */
	notify(kind: string, event: string, key: string, database: number): void {
		const wanted = this.config.get('notify-keyspace-events') ?? '';
		if (wanted === '' || !(wanted.includes(kind) || (wanted.includes('A') && kind !== 'm' && kind !== 'n')))
			return;
		if (wanted.includes('K')) this.publish(`__keyspace@${database}__:${key}`, event);
		if (wanted.includes('E')) this.publish(`__keyevent@${database}__:${event}`, key);
	}

	/** When the next key expires, or null. */
	nextExpiryAt(): number | null {
		let next: number | null = null;
		for (const { entries } of this.databases) {
			for (const { expiresAt } of entries.values()) {
				if (expiresAt !== null && (next === null || expiresAt < next)) next = expiresAt;
			}
		}
		return next;
	}

	/** The active expiry cycle: deletes every key whose time has come. */
	expireDue(): void {
		this.now = Math.floor(this.context.now());
		for (const database of this.databases) {
			for (const key of [...database.entries.keys()]) database.entryOf(key);
		}
	}

	/** Counts memory anew, when a limit is first set; without one it is not kept. */
	recountMemory(): number {
		this.usedBytes = 0;
		for (const { entries } of this.databases) {
			for (const [key, entry] of entries) {
				entry.bytes = bytesOf(key, entry.value);
				this.usedBytes += entry.bytes;
			}
		}
		return this.usedBytes;
	}
}

function unsupported(name: string): string {
	return `ERR LabUnsupportedError: the lab's Redis does not support the command '${name}'`;
}

function unknownCommand(words: readonly string[]): string {
	let shown = '';
	for (const word of words.slice(1)) {
		if (shown.length >= 128) break;
		shown += `'${word.slice(0, 128 - shown.length)}' `;
	}
	return `ERR unknown command '${(words[0] ?? '').slice(0, 128)}', with args beginning with: ${shown}`;
}
