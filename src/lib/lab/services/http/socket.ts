import type { Connection } from '../../kernel/connection.ts';
import { LabUnsupportedError } from '../../kernel/network-error.ts';

const sockets = new WeakMap<Connection, Socket>();

/**
 * What a program sees of a connection as `req.socket`: whose it is, and how to end it. There are no
 * addresses in the lab, so `remoteAddress` is the name of the node at the other end.
 */
export class Socket {
	readonly #connection: Connection;

	private constructor(connection: Connection) {
		this.#connection = connection;
	}

	static of(connection: Connection): Socket {
		let socket = sockets.get(connection);
		if (!socket) {
			socket = new Socket(connection);
			sockets.set(connection, socket);
		}
		return socket;
	}

	get remoteAddress(): string {
		return this.#connection.remote;
	}

	get destroyed(): boolean {
		return this.#connection.isClosed;
	}

	/** Closes the connection in order, as the system does with a socket that is closed. */
	destroy(): this {
		return this.#end(() => this.#connection.close());
	}

	/** The other side gets ECONNRESET. */
	resetAndDestroy(): this {
		return this.#end(() => this.#connection.destroy());
	}

	on(event: string): never {
		const instead = "Listen to 'close' of the request or the response.";
		throw new LabUnsupportedError(`Event "${event}" of the socket of an HTTP connection`, instead);
	}

	write(): never {
		throw new LabUnsupportedError('Writing bytes to the socket of an HTTP connection');
	}

	/** Its own side hears of it, too: what waits for the connection has lost it. */
	#end(close: () => void): this {
		const { onClose, isClosed } = this.#connection;
		if (isClosed) return this;
		close();
		onClose?.(null);
		return this;
	}
}
