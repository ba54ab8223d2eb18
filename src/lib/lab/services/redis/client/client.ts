import { currentProcess } from '../../../kernel/current.ts';
import type { Process } from '../../../kernel/process.ts';
import { EventEmitter } from '../../../runtime/emitter.ts';
import { defineOn } from '../../../runtime/host.ts';
import { NO_MAPPING, type TypeMapping } from './decode.ts';
import { ClientClosedError, ClientOfflineError, DisconnectsClientError, WatchError } from './errors.ts';
import { RedisMulti } from './multi.ts';
import { readOptions, type ClientOptions } from './options.ts';
import type { PubSubListener, PubSubType } from './pub-sub.ts';
import { CommandQueue, type CommandOptions } from './queue.ts';
import { scriptWords, type Script } from './scripts.ts';
import { RedisSocket } from './socket.ts';

/** How long a command may wait to be sent, as node-redis 6 has it. */
const TIMEOUT_MS = 5_000;
type Parts = readonly { words: readonly unknown[] }[];

/** node-redis' client, over a connection of the lab. Its commands are the table's, defined at the end. */
export class RedisClient extends EventEmitter {
	/** The client itself, also for those that `withTypeMapping` and its like derive from it. */
	readonly _self: RedisClient = this;
	_commandOptions: CommandOptions;
	readonly #process: Process;
	readonly #options: ClientOptions;
	readonly #queue: CommandQueue;
	readonly #socket: RedisSocket;
	#database: number;
	#watchEpoch: number | null = null;
	#stopPing: (() => void) | null = null;

