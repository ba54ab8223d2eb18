import type { Notification } from '../session.ts';

type Listener = (notification: Notification) => void;

/** Who listens to which channel. https://www.postgresql.org/docs/18/sql-notify.html */
export class Notifications {
	readonly #channels = new Map<number, Set<string>>();
	readonly #listeners = new Map<number, Listener>();

	connect(processId: number, listener: Listener): void {
		this.#listeners.set(processId, listener);
	}

	listen(processId: number, channel: string): void {
		const channels = this.#channels.get(processId) ?? new Set();
		this.#channels.set(processId, channels.add(channel));
	}

	unlisten(processId: number, channel: string | null): void {
		if (channel === null) this.#channels.delete(processId);
		else this.#channels.get(processId)?.delete(channel);
	}

	forget(processId: number): void {
		this.#channels.delete(processId);
		this.#listeners.delete(processId);
	}

	/** When the transaction commits; the same twice in it is sent once. */
	publish(sender: number, sent: readonly { channel: string; payload: string }[]): void {
		const seen = new Set<string>();
		for (const { channel, payload } of sent) {
			const key = `${channel}\u0000${payload}`;
			if (seen.has(key)) continue;
			seen.add(key);
			for (const [processId, channels] of this.#channels) {
				if (channels.has(channel)) this.#listeners.get(processId)?.({ processId: sender, channel, payload });
			}
		}
	}
}
