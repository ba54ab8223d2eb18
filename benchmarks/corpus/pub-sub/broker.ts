export interface Message {
	topic: string;
	body: unknown;
}

export type Handler = (message: Message) => void | Promise<void>;

interface Subscription {
	pattern: readonly string[];
	handler: Handler;
}

/** Topics are words joined by dots; `*` stands for one word, `#` for any number of them at the end. */
export class Broker {
	readonly #subscriptions = new Set<Subscription>();
	readonly #retained = new Map<string, Message>();
	readonly deadLetters: { message: Message; error: unknown }[] = [];

	subscribe(pattern: string, handler: Handler): () => void {
		const subscription = { pattern: pattern.split('.'), handler };
		this.#subscriptions.add(subscription);
		for (const message of this.#retained.values()) {
			if (matches(subscription.pattern, message.topic.split('.'))) void this.#deliver(subscription, message);
		}
		return () => void this.#subscriptions.delete(subscription);
	}

	/** Resolves with the number of handlers that took it, when all are done. */
	async publish(topic: string, body: unknown, { retain = false } = {}): Promise<number> {
		const message: Message = Object.freeze({ topic, body });
		if (retain) this.#retained.set(topic, message);
		const words = topic.split('.');
		const wanted = [...this.#subscriptions].filter(({ pattern }) => matches(pattern, words));
		const taken = await Promise.all(wanted.map((subscription) => this.#deliver(subscription, message)));
		return taken.filter(Boolean).length;
	}

	async #deliver({ handler }: Subscription, message: Message): Promise<boolean> {
		try {
			await handler(message);
			return true;
		} catch (error) {
			this.deadLetters.push({ message, error });
			return false;
		}
	}
}

export function matches(pattern: readonly string[], topic: readonly string[]): boolean {
	for (const [index, word] of pattern.entries()) {
		if (word === '#') return true;
		const actual = topic[index];
		if (actual === undefined || (word !== '*' && word !== actual)) return false;
	}
	return pattern.length === topic.length;
}
