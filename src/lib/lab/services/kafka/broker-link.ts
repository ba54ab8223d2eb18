import type { Connection } from '../../kernel/connection.ts';
import type { Process } from '../../kernel/process.ts';
import { KAFKA_PORT } from './cluster.ts';
import type { Api, KafkaResponse, RequestOf, ResponseOf } from './protocol.ts';

/** `replica.socket.timeout.ms` */
const SOCKET_TIMEOUT_MS = 30_000;

/** From one broker to another: a request at a time waits for its answer. */
export class BrokerLink {
	readonly #process: Process;
	readonly #host: string;
	#connection: Promise<Connection> | null = null;
	#correlationId = 0;
	/** When it last said something, or was first asked. */
	#heardAtMs = 0;
	readonly #waiting = new Map<
		number,
		{ resolve(response: KafkaResponse): void; reject(error: Error): void }
	>();

	constructor(process: Process, host: string) {
		this.#process = process;
		this.#host = host;
	}

	/** Rejects when the connection cannot be had, or breaks. */
	async request<Name extends Api>(
		api: Name,
		body: RequestOf<Name>,
		isRoutine: boolean
	): Promise<ResponseOf<Name>> {
		const connection = await (this.#connection ??= this.#connect());
		const correlationId = this.#correlationId++;
		if (this.#waiting.size === 0) this.#heardAtMs = this.#process.elapsedMs();
		return new Promise((resolve, reject) => {
			this.#waiting.set(correlationId, {
				// The answer to a request has its name.
				resolve: (response) => resolve(bodyOf<Name>(response)),
				reject
			});
			const payload = { api, correlationId, clientId: this.#process.name, body };
			if (connection.send(payload, { label: api, isRoutine }) < 0)
				this.#lose(new Error('the connection is closed'));
		});
	}

	/** Whoever waits for an answer learns that it does not come. */
	drop(): void {
		const connection = this.#connection;
		this.#lose(new Error('the connection is not used any more'));
		connection?.then(
			(open) => open.destroy(),
			() => undefined
		);
	}

	dropWhenSilent(): void {
		if (this.#waiting.size > 0 && this.#process.elapsedMs() - this.#heardAtMs >= SOCKET_TIMEOUT_MS)
			this.drop();
	}

	async #connect(): Promise<Connection> {
		try {
			const connection = await this.#process.connect(this.#host, KAFKA_PORT, 'kafka');
			connection.onMessage = (payload) => this.#take(responseFrom(payload));
			connection.onClose = (error) => this.#lose(error ?? new Error('the connection was closed'));
			return connection;
		} catch (error) {
			this.#connection = null;
			throw error;
		}
	}

	#take(response: KafkaResponse): void {
		this.#heardAtMs = this.#process.elapsedMs();
		const waiting = this.#waiting.get(response.correlationId);
		this.#waiting.delete(response.correlationId);
		waiting?.resolve(response);
	}

	#lose(error: Error): void {
		this.#connection = null;
		const waiting = [...this.#waiting.values()];
		this.#waiting.clear();
		for (const { reject } of waiting) reject(error);
	}
}

function isResponse(payload: unknown): payload is KafkaResponse {
	return typeof payload === 'object' && payload !== null && 'correlationId' in payload && 'body' in payload;
}

/** What comes over a connection to a broker's port. */
export function responseFrom(payload: unknown): KafkaResponse {
	if (!isResponse(payload)) throw new Error('what answered is no Kafka broker');
	return payload;
}

function isBodyOf<Name extends Api>(body: unknown): body is ResponseOf<Name> {
	return typeof body === 'object' && body !== null;
}

export function bodyOf<Name extends Api>({ body }: KafkaResponse): ResponseOf<Name> {
	if (!isBodyOf<Name>(body)) throw new Error('an answer without a body');
	return body;
}
