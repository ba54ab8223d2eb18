import type { Connection } from '../../../kernel/connection.ts';
import { Buffer } from '../../../runtime/buffer.ts';
import { commandLabel } from '../labels.ts';
import type { Reply } from '../reply.ts';
import { binaryFrom, bytesFrom, octetsOf, textFrom } from '../text.ts';
import { decode, NO_MAPPING, type TypeMapping } from './decode.ts';
import { AbortError, ErrorReply, TimeoutError } from './errors.ts';
import { PubSub, type PubSubCommand } from './pub-sub.ts';

export interface CommandOptions {
	typeMapping?: TypeMapping;
	/** Ends the wait of a command that has not been sent yet. */
	abortSignal?: AbortSignal;
	/** How long a command may wait to be sent, in milliseconds. */
	timeout?: number;
	/** Before all that wait. */
	asap?: boolean;
}

interface Queued {
	words: readonly unknown[];
	mapping: TypeMapping;
	/** Commands of one MULTI go together or not at all. */
	chain: object | null;
	isRoutine: boolean;
	/** Of a subscription: confirmations still to come. */
	count: number;
	resolve(value: unknown): void;
	reject(error: unknown): void;
	/** No longer to be waited for: it is sent, or given up. */
	settle: (() => void) | null;
}

/** How to wait: the process's own timers. */
type SetTimer = (delayMs: number, callback: () => void) => () => void;

/** Commands on their way: those still to be sent, and those whose answers come in the order they went. */
export class CommandQueue {
	readonly pubSub = new PubSub();
	readonly #setTimer: SetTimer;
	readonly #maxLength: number;
	readonly #isTraced: () => boolean;
	#unsent: Queued[] = [];
	#sent: Queued[] = [];
	#chain: object | null = null;
	/** Where commands go at once; null while they have to wait. */
	connection: Connection | null = null;
	/** Called when an answer has come and nothing is left. */
	onEmpty: (() => void) | null = null;

	constructor(setTimer: SetTimer, maxLength: number, isTraced: () => boolean) {
		this.#setTimer = setTimer;
		this.#maxLength = maxLength;
		this.#isTraced = isTraced;
	}

	get isEmpty(): boolean {
		return this.#unsent.length + this.#sent.length === 0;
	}

