import { LAB } from '../../domain/limits.ts';
import type { Protocol } from '../../domain/trace.ts';
import { clock } from '../runtime/clock.ts';
import type { Connection } from './connection.ts';
import { NetworkError } from './network-error.ts';
import type { Network } from './network.ts';
import type { MessageAbout, Process } from './process.ts';

/** What travels in one direction, numbered, so that the other end can put it in order. */
interface Segment {
	readonly sequence: number;
	/** Null for the end of the stream. */
	readonly content: { payload: unknown; about: MessageAbout; message: number } | null;
	readonly firstSentAt: number;
	tries: number;
}

/** Linux begins at 200 ms and doubles (RFC 6298, 5.5). */
const RETRANSMIT_MS = 200;

export class Endpoint implements Connection {
	readonly protocol: Protocol;
	readonly process: Process;
	onMessage: Connection['onMessage'] = null;
	onClose: Connection['onClose'] = null;
	isClosed = false;
	readonly #network: Network;
	#peer: Endpoint | null = null;
	#sentCount = 0;
	#lastArrivalAt = 0;
	#receivedCount = 0;
	readonly #early = new Map<number, Segment>();

	private constructor(network: Network, process: Process, protocol: Protocol) {
		this.#network = network;
		this.process = process;
		this.protocol = protocol;
		process.connections.add(this);
	}

	/** The end of the process that asked, and the end of the process that listens. */
	static pair(
		network: Network,
		processes: readonly [Process, Process],
		protocol: Protocol
	): [Endpoint, Endpoint] {
		const near = new Endpoint(network, processes[0], protocol);
		const far = new Endpoint(network, processes[1], protocol);
		near.#peer = far;
		far.#peer = near;
		return [near, far];
	}

	get remote(): string {
		return this.#other.process.name;
	}

	send(payload: unknown, about: MessageAbout): number {
		if (this.isClosed) return -1;
		const message = this.#network.recordSend(this.process, this.remote, { protocol: this.protocol, about });
		this.#transmit({
			sequence: this.#sentCount++,
			content: { payload, about, message },
			firstSentAt: clock.now,
			tries: 0
		});
		return message;
	}

	close(): void {
		if (this.isClosed) return;
		this.#leave();
		this.#transmit({ sequence: this.#sentCount++, content: null, firstSentAt: clock.now, tries: 0 });
	}

	destroy(): void {
		if (this.isClosed) return;
		this.#leave();
		this.#reset();
	}

	abandon(isSilent: boolean): void {
		if (this.isClosed) return;
		this.isClosed = true;
		if (!isSilent) this.#reset();
	}

	get #other(): Endpoint {
		if (!this.#peer) throw new Error('a connection has two ends');
		return this.#peer;
	}

	#leave(): void {
		this.isClosed = true;
		this.process.connections.delete(this);
	}

	/** Tells the other side that this one is gone; who is cut off learns it when they send. */
	#reset(): void {
		const other = this.#other;
		this.#network.deliver(this.process, other.process, {
			onArrival: (receiver) => {
				if (receiver) other.#break('ECONNRESET');
			},
			onLoss: () => undefined,
			message: -1
		});
	}

	#transmit(segment: Segment): void {
		const other = this.#other;
		this.#lastArrivalAt = this.#network.deliver(this.process, other.process, {
			notBefore: this.#lastArrivalAt,
			message: segment.content?.message ?? -1,
			onArrival: () => other.#arrive(segment),
			onLoss: () => this.#retransmit(segment)
		});
	}

	#retransmit(segment: Segment): void {
		const waitMs = RETRANSMIT_MS * 2 ** segment.tries++;
		const network = this.#network;
		network.simulation.after(waitMs, () => {
			if (this.process.hasEnded || this.#other.isClosed) return;
			if (clock.now - segment.firstSentAt > LAB.retransmitForMs) return this.#break('ETIMEDOUT');
			const { content } = segment;
			if (!content) return this.#transmit(segment);
			const about = { ...content.about, isRoutine: true };
			const message = network.recordSend(this.process, this.remote, {
				protocol: this.protocol,
				about,
				duplicateOf: content.message
			});
			this.#transmit({ ...segment, content: { ...content, message } });
		});
	}

	/** Whatever comes to an end that is gone is answered by a reset; by nothing, when there is no machine. */
	#arrive(segment: Segment): void {
		if (this.isClosed) {
			const { message = -1 } = segment.content ?? {};
			if (message >= 0) this.#network.recordDrop(this.process, this.remote, message);
			if (this.process.node.process) this.#reset();
			return;
		}
		this.#early.set(segment.sequence, segment);
		for (;;) {
			const next = this.#early.get(this.#receivedCount);
			if (!next || this.isClosed) return;
			this.#early.delete(this.#receivedCount++);
			this.#take(next);
		}
	}

	#take({ content }: Segment): void {
		if (!content) {
			this.#leave();
			this.onClose?.(null);
			return;
		}
		this.#network.recordReceive(this.process, this.remote, content.message);
		this.onMessage?.(content.payload, content.message);
	}

	#break(code: 'ECONNRESET' | 'ETIMEDOUT'): void {
		if (this.isClosed) return;
		this.#leave();
		this.onClose?.(new NetworkError(code, 'read', this.remote));
	}
}
