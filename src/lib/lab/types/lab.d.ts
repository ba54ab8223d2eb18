declare module 'lab' {
	/** How long something takes, in virtual milliseconds: always the same, or drawn by the seed. */
	export type Distribution =
		| number
		| { uniform: readonly [from: number, to: number] }
		| { exponential: number }
		/** Half of all draws are below `median`; `sigma` 0.5 is a calm network, 1.5 a bad one. */
		| { lognormal: { median: number; sigma: number } };

	export interface LinkOptions {
		/** One way, in virtual milliseconds. */
		latency?: Distribution;
		/** Of all messages, 0 to 1. A connection sends again what is lost; a message of `peer` is gone. */
		loss?: number;
		/** Of all messages of `peer`, 0 to 1. */
		duplication?: number;
		/** Whether messages of `peer` may overtake each other; they may, when nothing is said. */
		reorder?: boolean;
	}

	/** A moment since the lab began, in virtual milliseconds; or two, between which the seed draws one. */
	export type When =
		{ at: number; between?: never } | { between: readonly [from: number, to: number]; at?: never };

	export interface ProcessOptions {
		/** How long after a crash it starts again; by itself never, when nothing is said. */
		restartAfterMs?: number;
		/** How far its clock on the wall is from the true time. */
		clockSkewMs?: number;
		/** Its `process.env`. */
		env?: Record<string, string>;
	}

	export interface HttpCacheOptions {
		/** Of its node, and so its host name: `cache` when none is given. */
		name?: string;
		/** Where it asks for what it has not stored: `'http://api:3000'`. */
		origin: string;
		/** Where it listens: 80, so that `http://cache/orders/7` finds it. */
		port?: number;
		/** How many answers it stores. When it is full, what was not used for longest goes. */
		maxEntries?: number;
	}

	/** A node of the lab, as a scenario holds it. */
	export interface LabProcess {
		readonly name: string;
		readonly isUp: boolean;
		/** How often it was started. */
		readonly incarnation: number;
		/** Ends it at once: its memory is gone, its connections are reset. */
		crash(): void;
		/** As a crash, but nobody is told, and what was not synced to disk is lost. */
		losePower(): void;
		/** Ends it until `start()`. */
		stop(): void;
		start(): void;
	}

	export interface KafkaOptions {
		/** How many brokers: `kafka-1`, `kafka-2` …; 1 when nothing is said. */
		brokers?: number;
		/** By name: partitions, on how many brokers they have replicas, and configuration by Kafka's own names. */
		topics?: Record<
			string,
			{ partitions?: number; replicationFactor?: number; config?: Record<string, string> }
		>;
		/** A broker that crashes starts again after so long. */
		restartAfterMs?: number;
		/** `broker.session.timeout.ms`: 9,000. */
		sessionTimeoutMs?: number;
		/** `replica.lag.time.max.ms`: 30,000. */
		replicaLagMs?: number;
		/** `auto.create.topics.enable`: true. */
		createsTopics?: boolean;
		/** `group.initial.rebalance.delay.ms`: 0, as in the configuration that Kafka comes with. */
		initialRebalanceDelayMs?: number;
		/** `offsets.retention.minutes`, in milliseconds: 7 days. */
		offsetsRetentionMs?: number;
	}

	/** A cluster of Kafka, as a scenario looks into it. */
	export interface LabKafka {
		readonly brokers: readonly string[];
		/** What consumers can see of a partition, oldest first; keys and values as text. */
		log(
			topic: string,
			partition: number
		): { offset: number; key: string | null; value: string | null; timestamp: number }[];
		/** The next offset a member of the group would begin with; null before the first commit. */
		committed(group: string, topic: string, partition: number): number | null;
		/** Consumers see what is before it; null for a partition that is not there. */
		highWatermark(topic: string, partition: number): number | null;
		/** The broker that leads; null while there is none. */
		leader(topic: string, partition: number): string | null;
	}

	/** What a Redis answers, as JSON has it. */
	export type RedisValue = null | string | number | RedisValue[] | { [name: string]: RedisValue };

	export interface RedisOptions {
		/** By which clients reach it; `redis`, when nothing is said. With replicas its nodes are `redis-1`, `redis-2` and so on. */
		name?: string;
		/** `'100mb'`, or bytes; without a limit, when nothing is said. */
		maxmemory?: string | number;
		/** What goes when memory is full: `noeviction` refuses writes. */
		maxmemoryPolicy?:
			| 'noeviction'
			| 'allkeys-lru'
			| 'allkeys-lfu'
			| 'allkeys-random'
			| 'volatile-lru'
			| 'volatile-lfu'
			| 'volatile-random'
			| 'volatile-ttl';
		/** Which keyspace events are published, as in `notify-keyspace-events`: `'KEA'` for all. */
		notifyKeyspaceEvents?: string;
		/** Clients have to give it. */
		password?: string;
		/** When its append-only file is synced; `'no'`, as Redis comes, keeps nothing on disk. */
		appendonly?: 'always' | 'everysec' | 'no';
		/** How many copies follow the primary, which does not wait for them. */
		replicas?: number;
		/** Makes a replica the primary when the old one has not answered a watcher for so long. */
		failover?: { afterMs: number };
		/** How long after a crash a node starts again; by itself never, when nothing is said. */
		restartAfterMs?: number;
	}

	/** One node of a Redis, as a scenario holds it. */
	export interface RedisNode {
		readonly name: string;
		readonly isUp: boolean;
		/** Executes a command that only looks, at once and as no client. Not while it is down. */
		read(...words: (string | number)[]): RedisValue;
		/** All keys of database 0, in order. */
		keys(): string[];
		/** All keys of database 0 with their values. */
		dump(): Record<string, unknown>;
		crash(): void;
		losePower(): void;
		stop(): void;
		start(): void;
	}

	/** A Redis: what is done with it is done with its present primary. */
	export interface Redis extends RedisNode {
		readonly nodes: readonly RedisNode[];
		readonly primary: RedisNode;
	}

	export interface PostgresOptions {
		/** By which clients reach it; `postgres`, when nothing is said. */
		name?: string;
		/**
		 * `'pglite'`, when nothing is said: a real PostgreSQL 18 with one session for all, in which one client's
		 * transaction lets the others wait. `'sessions'`: a model of many sessions, for a part of SQL.
		 */
		engine?: 'pglite' | 'sessions';
		/** SQL that has been run before anybody connects. */
		setup?: string | readonly string[];
		/** How many clients there may be: 100. The next one is told 53300. */
		maxConnections?: number;
		/** How long after a crash it starts again; by itself never, when nothing is said. */
		restartAfterMs?: number;
	}

	/** A PostgreSQL, as a scenario holds it. */
	export interface LabPostgres {
		readonly name: string;
		readonly isUp: boolean;
		/**
		 * The rows of a statement, at once and as no client: what checks look by. Values are as `pg` gives them,
		 * whatever type parsers a program has set. Not while it is down.
		 */
		query<Row extends Record<string, any> = Record<string, any>>(
			text: string,
			values?: readonly unknown[]
		): Row[];
		/** Ends all sessions: what they had not committed is gone, the rest is there when it starts again. */
		crash(): void;
		losePower(): void;
		stop(): void;
		start(): void;
	}

	export const lab: {
		/** Adds a PostgreSQL, which clients of `pg` reach at `postgres:5432` and `localhost:5432`. */
		postgres(options?: PostgresOptions): LabPostgres;
		/** Adds a Redis, which clients reach at `redis:6379` and `localhost:6379`. */
		redis(options?: RedisOptions): Redis;
		/**
		 * Adds a node and starts it. A file is evaluated anew each time the node starts, so nothing it keeps in
		 * memory survives a crash, and two nodes with one file share no variable.
		 * @param program `'./worker.ts'`, or a function
		 */
		process(
			name: string,
			program: string | ((process: { name: string; env: Record<string, string> }) => unknown),
			options?: ProcessOptions
		): LabProcess;
		/** Adds a cluster of Kafka, at `kafka-1:9092` and `localhost:9092`. */
		kafka(options?: KafkaOptions): LabKafka;
		/**
		 * Adds a shared cache (RFC 9111): it answers with what it has stored while that is fresh, asks its origin
		 * for the rest, and says which it did in `Cache-Status`. What an answer says of itself decides: without
		 * `Cache-Control` or `Expires` nothing is fresh.
		 */
		httpCache(options: HttpCacheOptions): LabProcess;
		/** What all ways between nodes are like, but for those of `lab.link`. */
		network(options: LinkOptions): void;
		/** What the way between two nodes is like, in both directions. */
		link(a: string, b: string, options: LinkOptions): void;
		/** Crashes a node. `downMs` later it starts again. */
		crash(name: string, when: When & { downMs?: number; losePower?: boolean }): void;
		/** Nothing passes between nodes of the two sides, for `forMs` or for ever. */
		partition(side: readonly string[], other: readonly string[], when: When & { forMs?: number }): void;
		/** Does something at a moment, in virtual milliseconds since the lab began. */
		at(moment: number, callback: () => void): void;
		/** Must be true after each event. `holds` gives `false`, or a sentence that says what is wrong. */
		invariant(name: string, holds: () => boolean | string): void;
		/** Must be true when the run ends. */
		eventually(name: string, holds: () => boolean | string): void;
		/**
		 * Lets time pass: 10,000 virtual milliseconds, or `forMs`, or until `until` gives `true`.
		 * Rejects with the first property that is broken.
		 */
		run(options?: { forMs?: number; until?: () => boolean }): Promise<void>;
		/** Virtual milliseconds since the lab began. */
		now(): number;
	};

	/** Computes: occupies the one thread of the node that calls it, for virtual milliseconds. */
	export function work(durationMs: number, label?: string): void;

	/** Messages from node to node, with no service between them: what the network loses is lost. */
	export const peer: {
		/** The name of this node. */
		readonly name: string;
		/** Sends a copy. It may be lost, doubled or overtaken, as `lab.link` says. */
		send(to: string, message: unknown): void;
		onMessage<Message = any>(callback: (message: Message, from: string) => void): void;
	};
}
