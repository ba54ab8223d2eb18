declare module 'redis' {
	import type { EventEmitter } from 'node:events';

	type Arg = string | Buffer;
	type Many = Arg | Arg[];
	/** What a server may answer. */
	export type Reply = null | string | number | Reply[] | { [name: string]: Reply };
	type KeyPairs = [Arg, Arg][] | Arg[] | Record<string, Arg>;
	type HashFields =
		| Record<string, Arg | number>
		| Map<Arg | number, Arg | number>
		| (Arg | number)[]
		| [Arg | number, Arg | number][];
	type ExpireMode = 'NX' | 'XX' | 'GT' | 'LT';
	type ListSide = 'LEFT' | 'RIGHT';
	/** A score, `'-inf'`, `'+inf'`, or `'(5'`, which leaves 5 out. */
	type Bound = number | Arg;
	type Weighed = Many | { key: Arg; weight: number } | { key: Arg; weight: number }[];

	export interface SetOptions {
		/** Time to live: seconds, milliseconds, or the moment in one of them; `KEEPTTL` keeps the one it has. */
		expiration?: { type: 'EX' | 'PX' | 'EXAT' | 'PXAT'; value: number } | { type: 'KEEPTTL' } | 'KEEPTTL';
		/** `NX`: only when the key does not exist; `XX`: only when it does. */
		condition?: 'NX' | 'XX';
		/** Expires after seconds. */
		EX?: number;
		/** Expires after milliseconds. */
		PX?: number;
		EXAT?: number;
		PXAT?: number;
		KEEPTTL?: true;
		/** Only when the key does not exist. */
		NX?: true;
		/** Only when the key exists. */
		XX?: true;
		/** Gives what the key held before. */
		GET?: true;
	}
	type GetExOptions =
		| { type: 'EX' | 'PX'; value: number }
		| { type: 'EXAT' | 'PXAT'; value: number | Date }
		| { type: 'PERSIST' }
		| { EX: number }
		| { PX: number }
		| { EXAT: number | Date }
		| { PXAT: number | Date }
		| { PERSIST: true };
	interface ScanOptions {
		MATCH?: Arg;
		/** About how many a page. */
		COUNT?: number;
	}
	interface PositionOptions {
		RANK?: number;
		MAXLEN?: number;
	}
	export interface ScoredMember<Text = string> {
		value: Text;
		score: number;
	}
	interface ZAddOptions {
		condition?: 'NX' | 'XX';
		NX?: true;
		XX?: true;
		/** Changes a score only when it grows (`GT`) or falls (`LT`). */
		comparison?: 'LT' | 'GT';
		LT?: true;
		GT?: true;
		/** Gives how many changed, instead of how many are new. */
		CH?: boolean;
	}
	interface LimitOptions {
		LIMIT?: { offset: number; count: number };
	}
	interface ZRangeOptions extends LimitOptions {
		BY?: 'SCORE' | 'LEX';
		/** From the highest; `min` and `max` change places. */
		REV?: boolean;
	}
	interface AggregateOptions {
		AGGREGATE?: 'SUM' | 'MIN' | 'MAX';
	}
	export interface StreamMessage {
		id: string;
		message: Record<string, string>;
	}
	interface StreamEntries {
		name: string;
		messages: StreamMessage[];
	}
	interface StreamPosition {
		key: Arg;
		id: Arg;
	}
	interface XAddOptions {
		TRIM?: { strategy?: 'MAXLEN' | 'MINID'; strategyModifier?: '=' | '~'; threshold: number; limit?: number };
	}
	interface XReadOptions {
		COUNT?: number;
		/** Waits for so many milliseconds; 0 for ever. */
		BLOCK?: number;
	}
	interface XClaimOptions {
		IDLE?: number;
		TIME?: number | Date;
		RETRYCOUNT?: number;
		FORCE?: boolean;
		LASTID?: Arg;
	}
	interface StreamGroup {
		name: string;
		consumers: number;
		pending: number;
		'last-delivered-id': string;
		'entries-read': number | null;
		lag: number | null;
	}
	interface StreamInfo {
		length: number;
		'radix-tree-keys': number;
		'radix-tree-nodes': number;
		'last-generated-id': string;
		'max-deleted-entry-id': string;
		'entries-added': number;
		'recorded-first-entry-id': string;
		groups: number;
		'first-entry': StreamMessage | null;
		'last-entry': StreamMessage | null;
	}
	interface PendingSummary {
		pending: number;
		firstId: string | null;
		lastId: string | null;
		consumers: { name: string; deliveriesCounter: number }[] | null;
	}
	interface PendingEntry {
		id: string;
		consumer: string;
		millisecondsSinceLastDelivery: number;
		deliveriesCounter: number;
	}
	interface ScriptOptions {
		/** `KEYS` of the script. */
		keys?: Arg[];
		/** `ARGV` of the script. */
		arguments?: Arg[];
	}
	type ReplicationRole =
		| {
				role: 'master';
				/** Spelt so by node-redis. */
				replicationOffest: number;
				replicas: { host: string; port: number; replicationOffest: number }[];
		  }
		| { role: 'slave'; master: { host: string; port: number }; state: string; dataReceived: number };

	/** Every command of the lab's Redis that is a row of its table: Redis 7.0. */
	export interface RedisCommands
		extends
			StringCommands,
			KeyCommands,
			HashCommands,
			ListCommands,
			SetCommands,
			SortedSetCommands,
			StreamCommands,
			ServerCommands {}

	type MultiCommands<Replies extends unknown[]> = {
		[Name in keyof RedisCommands]: (
			...args: Parameters<RedisCommands[Name]>
		) => RedisMulti<[...Replies, Awaited<ReturnType<RedisCommands[Name]>>]>;
	};

	/** Commands gathered: `exec` runs them in one step, or not at all when a watched key has changed. */
	export type RedisMulti<Replies extends unknown[] = []> = MultiCommands<Replies> & {
		addCommand(args: Arg[]): RedisMulti<[...Replies, Reply]>;
		sendCommand(args: Arg[]): RedisMulti<[...Replies, Reply]>;
		select(database: number): RedisMulti<[...Replies, string]>;
		/** MULTI … EXEC. Rejects with WatchError, or with MultiErrorReply when commands failed: the others were done. */
		exec(execAsPipeline?: boolean): Promise<Replies>;
		execTyped(execAsPipeline?: boolean): Promise<Replies>;
		/** Sends them in one piece, without MULTI: other clients may come between. */
		execAsPipeline(): Promise<Replies>;
		execAsPipelineTyped(): Promise<Replies>;
	};

	interface RedisSocketOptions {
		/** A node of the lab, or `localhost`. */
		host?: string;
		port?: number;
		/** 5,000 ms, when nothing is said. */
		connectTimeout?: number;
		/**
		 * When to connect again: after so many milliseconds, or not (`false`, an `Error`). By itself it waits
		 * 2^retries · 50 ms, 2 s at most, and up to 200 ms by chance.
		 */
		reconnectStrategy?: number | false | ((retries: number, cause: Error) => number | false | Error);
	}

	interface CommandOptions {
		typeMapping?: TypeMapping;
		/** Gives up a command that has not been sent. */
		abortSignal?: AbortSignal;
		/** How long a command may wait to be sent; 5,000 ms, when nothing is said. */
		timeout?: number;
		asap?: boolean;
	}
	type TypeMapping = { [type: number]: unknown };

	export interface RedisClientOptions {
		/** `redis://user:password@host:port/database`. */
		url?: string;
		socket?: RedisSocketOptions;
		username?: string;
		password?: string;
		/** The name of the connection. */
		name?: string;
		database?: number;
		/** More commands than that are refused. */
		commandsQueueMaxLength?: number;
		/** Refuses commands while there is no connection, instead of keeping them. */
		disableOfflineQueue?: boolean;
		/** PING so often, in milliseconds. */
		pingInterval?: number;
		/** Version of the protocol: 3, when nothing is said. */
		RESP?: 2 | 3;
		commandOptions?: CommandOptions;
		scripts?: Record<string, RedisScript>;
	}

	type PubSubListener<Text> = (message: Text, channel: Text) => unknown;
	interface Subscribing {
		(channels: string | string[], listener: PubSubListener<string>, bufferMode?: false): Promise<void>;
		(channels: string | string[], listener: PubSubListener<Buffer>, bufferMode: true): Promise<void>;
	}
	interface Unsubscribing {
		(channels?: string | string[], listener?: PubSubListener<never>, bufferMode?: boolean): Promise<void>;
	}

	interface ClientEvents {
		/** It begins to connect to the server. */
		connect: [];
		/** Commands are sent from now on. */
		ready: [];
		/** It was closed. */
		end: [];
		/** The connection failed or was lost. Without a listener the program ends. */
		error: [error: Error];
		/** It tries to connect again. */
		reconnecting: [];
		/** It will not try again. */
		terminated: [cause: Error];
		'ping-interval': [reply: string];
		[name: string | symbol]: unknown[];
	}

	/** A client of Redis: node-redis 6. */
	export interface RedisClientType extends EventEmitter<ClientEvents>, RedisCommands {
		/** True from `connect()` until it is closed, also while it reconnects. */
		readonly isOpen: boolean;
		/** Commands are sent at once. */
		readonly isReady: boolean;
		readonly isPubSubActive: boolean;
		readonly isWatching: boolean;
		/** Counts its connections. */
		readonly socketEpoch: number;
		readonly options: RedisClientOptions;
		connect(): Promise<this>;
		/** Waits for what is under way, then ends. */
		close(): Promise<void>;
		/** Ends at once; what is under way is rejected. */
		destroy(): void;
		/** @deprecated Use `close()`. */
		quit(): Promise<string>;
		/** @deprecated Use `destroy()`. */
		disconnect(): Promise<void>;
		ref(): void;
		unref(): void;
		/** Another client with the same options, not yet connected: one that subscribes or waits needs its own. */
		duplicate(overrides?: RedisClientOptions): RedisClientType;
		withCommandOptions(options: CommandOptions): RedisClientType;
		/** Replies in other classes: `{ [RESP_TYPES.BLOB_STRING]: Buffer }`. */
		withTypeMapping(mapping: TypeMapping): RedisClientType;
		withAbortSignal(signal: AbortSignal): RedisClientType;
		/** Before the commands that wait. */
		asap(): RedisClientType;
		/** Any command by its words. */
		sendCommand<Answer = Reply>(args: Arg[], options?: CommandOptions): Promise<Answer>;
		/** Chooses a database, 0 to 15. redis.io/commands/select */
		select(database: number): Promise<void>;
		/** Listens to channels. O(N). redis.io/commands/subscribe */
		subscribe: Subscribing;
		/** Listens to all channels that match. O(N). redis.io/commands/psubscribe */
		pSubscribe: Subscribing;
		/** Listens to shard channels. O(N). redis.io/commands/ssubscribe */
		sSubscribe: Subscribing;
		unsubscribe: Unsubscribing;
		pUnsubscribe: Unsubscribing;
		sUnsubscribe: Unsubscribing;
		/** From now until EXEC: when one of the keys changes, the transaction is not done. O(1). redis.io/commands/watch */
		watch(keys: Many): Promise<string>;
		unwatch(): Promise<string>;
		/** Gathers commands to run in one step. redis.io/commands/multi */
		multi(): RedisMulti;
		/** Pages of keys, until all have been seen. */
		scanIterator(options?: ScanOptions & { TYPE?: Arg; cursor?: Arg }): AsyncGenerator<string[], void>;
		hScanIterator(
			key: Arg,
			options?: ScanOptions & { cursor?: Arg }
		): AsyncGenerator<{ field: string; value: string }[], void>;
		hScanValuesIterator(key: Arg, options?: ScanOptions & { cursor?: Arg }): AsyncGenerator<string[], void>;
		sScanIterator(key: Arg, options?: ScanOptions & { cursor?: Arg }): AsyncGenerator<string[], void>;
		zScanIterator(key: Arg, options?: ScanOptions & { cursor?: Arg }): AsyncGenerator<ScoredMember[], void>;
	}

	interface ScriptParser {
		readonly redisArgs: Arg[];
		push(...args: Arg[]): void;
		pushKey(key: Arg): void;
		pushKeys(keys: Many): void;
		pushKeysLength(keys: Many): void;
		pushVariadic(args: Many): void;
		pushVariadicWithLength(args: Many): void;
		pushVariadicNumber(args: number | number[]): void;
	}
	interface RedisScript<Args extends unknown[] = any[], Answer = any> {
		SCRIPT: string;
		SHA1: string;
		NUMBER_OF_KEYS?: number;
		parseCommand(parser: ScriptParser, ...args: Args): void;
		transformReply?(reply: any): Answer;
	}
	type ScriptMethods<Scripts> = {
		[Name in keyof Scripts]: Scripts[Name] extends RedisScript<infer Args, infer Answer>
			? (...args: Args) => Promise<unknown extends Answer ? Reply : Answer>
			: never;
	};

	/** A client, not yet connected. Without options it finds the lab's Redis at `redis://localhost:6379`. */
	export function createClient<Scripts extends Record<string, RedisScript> = Record<never, RedisScript>>(
		options?: RedisClientOptions & { scripts?: Scripts }
	): RedisClientType & ScriptMethods<Scripts>;
	/** A script as a method of a client: sent by its digest, and whole when the server does not know it. */
	export function defineScript<Args extends unknown[], Answer = Reply>(
		script: Omit<RedisScript<Args, Answer>, 'SHA1'>
	): RedisScript<Args, Answer>;

	export const RESP_TYPES: Readonly<
		Record<
			| 'NULL'
			| 'BOOLEAN'
			| 'NUMBER'
			| 'BIG_NUMBER'
			| 'DOUBLE'
			| 'SIMPLE_STRING'
			| 'BLOB_STRING'
			| 'VERBATIM_STRING'
			| 'SIMPLE_ERROR'
			| 'BLOB_ERROR'
			| 'ARRAY'
			| 'SET'
			| 'MAP'
			| 'PUSH',
			number
		>
	>;
	export const DEFAULT_RESP: 3;

	/** A command was given up by its signal before it was sent. */
	export class AbortError extends Error {}
	/** A watched key has changed: nothing of the transaction was done. */
	export class WatchError extends Error {}
	export class ConnectionTimeoutError extends Error {}
	/** The client was not connected, or was closed. */
	export class ClientClosedError extends Error {}
	/** There is no connection, and commands are not kept. */
	export class ClientOfflineError extends Error {}
	/** `destroy()` rejected what was under way. */
	export class DisconnectsClientError extends Error {}
	/** The connection was lost: nobody knows whether the command was done. */
	export class SocketClosedUnexpectedlyError extends Error {}
	export class ReconnectStrategyError extends Error {
		readonly originalError: Error;
		readonly socketError: unknown;
	}
	/** The server answered with an error. */
	export class ErrorReply extends Error {}
	export class SimpleError extends ErrorReply {}
	export class BlobError extends ErrorReply {}
	/** The command waited too long to be sent. */
	export class TimeoutError extends Error {}
	/** Of a transaction: some commands failed, the others were done. */
	export class MultiErrorReply extends ErrorReply {
		readonly replies: unknown[];
		readonly errorIndexes: number[];
		errors(): Generator<Error>;
	}
}