	constructor(given?: ClientOptions) {
		super();
		const process = currentProcess();
		const options = readOptions(given);
		this.#process = process;
		this.#options = options;
		this.#database = options.database ?? 0;
		this._commandOptions = { timeout: TIMEOUT_MS, ...options.commandOptions };
		this.#queue = new CommandQueue(
			(ms, callback) => process.setTimer(ms, callback),
			options.commandsQueueMaxLength ?? 0,
			() => process.simulation.recorder.isTraced
		);
		this.#socket = new RedisSocket(process, options.socket ?? {}, {
			reply: (reply) => this.#queue.take(reply),
			emit: (event, ...args) => {
				if (event === 'ready') this.#ready();
				if (event === 'end') this.#queue.connection = null;
				this.emit(event, ...args);
			},
			initiate: () => this.#initiate(),
			lost: (error) => this.#lost(error)
		});
		for (const [name, script] of Object.entries(options.scripts ?? {}))
			defineOn(this, name, (...args: unknown[]) => this.#runScript(script, args));
	}

	get isOpen(): boolean {
		return this._self.#socket.isOpen;
	}

	get isReady(): boolean {
		return this._self.#socket.isReady;
	}

	get isPubSubActive(): boolean {
		return this._self.#queue.pubSub.isActive;
	}

	get isWatching(): boolean {
		return this._self.#watchEpoch !== null;
	}

	get socketEpoch(): number {
		return this._self.#socket.epoch;
	}

	get options(): ClientOptions {
		return this._self.#options;
	}

	async connect(): Promise<this> {
		await this._self.#socket.connect();
		return this;
	}

	duplicate(overrides: ClientOptions = {}): RedisClient {
		return new RedisClient({ ...this._self.#options, commandOptions: this._commandOptions, ...overrides });
	}

	withCommandOptions(options: CommandOptions): RedisClient {
		const derived: RedisClient = Object.create(this._self);
		derived._commandOptions = { ...this._commandOptions, ...options };
		return derived;
	}

	withTypeMapping(typeMapping: TypeMapping): RedisClient {
		return this.withCommandOptions({ typeMapping });
	}

	withAbortSignal(abortSignal: AbortSignal): RedisClient {
		return this.withCommandOptions({ abortSignal });
	}

	asap(): RedisClient {
		return this.withCommandOptions({ asap: true });
	}

	sendCommand(words: readonly unknown[], options?: CommandOptions): Promise<unknown> {
		const self = this._self;
		if (!self.#socket.isOpen) return Promise.reject(new ClientClosedError());
		if (!self.#socket.isReady && self.#options.disableOfflineQueue)
			return Promise.reject(new ClientOfflineError());
		const all = options ? { ...this._commandOptions, ...options } : this._commandOptions;
		return self.#queue.add(words, all);
	}

	async select(database: number): Promise<void> {
		await this.sendCommand(['SELECT', String(database)]);
		this._self.#database = database;
	}

	subscribe(channels: string | string[], listener: PubSubListener, isBinary = false): Promise<void> {
		return this.#join('CHANNELS', channels, listener, isBinary);
	}

	pSubscribe(patterns: string | string[], listener: PubSubListener, isBinary = false): Promise<void> {
		return this.#join('PATTERNS', patterns, listener, isBinary);
	}

	sSubscribe(channels: string | string[], listener: PubSubListener, isBinary = false): Promise<void> {
		return this.#join('SHARDED', channels, listener, isBinary);
	}

	unsubscribe(channels?: string | string[], listener?: PubSubListener, isBinary = false): Promise<void> {
		return this.#leave('CHANNELS', channels, listener, isBinary);
	}

	pUnsubscribe(patterns?: string | string[], listener?: PubSubListener, isBinary = false): Promise<void> {
		return this.#leave('PATTERNS', patterns, listener, isBinary);
	}

	sUnsubscribe(channels?: string | string[], listener?: PubSubListener, isBinary = false): Promise<void> {
		return this.#leave('SHARDED', channels, listener, isBinary);
	}

	async watch(keys: unknown): Promise<unknown> {
		const reply = await this.sendCommand(['WATCH', ...(Array.isArray(keys) ? keys : [keys])]);
		this._self.#watchEpoch ??= this.socketEpoch;
		return reply;
	}

	async unwatch(): Promise<unknown> {
		const reply = await this.sendCommand(['UNWATCH']);
		this._self.#watchEpoch = null;
		return reply;
	}

	multi(): RedisMulti {
		const self = this._self;
		return new RedisMulti({
			send: (parts, database) => self.#transact(parts, database, this._commandOptions),
			pipeline: (parts, database) => self.#pipeline(parts, database, this._commandOptions),
			mapping: this._commandOptions.typeMapping ?? NO_MAPPING,
			isResp2: self.#options.RESP === 2,
			scripts: self.#options.scripts ?? {}
		});
	}

	/** Ends once what is under way has been answered. */
	close(): Promise<void> {
		const self = this._self;
		return new Promise((resolve) => {
			self.#stopPing?.();
			self.#socket.close();
			const end = () => {
				self.#queue.onEmpty = null;
				self.#socket.end();
				resolve();
			};
			if (self.#queue.isEmpty) return end();
			self.#queue.onEmpty = end;
			self.once('end', resolve);
		});
	}

	/** Ends at once; what is under way is rejected. */
	destroy(): void {
		const self = this._self;
		self.#stopPing?.();
		self.#queue.rejectEverything(new DisconnectsClientError());
		self.#socket.destroy();
	}

	/** As `destroy`, which node-redis recommends. */
	disconnect(): Promise<void> {
		return Promise.resolve(this.destroy());
	}

	/** As `close`, which node-redis recommends, with the word QUIT. */
	async quit(): Promise<unknown> {
		const self = this._self;
		self.#socket.close();
		self.#stopPing?.();
		const answer = await self.#queue.add(['QUIT'], {});
		self.#socket.end();
		return answer;
	}

	/** A client keeps no program of the lab running. */
	ref(): void {
		return undefined;
	}

	unref(): void {
		return undefined;
	}

	#ready(): void {
		const { connection } = this.#socket;
		this.#queue.connection = connection;
		if (connection) this.#queue.write(connection);
		const { pingInterval = 0 } = this.#options;
		if (pingInterval <= 0) return;
		this.#stopPing = this.#process.setTimer(pingInterval, () => {
			if (!this.isReady) return;
			this.sendCommand(['PING']).then(
				(reply) => {
					this.emit('ping-interval', reply);
					this.#ready();
				},
				(error: unknown) => this.emit('error', error)
			);
		});
	}

	/** The first words on a new connection, before what has been waiting. */
	async #initiate(): Promise<void> {
		const { connection } = this.#socket;
		const { username, password, name, RESP = 3 } = this.#options;
		const greetings: string[][] = [];
		const credentials = password ? ['AUTH', username ?? 'default', password] : [];
		if (RESP === 3) greetings.push(['HELLO', '3', ...credentials, ...(name ? ['SETNAME', name] : [])]);
		else {
			if (password) greetings.push(username ? credentials : ['AUTH', password]);
			if (name) greetings.push(['CLIENT', 'SETNAME', name]);
		}
		if (this.#database !== 0) greetings.push(['SELECT', String(this.#database)]);
		const replies: Promise<unknown>[] = [];
		for (const command of this.#queue.pubSub.resubscribe())
			replies.push(this.#queue.addPubSub(command, true));
		for (const words of greetings.toReversed())
			replies.push(this.#queue.add(words, { asap: true }, { isRoutine: true }));
		if (connection) this.#queue.write(connection);
		await Promise.all(replies);
	}

	#lost(error: unknown): void {
		this.#queue.connection = null;
		if (this.#socket.isOpen && !this.#options.disableOfflineQueue) this.#queue.rejectSent(error);
		else this.#queue.rejectEverything(error);
	}

	#join(
		type: PubSubType,
		channels: string | string[],
		listener: PubSubListener,
		isBinary: boolean
	): Promise<void> {
		const self = this._self;
		const { pubSub } = self.#queue;
		return self.#queue.addPubSub(pubSub.subscribe(type, listOf(channels), listener, isBinary));
	}

	#leave(
		type: PubSubType,
		channels: string | string[] | undefined,
		listener: PubSubListener | undefined,
		isBinary: boolean
	): Promise<void> {
		const self = this._self;
		const list = channels === undefined ? null : listOf(channels);
		const { pubSub } = self.#queue;
		return self.#queue.addPubSub(pubSub.unsubscribe(type, list, listener ?? null, isBinary));
	}

	async #transact(
		parts: Parts,
		database: number | null,
		options: CommandOptions
	): Promise<readonly unknown[]> {
		const watchedAt = this.#watchEpoch;
		this.#watchEpoch = null;
		if (!this.isOpen) throw new ClientClosedError();
		if (watchedAt !== null && watchedAt !== this.socketEpoch)
			throw new WatchError('Client reconnected after WATCH');
		const chain = {};
		const { typeMapping = NO_MAPPING } = options;
		const replies = [this.#queue.add(['MULTI'], {}, { chain })];
		for (const { words } of parts) replies.push(this.#queue.add(words, { typeMapping }, { chain }));
		replies.push(this.#queue.add(['EXEC'], {}, { chain }));
		const result = (await Promise.all(replies)).at(-1);
		if (!Array.isArray(result)) throw new WatchError();
		if (database !== null) this.#database = database;
		return result;
	}

	async #pipeline(
		parts: Parts,
		database: number | null,
		options: CommandOptions
	): Promise<readonly unknown[]> {
		if (!this.isOpen) throw new ClientClosedError();
		const chain = {};
		const { typeMapping = NO_MAPPING } = options;
		const replies = parts.map(({ words }) => this.#queue.add(words, { typeMapping }, { chain }));
		const results = await Promise.all(replies);
		if (database !== null) this.#database = database;
		return results;
	}

	/** By its digest; the server that does not know it yet is sent the script itself. */
	async #runScript(script: Script, args: readonly unknown[]): Promise<unknown> {
		const words = scriptWords(script, args);
		let reply: unknown;
		try {
			reply = await this.sendCommand(['EVALSHA', script.SHA1, ...words]);
		} catch (error) {
			if (!(error instanceof Error) || !error.message.startsWith('NOSCRIPT')) throw error;
			reply = await this.sendCommand(['EVAL', script.SCRIPT, ...words]);
		}
		return script.transformReply ? script.transformReply(reply) : reply;
	}
}

function listOf(channels: string | string[]): string[] {
	return typeof channels === 'string' ? [channels] : channels;
}
