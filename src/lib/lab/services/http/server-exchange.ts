import type { Connection } from '../../kernel/connection.ts';
import type { Process } from '../../kernel/process.ts';
import type { BodyPart, RequestHead, ResponseHead } from './wire.ts';
import { excerptOf, labelOf, mayHaveBody } from './wire.ts';

/** How a server treats its connections; looked at anew for each exchange, as Node does. */
export interface ServerSettings {
	/** How long a connection may wait for its next request; 0 is no limit. */
	keepAliveTimeout: number;
	/** So much longer than is said to clients. */
	keepAliveTimeoutBuffer: number;
	/** How long a whole request may take to arrive; 0 is no limit. */
	requestTimeout: number;
	/** 0 is no limit. */
	maxRequestsPerSocket: number;
}

/** A request as a server has it, and the way to answer it. */
export class ServerExchange {
	readonly head: RequestHead;
	readonly process: Process;
	readonly connection: Connection;
	/** Set in the turn in which the exchange begins. */
	onPart: ((part: BodyPart) => void) | null = null;
	/** The client is gone, or cut off, before it had the whole answer. */
	onLost: (() => void) | null = null;
	isRequestWhole: boolean;
	isAnswered = false;
	isLost = false;
	/** The connection is to be closed after this answer. */
	isLast: boolean;
	readonly settings: ServerSettings;
	readonly #message: number;
	readonly #onEnd: () => void;

	constructor(
		{
			connection,
			process,
			settings,
			isLast
		}: { connection: Connection; process: Process; settings: ServerSettings; isLast: boolean },
		{ head, message }: { head: RequestHead; message: number },
		onEnd: () => void
	) {
		this.head = head;
		this.process = process;
		this.settings = settings;
		this.connection = connection;
		this.isRequestWhole = head.isWhole;
		this.isLast = isLast;
		this.#message = message;
		this.#onEnd = onEnd;
	}

	/** Sends the head of the answer, with as much of its body as is known. */
	respond(response: Omit<ResponseHead, 'kind'>): void {
		if (this.isLost || this.isAnswered) return;
		const hasBody = mayHaveBody(this.head.method, response.status);
		const body = hasBody && response.body && response.body.length > 0 ? response.body : null;
		const head: ResponseHead = { ...response, body, isWhole: response.isWhole || !hasBody, kind: 'response' };
		const isTraced = this.process.simulation.recorder.isTraced;
		this.connection.send(head, {
			label: labelOf(head),
			answers: this.#message,
			body: isTraced ? excerptOf(head) : undefined
		});
		if (head.isWhole) this.#answered();
	}

	sendPart(bytes: Uint8Array, isLast: boolean): void {
		if (this.isLost || this.isAnswered) return;
		const part: BodyPart = { kind: 'part', bytes, isLast };
		this.connection.send(part, { label: labelOf(part), answers: this.#message });
		if (isLast) this.#answered();
	}

	receivePart(part: BodyPart): void {
		if (part.isLast) this.isRequestWhole = true;
		this.onPart?.(part);
		if (this.isAnswered && this.isRequestWhole) this.#onEnd();
	}

	/** Closes the connection: the answer cannot come to its end. */
	drop(): void {
		if (this.isLost) return;
		this.connection.close();
		this.connection.onClose?.(null);
	}

	lose(): void {
		if (this.isLost) return;
		this.isLost = true;
		this.onLost?.();
	}

	#answered(): void {
		this.isAnswered = true;
		if (this.isRequestWhole) this.#onEnd();
	}
}
