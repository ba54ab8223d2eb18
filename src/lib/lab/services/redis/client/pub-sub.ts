/** What is called with a message and the channel it came through. */
export type PubSubListener = (message: unknown, channel: unknown) => unknown;

export type PubSubType = 'CHANNELS' | 'PATTERNS' | 'SHARDED';

/** SUBSCRIBE, or what ends it: when the server has confirmed each channel it is done. */
export interface PubSubCommand {
	words: string[];
	/** How many confirmations are still to come; NaN: as many as there are channels. */
	count: number;
	done(): void;
	failed(): void;
}

interface Listeners {
	buffers: Set<PubSubListener>;
	strings: Set<PubSubListener>;
	isLeaving: boolean;
}

const PREFIXES = { CHANNELS: '', PATTERNS: 'p', SHARDED: 's' } as const;

/** Who listens to which channels. The listeners stay when a connection is lost, and are subscribed anew. */
export class PubSub {
	readonly #listeners: Record<PubSubType, Map<string, Listeners>> = {
		CHANNELS: new Map(),
		PATTERNS: new Map(),
		SHARDED: new Map()
	};
	#subscribing = 0;

	get isActive(): boolean {
		return this.#subscribing > 0 || Object.values(this.#listeners).some(({ size }) => size > 0);
	}

	/** Null when the channels are subscribed to already. */
	subscribe(
		type: PubSubType,
		channels: readonly string[],
		listener: PubSubListener,
		isBinary: boolean
	): PubSubCommand | null {
		const all = this.#listeners[type];
		const add = (listeners: Listeners) => setOf(listeners, isBinary).add(listener);
		const fresh = channels.filter((channel) => all.get(channel)?.isLeaving !== false);
		for (const channel of channels) {
			const there = all.get(channel);
			if (there && !there.isLeaving) add(there);
		}
		if (fresh.length === 0) return null;
		this.#subscribing++;
		return {
			words: [`${PREFIXES[type]}subscribe`.toUpperCase(), ...fresh],
			count: fresh.length,
			failed: () => this.#subscribing--,
			done: () => {
				this.#subscribing--;
				for (const channel of fresh) {
					const listeners = all.get(channel) ?? { buffers: new Set(), strings: new Set(), isLeaving: false };
					all.set(channel, listeners);
					add(listeners);
				}
			}
		};
	}

	/** Without channels from all of its kind; without a listener for all listeners. Null when others still listen. */
	unsubscribe(
		type: PubSubType,
		channels: readonly string[] | null,
		listener: PubSubListener | null,
		isBinary: boolean
	): PubSubCommand | null {
		const all = this.#listeners[type];
		const name = `${PREFIXES[type]}unsubscribe`.toUpperCase();
		const command = (words: string[], count: number, done: () => void) => ({
			words,
			count,
			done,
			failed: () => undefined
		});
		if (!channels) return command([name], Number.NaN, () => all.clear());
		if (!listener)
			return command([name, ...channels], channels.length, () => {
				for (const channel of channels) all.delete(channel);
			});
		const remove = () => {
			for (const channel of channels) {
				const listeners = all.get(channel);
				if (!listeners) continue;
				setOf(listeners, isBinary).delete(listener);
				if (listeners.buffers.size + listeners.strings.size === 0) all.delete(channel);
			}
		};
		const left = channels.filter((channel) => {
			const listeners = all.get(channel);
			if (!listeners) return true;
			const others =
				listeners.buffers.size + listeners.strings.size - Number(setOf(listeners, isBinary).has(listener));
			if (others > 0) return false;
			listeners.isLeaving = true;
			return true;
		});
		if (left.length > 0) return command([name, ...left], left.length, remove);
		remove();
		return null;
	}

	/** What a new connection has to say first. */
	resubscribe(): PubSubCommand[] {
		this.#subscribing = 0;
		const commands: PubSubCommand[] = [];
		for (const type of ['CHANNELS', 'PATTERNS', 'SHARDED'] as const) {
			const channels = [...this.#listeners[type].keys()];
			const name = `${PREFIXES[type]}subscribe`.toUpperCase();
			if (channels.length > 0)
				commands.push({
					words: [name, ...channels],
					count: channels.length,
					done: () => undefined,
					failed: () => undefined
				});
		}
		return commands;
	}

	/** Whether it was a message, which then has gone to its listeners. */
	take(kind: string, items: readonly { text: string; bytes: unknown }[]): boolean {
		const type =
			kind === 'message'
				? 'CHANNELS'
				: kind === 'pmessage'
					? 'PATTERNS'
					: kind === 'smessage'
						? 'SHARDED'
						: null;
		if (!type) return false;
		const [subscribed, ...rest] = items;
		const [channel, message] = type === 'PATTERNS' ? rest : [subscribed, rest[0]];
		const listeners = this.#listeners[type].get(subscribed?.text ?? '');
		if (!listeners) return true;
		for (const listener of [...listeners.buffers]) listener(message?.bytes, channel?.bytes);
		for (const listener of [...listeners.strings]) listener(message?.text, channel?.text);
		return true;
	}

	/** Of an UNSUBSCRIBE from everything: the count that says it was the last. */
	residual(kind: string): number {
		if (kind === 'punsubscribe') return this.#listeners.CHANNELS.size;
		return kind === 'unsubscribe' ? this.#listeners.PATTERNS.size : 0;
	}
}

function setOf(listeners: Listeners, isBinary: boolean): Set<PubSubListener> {
	return isBinary ? listeners.buffers : listeners.strings;
}
