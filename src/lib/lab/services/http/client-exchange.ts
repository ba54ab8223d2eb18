import type { Connection } from '../../kernel/connection.ts';
import type { NetworkError } from '../../kernel/network-error.ts';
import { append } from '../../runtime/host.ts';
import type { Pool, PooledConnection } from './pool.ts';
import {
	excerptOf,
	fieldOf,
	isHttpMessage,
	labelOf,
	type BodyPart,
	type Fields,
	type RequestHead,
	type ResponseHead
} from './wire.ts';

/** What a client hears of its request. After a failure, and after the last part, nothing more. */
export interface ResponseListener {
	onHead(head: ResponseHead): void;
	onPart(part: BodyPart): void;
	/** There is no connection: the request was never sent. */
	onUnreachable(error: unknown): void;
	/** The connection is gone before the answer was whole; null when the other side closed it in order. */
	onLost(error: NetworkError | null): void;
}

/** A request and its answer on one connection of a pool, which gets it back when both are whole. */
export class ClientExchange {
	readonly #pool: Pool;
	readonly #listener: ResponseListener;
	readonly #head: RequestHead;
	readonly #leaveQueue: () => void;
	#pooled: PooledConnection | null = null;
	#unsent: BodyPart[] = [];
	#isSent: boolean;
	#isAnswered = false;
	#isOver = false;
	#responseFields: Fields = [];

	constructor(pool: Pool, head: RequestHead, listener: ResponseListener) {
		this.#pool = pool;
		this.#head = head;
		this.#listener = listener;
		this.#isSent = head.isWhole;
		this.#leaveQueue = pool.take({
			onConnection: (pooled) => this.#begin(pooled),
			onFailure: (error) => {
				this.#isOver = true;
				listener.onUnreachable(error);
			}
		});
	}

	get connection(): Connection | null {
		return this.#pooled?.connection ?? null;
	}

	/** The connection can have another exchange after this one. */
	get isKept(): boolean {
		return this.#isSent && !isClosing(this.#head.fields) && !isClosing(this.#responseFields);
	}

	/** The connection has carried others before. */
	get isOnReusedConnection(): boolean {
		return this.#pooled !== null && this.#pooled.exchangesCount > 1;
	}

	sendPart(bytes: Uint8Array, isLast: boolean): void {
		if (this.#isOver || this.#isSent) return;
		const part: BodyPart = { kind: 'part', bytes, isLast };
		if (isLast) this.#isSent = true;
		if (this.#pooled) this.#pooled.connection.send(part, { label: labelOf(part) });
		else append(this.#unsent, part);
		this.#endIfWhole();
	}

	/** Nobody wants the answer any more. A connection that waits for it is closed, for it could carry nothing else. */
	abort(): void {
		if (this.#isOver) return;
		this.#isOver = true;
		if (this.#pooled) this.#pool.drop(this.#pooled);
		else this.#leaveQueue();
	}

	#begin(pooled: PooledConnection): void {
		this.#pooled = pooled;
		pooled.exchangesCount++;
		const { connection } = pooled;
		connection.onMessage = (payload) => {
			if (isHttpMessage(payload)) this.#receive(payload);
		};
		const lose = (error: NetworkError | null) => {
			if (this.#isOver) return;
			this.#isOver = true;
			this.#pool.drop(pooled);
			this.#listener.onLost(error);
		};
		connection.onClose = lose;
		// A server that has enough connections closes one as soon as it is there.
		if (connection.isClosed) return lose(null);
		const head = this.#head;
		const isTraced = this.#pool.process.simulation.recorder.isTraced;
		connection.send(head, { label: labelOf(head), body: isTraced ? excerptOf(head) : undefined });
		for (const part of this.#unsent) connection.send(part, { label: labelOf(part) });
		this.#unsent = [];
	}

	#receive(message: BodyPart | RequestHead | ResponseHead): void {
		if (this.#isOver || message.kind === 'request') return;
		if (message.kind === 'response') {
			this.#responseFields = message.fields;
			this.#isAnswered = message.isWhole;
			this.#endIfWhole();
			this.#listener.onHead(message);
		} else {
			this.#isAnswered = message.isLast;
			this.#endIfWhole();
			this.#listener.onPart(message);
		}
	}

	/** An answer that comes before the whole request leaves a connection that nobody can use again. */
	#endIfWhole(): void {
		if (!this.#isAnswered || this.#isOver || !this.#pooled) return;
		this.#isOver = true;
		if (this.isKept) this.#pool.giveBack(this.#pooled, hintOf(this.#responseFields));
		else this.#pool.drop(this.#pooled);
	}
}

export function isClosing(fields: Fields): boolean {
	return fieldOf(fields, 'connection')?.toLowerCase() === 'close';
}

function hintOf(fields: Fields): number | null {
	const [, seconds] = /timeout=(\d+)/i.exec(fieldOf(fields, 'keep-alive') ?? '') ?? [];
	return seconds === undefined ? null : Number(seconds) * 1_000;
}
