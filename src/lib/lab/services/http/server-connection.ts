import type { Connection } from '../../kernel/connection.ts';
import type { Process } from '../../kernel/process.ts';
import { isClosing } from './client-exchange.ts';
import { ServerExchange, type ServerSettings } from './server-exchange.ts';
import { isHttpMessage, type RequestHead } from './wire.ts';

export interface ConnectionOwner {
	settings: ServerSettings;
	onExchange(exchange: ServerExchange): void;
	onClosed(connection: ServerConnection): void;
}

/** One connection of a server: its exchanges, one after the other. */
export class ServerConnection {
	readonly connection: Connection;
	readonly #owner: ConnectionOwner;
	readonly #process: Process;
	#current: ServerExchange | null = null;
	#requestsCount = 0;
	#stopTimer: () => void = () => undefined;

	constructor(owner: ConnectionOwner, process: Process, connection: Connection) {
		this.#owner = owner;
		this.#process = process;
		this.connection = connection;
		connection.onMessage = (payload, message) => {
			if (!isHttpMessage(payload)) return;
			if (payload.kind === 'request') this.#begin(payload, message);
			else if (payload.kind === 'part') this.#current?.receivePart(payload);
		};
		connection.onClose = () => this.#closed();
	}

	get isIdle(): boolean {
		return this.#current === null;
	}

	/** In order, or so that the other side gets a reset. */
	close(isReset: boolean): void {
		if (isReset) this.connection.destroy();
		else this.connection.close();
		this.#closed();
	}

	#begin(head: RequestHead, message: number): void {
		this.#stopTimer();
		const { settings } = this.#owner;
		const isFull =
			settings.maxRequestsPerSocket > 0 && ++this.#requestsCount >= settings.maxRequestsPerSocket;
		const exchange = new ServerExchange(
			{
				connection: this.connection,
				process: this.#process,
				settings,
				isLast: isFull || isClosing(head.fields)
			},
			{ head, message },
			() => this.#ended(exchange)
		);
		this.#current = exchange;
		if (!head.isWhole && settings.requestTimeout > 0)
			this.#stopTimer = this.#process.setTimer(settings.requestTimeout, () => this.#timeOut(exchange));
		this.#owner.onExchange(exchange);
	}

	/** RFC 9110, §15.5.9. */
	#timeOut(exchange: ServerExchange): void {
		if (exchange.isRequestWhole) return;
		exchange.respond({
			status: 408,
			reason: 'Request Timeout',
			fields: ['Connection', 'close'],
			body: null,
			isWhole: true
		});
		this.close(false);
	}

	#ended(exchange: ServerExchange): void {
		if (this.#current !== exchange) return;
		this.#stopTimer();
		this.#current = null;
		if (exchange.isLast) return this.close(false);
		const { keepAliveTimeout, keepAliveTimeoutBuffer } = this.#owner.settings;
		if (keepAliveTimeout > 0)
			this.#stopTimer = this.#process.setTimer(keepAliveTimeout + keepAliveTimeoutBuffer, () =>
				this.close(false)
			);
	}

	#closed(): void {
		this.#stopTimer();
		this.#current?.lose();
		this.#current = null;
		this.#owner.onClosed(this);
	}
}
