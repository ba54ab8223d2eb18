/** What a send rejects with when the channel is closed. */
export class ChannelClosed extends Error {
	override readonly name = 'ChannelClosed';

	constructor() {
		super('the channel is closed');
	}
}

export type Received<T> = { done: false; value: T } | { done: true; value: undefined };

// region edit
/* @misconception An empty channel has come to its end.
 * @fails "1. Wait when full, and when empty > a receive waits while there is nothing"
 * @message A receive from an open channel said that it was done. Empty and closed are two things: more may still come. */
interface Sender<T> {
	value: T;
	resolve: () => void;
	reject: (reason: unknown) => void;
}

interface Receiver<T> {
	resolve: (received: Received<T>) => void;
	reject: (reason: unknown) => void;
}

/** A queue between tasks that holds at most `capacity` values. */
export class Channel<T> {
	readonly #capacity: number;
	readonly #buffer: { value: T }[] = [];
	readonly #senders = new Set<Sender<T>>();
	readonly #receivers = new Set<Receiver<T>>();
	#isClosed = false;

	constructor(capacity: number) {
		this.#capacity = capacity;
	}

	async send(value: T, signal?: AbortSignal): Promise<void> {
		signal?.throwIfAborted();
		if (this.#isClosed) throw new ChannelClosed();
		for (const receiver of this.#receivers) {
			this.#receivers.delete(receiver);
			receiver.resolve({ done: false, value });
			return;
		}
		if (this.#buffer.length < this.#capacity) {
			this.#buffer.push({ value });
			return;
		}
		await new Promise<void>((resolve, reject) => {
			waitIn(this.#senders, { value, resolve, reject }, signal);
		});
	}

	async receive(signal?: AbortSignal): Promise<Received<T>> {
		signal?.throwIfAborted();
		for (const sender of this.#senders) {
			this.#senders.delete(sender);
			this.#buffer.push(sender);
			sender.resolve();
			break;
		}
		const oldest = this.#buffer.shift();
		if (oldest) return { done: false, value: oldest.value };
		if (this.#isClosed || this.#receivers.size === 0) return { done: true, value: undefined };
		return new Promise((resolve, reject) => {
			waitIn(this.#receivers, { resolve, reject }, signal);
		});
	}

	close(): void {
		this.#isClosed = true;
		for (const { reject } of this.#senders) reject(new ChannelClosed());
		this.#senders.clear();
		for (const { resolve } of this.#receivers) resolve({ done: true, value: undefined });
	}
}

function waitIn<Waiter extends { reject: (reason: unknown) => void }>(
	queue: Set<Waiter>,
	waiter: Waiter,
	signal: AbortSignal | undefined
): void {
	queue.add(waiter);
	signal?.addEventListener('abort', () => {
		if (queue.delete(waiter)) waiter.reject(signal.reason);
	});
}
// endregion
