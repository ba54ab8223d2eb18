import { currentProcess } from '../kernel/current.ts';

/** Messages between nodes that no service stands between; what the network loses is lost. */
export const peer = Object.freeze({
	get name(): string {
		return currentProcess().name;
	},

	/** The message arrives as a copy, or does not. */
	send(to: string, message: unknown): void {
		currentProcess().sendDatagram(to, structuredClone(message), { label: labelOf(message), body: message });
	},

	onMessage(callback: (message: unknown, from: string) => void): void {
		if (typeof callback !== 'function') throw new TypeError('peer.onMessage() takes a function.');
		currentProcess().onDatagram = (payload, from) => callback(payload, from);
	}
});

/** A message that says of itself what it is shows that; another one its text. */
function labelOf(message: unknown): string {
	if (typeof message === 'object' && message !== null) {
		const { type, kind }: { type?: unknown; kind?: unknown } = message;
		if (typeof type === 'string') return type;
		if (typeof kind === 'string') return kind;
	}
	return typeof message === 'string' ? message.slice(0, 40) : 'message';
}
