import type { Protocol } from '../../domain/trace.ts';
import type { NetworkError } from './network-error.ts';
import type { MessageAbout } from './process.ts';

/**
 * One end of a connection: ordered and without loss while it lasts, as TCP is. Set `onMessage` and
 * `onClose` in the turn in which you get it: nothing is delivered before.
 */
export interface Connection {
	readonly protocol: Protocol;
	/** The name of the node at the other end. */
	readonly remote: string;
	/** Nothing can be sent any more. */
	readonly isClosed: boolean;
	/**
	 * In the turn of who receives it. `message` is its number, for the answer to name it.
	 * The payload is the very object that was sent: neither side may change it.
	 */
	onMessage: ((payload: unknown, message: number) => void) | null;
	/** Once, when the other side closed it (null) or it broke (ECONNRESET, ETIMEDOUT). Not after an own `close()`. */
	onClose: ((error: NetworkError | null) => void) | null;
	/** @returns the number of the message; -1 when the connection is closed. */
	send(payload: unknown, about: MessageAbout): number;
	/** What was sent before still arrives, then the other side's `onClose(null)`. */
	close(): void;
	/** At once; the other side gets ECONNRESET. */
	destroy(): void;
	/** Its process has ended. Only the process calls this. @param isSilent the other side is not told. */
	abandon(isSilent: boolean): void;
}
