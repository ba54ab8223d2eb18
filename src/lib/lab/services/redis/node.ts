import { simulation } from '../../kernel/current.ts';
import { LabUnsupportedError } from '../../kernel/network-error.ts';
import type { LabNode, NodeDefinition } from '../../kernel/node.ts';
import { addEndpoint } from './addresses.ts';
import type { Durability } from './append-only-file.ts';
import { RedisInstance, type InstanceOptions } from './instance.ts';
import { plainFrom, type Plain } from './plain.ts';
import type { RedisServer } from './server.ts';
import type { RedisSession } from './session.ts';
import { contentOf } from './shown-state.ts';
import { bytesFrom, textFrom } from './text.ts';
import { watcherDefinition } from './watcher.ts';

export interface RedisOptions {
	/** Of the node, by which clients reach it: `redis`. With replicas, theirs are `redis-1`, `redis-2` and so on. */
	name?: string;
	/** `'100mb'`, or bytes; 0 is without a limit. */
	maxmemory?: string | number;
	maxmemoryPolicy?: string;
	/** Which keyspace events are published, as in `notify-keyspace-events`. */
	notifyKeyspaceEvents?: string;
	/** Clients have to give it. */
	password?: string;
	/** `appendfsync` of the append-only file; `no`, as Redis comes, keeps nothing on disk. */
	appendonly?: Durability;
	/** How many copies follow the primary. */
	replicas?: number;
	/** A watcher makes a replica the primary when the old one has not answered for so long. */
	failover?: { afterMs: number };
	/** How long after a crash a node starts again; by itself never, when nothing is said. */
	restartAfterMs?: number;
}

const OPTIONS =
	'name maxmemory maxmemoryPolicy notifyKeyspaceEvents password appendonly replicas failover restartAfterMs'.split(
		' '
	);

export interface RedisHandle {
	readonly name: string;
	/** Executes one command at once, without a network and as no client: to look, in checks and invariants. */
	read(...words: (string | number)[]): Plain;
	keys(): string[];
	/** Every key of the first database with its value. */
	dump(): Record<string, unknown>;
	crash(): void;
	losePower(): void;
	start(): void;
	stop(): void;
	readonly isUp: boolean;
}

/** A node of Redis, and what stands at it in this incarnation. */
export class RedisNode {
	readonly name: string;
	instance: RedisInstance | null = null;
	readonly #options: InstanceOptions;

	constructor(name: string, options: InstanceOptions) {
		this.name = name;
		this.#options = options;
	}

	definition(group: string, restartAfterMs: number | null): NodeDefinition {
		return {
			name: this.name,
			kind: 'redis',
			group,
			restartAfterMs,
			start: (process) => {
				this.instance = new RedisInstance(process, this.#options);
				process.onEnd(() => (this.instance = null));
			}
		};
	}
}

export function configOf(options: RedisOptions): InstanceOptions['config'] {
	for (const name of Object.keys(options))
		if (!OPTIONS.includes(name)) throw new LabUnsupportedError(`lab.redis option "${name}"`);
	const { maxmemory = 0, maxmemoryPolicy = 'noeviction', notifyKeyspaceEvents = '', password = '' } = options;
	return [
		['maxmemory', String(maxmemory)],
		['maxmemory-policy', maxmemoryPolicy],
		['notify-keyspace-events', notifyKeyspaceEvents],
		['requirepass', password],
		['appendonly', options.appendonly === undefined || options.appendonly === 'no' ? 'no' : 'yes']
	];
}

/** The Redis that is there when nobody put one there. */
export function localRedis(): NodeDefinition {
	return new RedisNode('redis', { config: configOf({}), durability: 'no', primary: null }).definition(
		'redis',
		null
	);
}

/** What checks and scenarios hold of one node. */
export function handleOf(member: RedisNode, node: LabNode): RedisHandle {
	const engine = () => {
		const { instance } = member;
		if (!instance) throw new Error(`${member.name} is down: nothing can be read from it.`);
		return instance.engine;
	};
	// An invariant reads after each event, so a session is kept for as long as the server lives.
	let kept: { server: RedisServer; session: RedisSession } | null = null;
	const sessionAt = (server: RedisServer) => {
		if (kept?.server === server) return kept.session;
		const session = server.connect();
		session.isAuthenticated = true;
		session.protocol = 3;
		kept = { server, session };
		return session;
	};
	const read = (...words: (string | number)[]): Plain => {
		const server = engine();
		const session = sessionAt(server);
		const name = String(words[0]).toLowerCase();
		const found = server.isWrite(name);
		if (found) throw new TypeError(`read() only looks; ${name.toUpperCase()} writes.`);
		const reply = server.execute(
			session,
			words.map((word) => bytesFrom(String(word)))
		);
		return plainFrom(reply);
	};
	return {
		name: member.name,
		read,
		keys: () => engine().databaseAt(0).liveKeys().map(textFrom).toSorted(),
		dump: () => {
			const database = engine().databaseAt(0);
			const entries = database
				.liveKeys()
				.toSorted()
				.map((key) => {
					const value = database.entries.get(key)?.value;
					return [textFrom(key), value ? contentOf(value, Number.POSITIVE_INFINITY) : null];
				});
			return Object.fromEntries(entries);
		},
		crash: () => node.crash('fault'),
		losePower: () => node.losePower(),
		start: () => node.start(),
		stop: () => node.stop(),
		get isUp() {
			return node.process !== null;
		}
	};
}

/** A Redis of the lab: one node, or a primary with its replicas. */
export interface RedisService extends RedisHandle {
	/** All nodes, the first primary first. */
	readonly nodes: readonly RedisHandle[];
	/** To which clients of this service's name are led now. */
	readonly primary: RedisHandle;
}

/** Adds a Redis to the lab. What is read of it is read of the present primary. */
export function redisService(options: RedisOptions = {}): RedisService {
	const {
		name = 'redis',
		replicas = 0,
		failover,
		appendonly: durability = 'no',
		restartAfterMs = null
	} = options;
	if (!Number.isInteger(replicas) || replicas < 0)
		throw new RangeError('lab.redis option "replicas" is how many copies there are: 0 or more.');
	if (failover && !(failover.afterMs > 0 && replicas > 0))
		throw new RangeError('lab.redis option "failover" needs replicas, and afterMs above 0.');
	if (failover && options.password)
		throw new LabUnsupportedError('lab.redis option "failover" with a password');
	const running = simulation();
	const config = configOf(options);
	const names =
		replicas === 0 ? [name] : Array.from({ length: replicas + 1 }, (_, at) => `${name}-${at + 1}`);
	const watched = { names, primary: names[0] ?? name };
	const handles = names.map((each) => {
		const member = new RedisNode(each, {
			config,
			durability,
			primary: each === names[0] ? null : watched.primary
		});
		return handleOf(member, running.addNode(member.definition(name, restartAfterMs)));
	});
	addEndpoint(running, name, () => watched.primary);
	if (failover) running.addNode(watcherDefinition(`${name}-watcher`, name, watched, failover.afterMs));
	const primary = () => {
		const handle = handles.find((each) => each.name === watched.primary);
		if (!handle) throw new Error(`there is no node ${watched.primary}`);
		return handle;
	};
	return {
		name,
		nodes: handles,
		get primary() {
			return primary();
		},
		get isUp() {
			return primary().isUp;
		},
		read: (...words) => primary().read(...words),
		keys: () => primary().keys(),
		dump: () => primary().dump(),
		crash: () => primary().crash(),
		losePower: () => primary().losePower(),
		start: () => primary().start(),
		stop: () => primary().stop()
	};
}