	add(
		words: readonly unknown[],
		{ typeMapping, abortSignal, timeout, asap = false }: CommandOptions,
		{ chain = null, isRoutine = false }: { chain?: object | null; isRoutine?: boolean } = {}
	): Promise<unknown> {
		if (this.#maxLength > 0 && this.#unsent.length + this.#sent.length >= this.#maxLength)
			return Promise.reject(new Error('The queue is full'));
		if (abortSignal?.aborted) return Promise.reject(new AbortError());
		return new Promise((resolve, reject) => {
			const queued: Queued = {
				words,
				mapping: typeMapping ?? NO_MAPPING,
				chain,
				isRoutine,
				count: 0,
				resolve,
				reject,
				settle: null
			};
			if (this.#sendsNow(queued)) return;
			if (asap) this.#unsent.unshift(queued);
			else this.#unsent.push(queued);
			if (timeout !== undefined && timeout > 0)
				queued.settle = this.#setTimer(timeout, () => this.#giveUp(queued, new TimeoutError()));
			if (abortSignal) {
				const stop = queued.settle;
				const abort = () => this.#giveUp(queued, new AbortError());
				abortSignal.addEventListener('abort', abort, { once: true });
				queued.settle = () => {
					stop?.();
					abortSignal.removeEventListener('abort', abort);
				};
			}
		});
	}

	/** A subscription, or the end of one. */
	addPubSub(command: PubSubCommand | null, asap = false): Promise<void> {
		if (!command) return Promise.resolve();
		return new Promise((resolve, reject) => {
			const queued: Queued = {
				words: command.words,
				mapping: NO_MAPPING,
				chain: null,
				isRoutine: false,
				count: command.count,
				resolve: () => {
					command.done();
					resolve();
				},
				reject: (error) => {
					command.failed();
					reject(error);
				},
				settle: null
			};
			if (this.#sendsNow(queued)) return;
			if (asap) this.#unsent.unshift(queued);
			else this.#unsent.push(queued);
		});
	}

	#sendsNow(queued: Queued): boolean {
		if (!this.connection || this.#unsent.length > 0) return false;
		this.#send(queued, this.connection);
		return true;
	}

	#giveUp(queued: Queued, error: Error): void {
		queued.settle?.();
		this.#unsent = this.#unsent.filter((other) => other !== queued);
		queued.reject(error);
	}

	/** Sends all that waits. */
	write(connection: Connection): void {
		for (let queued = this.#unsent.shift(); queued; queued = this.#unsent.shift())
			this.#send(queued, connection);
	}

	#send(queued: Queued, connection: Connection): void {
		queued.settle?.();
		queued.settle = null;
		let words: string[];
		try {
			words = queued.words.map(bytesOfWord);
		} catch (error) {
			queued.reject(error);
			return;
		}
		this.#chain = queued.chain;
		this.#sent.push(queued);
		const label = this.#isTraced() ? commandLabel(words) : '';
		connection.send(words, {
			label,
			isRoutine: queued.isRoutine,
			...(label.endsWith('…') && { body: words.map(textFrom) })
		});
	}

	/** What the server sent: an answer to the first that waits, or a message of a channel. */
	take(reply: Reply): void {
		if (reply.kind === 'several') {
			for (const each of reply.items) this.take(each);
			return;
		}
		if (reply.kind === 'push') return this.#takePush(reply.items);
		const queued = this.#sent.shift();
		if (!queued) return;
		const value = decode(reply, queued.mapping);
		if (value instanceof ErrorReply) queued.reject(value);
		else queued.resolve(value);
		if (this.isEmpty) this.onEmpty?.();
	}

	#takePush([first, ...rest]: readonly Reply[]): void {
		const kind = first?.kind === 'bulk' ? first.text : '';
		const items = rest.map((each) => {
			const bytes = each.kind === 'bulk' ? each.text : '';
			return { text: textFrom(bytes), bytes: Buffer.from(octetsOf(bytes)) };
		});
		if (this.pubSub.take(kind, items)) return;
		const [head] = this.#sent;
		const left = rest[1]?.kind === 'integer' ? Number(rest[1].value) : 0;
		if (!head) return;
		const isLast = Number.isNaN(head.count) ? left === this.pubSub.residual(kind) : --head.count === 0;
		if (!isLast) return;
		this.#sent.shift();
		head.resolve(undefined);
		if (this.isEmpty) this.onEmpty?.();
	}

	/** The connection is lost: nobody knows whether what was sent has been done. */
	rejectSent(error: unknown): void {
		const lost = this.#sent;
		this.#sent = [];
		if (this.#chain) {
			const chain = this.#chain;
			const rest = this.#unsent.filter((queued) => queued.chain === chain);
			this.#unsent = this.#unsent.filter((queued) => queued.chain !== chain);
			for (const queued of rest) lost.push(queued);
			this.#chain = null;
		}
		rejectAll(lost, error);
	}

	rejectEverything(error: unknown): void {
		const all = [...this.#sent, ...this.#unsent];
		this.#sent = [];
		this.#unsent = [];
		rejectAll(all, error);
	}
}

function rejectAll(commands: readonly Queued[], error: unknown): void {
	for (const queued of commands) {
		queued.settle?.();
		queued.reject(error);
	}
}

function bytesOfWord(word: unknown, index: number): string {
	if (typeof word === 'string') return bytesFrom(word);
	if (word instanceof Uint8Array) return binaryFrom(word);
	throw new TypeError(`"arguments[${index}]" must be of type "string | Buffer", got ${typeof word} instead.`);
}
