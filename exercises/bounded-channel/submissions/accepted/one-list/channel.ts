/** What a send rejects with when the channel is closed. */
export class ChannelClosed extends Error {
	override readonly name = 'ChannelClosed';

	constructor() {
		super('the channel is closed');
	}
}

export type Received<T> = { done: false; value: T } | { done: true; value: undefined };

// region edit
interface Sent<T> {
	value: T;
	isAccepted: boolean;
	settled: PromiseWithResolvers<void>;
}

/** A queue between tasks that holds at most `capacity` values: the first ones of all that were sent. */
export class Channel<T> {
	readonly #capacity: number;
	#sent: Sent<T>[] = [];
	#receivers: PromiseWithResolvers<Received<T>>[] = [];
	#isClosed = false;

	constructor(capacity: number) {
		this.#capacity = capacity;
	}

	async send(value: T, signal?: AbortSignal): Promise<void> {
		signal?.throwIfAborted();
		const sent = { value, isAccepted: false, settled: Promise.withResolvers<void>() };
		// equivalent: signal?.addEventListener('abort', () => { this.#sent = this.#sent.filter((each) => each !== sent || … → this.#sent.push(sent); signal?.addEventListener('abort', () => { this.#sent = this.#sent.filter((eac… because nobody looks before both are done
		signal?.addEventListener('abort', () => {
			this.#sent = this.#sent.filter((each) => each !== sent || each.isAccepted);
			sent.settled.reject(signal.reason);
		});
		this.#sent.push(sent);
		this.#advance();
		await sent.settled.promise;
	}

	async receive(signal?: AbortSignal): Promise<Received<T>> {
		signal?.throwIfAborted();
		const receiver = Promise.withResolvers<Received<T>>();
		// equivalent: signal?.addEventListener('abort', () => { this.#receivers = this.#receivers.filter((each) => each !=… → this.#receivers.push(receiver); signal?.addEventListener('abort', () => { this.#receivers = this.#re… because nobody looks before both are done
		signal?.addEventListener('abort', () => {
			// equivalent: this.#receivers = this.#receivers.filter((each) => each !== receiver); receiver.reject(signal.reason… → receiver.reject(signal.reason); this.#receivers = this.#receivers.filter((each) => each !== receiver… because nobody looks before both are done
			this.#receivers = this.#receivers.filter((each) => each !== receiver);
			receiver.reject(signal.reason);
		});
		this.#receivers.push(receiver);
		this.#advance();
		return receiver.promise;
	}

	close(): void {
		this.#isClosed = true;
		this.#advance();
	}

	/** Brings both ends together, as far as they go. */
	#advance(): void {
		if (this.#isClosed) this.#sent = this.#sent.filter(refuseUnlessAccepted);
		const pairs = Math.min(this.#sent.length, this.#receivers.length);
		const receivers = this.#receivers.splice(0, pairs);
		for (const [place, { value, settled }] of this.#sent.splice(0, pairs).entries()) {
			settled.resolve();
			receivers[place]?.resolve({ done: false, value });
		}
		for (const sent of this.#sent.slice(0, this.#capacity)) {
			sent.isAccepted = true;
			sent.settled.resolve();
		}
		if (!this.#isClosed) return;
		for (const receiver of this.#receivers.splice(0)) receiver.resolve({ done: true, value: undefined });
	}
}

function refuseUnlessAccepted({ isAccepted, settled }: Sent<unknown>): boolean {
	if (!isAccepted) settled.reject(new ChannelClosed());
	return isAccepted;
}
// endregion
