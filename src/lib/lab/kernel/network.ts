import { LAB } from '../../domain/limits.ts';
import type { DropReason, Protocol } from '../../domain/trace.ts';
import { clock, ownNow } from '../runtime/clock.ts';
import { append } from '../runtime/host.ts';
import { turn } from '../runtime/turn.ts';
import type { Connection } from './connection.ts';
import { drawFrom, type Distribution } from './distribution.ts';
import { Endpoint } from './endpoint.ts';
import { NetworkError } from './network-error.ts';
import type { LabNode } from './node.ts';
import type { MessageAbout, OnConnection, Process } from './process.ts';
import type { RandomStream } from './random-stream.ts';
import type { Simulation } from './simulation.ts';

/** What a way between two nodes is like, in each direction. */
export interface LinkOptions {
	/** One way, in milliseconds. */
	latency?: Distribution;
	/** Of all messages, between 0 and 1. A connection sends again what is lost; a datagram is gone. */
	loss?: number;
	/** Of all datagrams, between 0 and 1. */
	duplication?: number;
	/** Datagrams may overtake each other; what a connection carries stays in order. */
	reorder?: boolean;
}

interface Link {
	options: Required<LinkOptions>;
	random: RandomStream;
	lastArrivalAt: number;
}

interface Delivery {
	message: number;
	/** In the turn of who receives it; in nobody's, with null, when that process has ended. */
	onArrival(receiver: Process | null): void;
	/** When it did not arrive, in nobody's turn. */
	onLoss(): void;
	notBefore?: number;
}

/** A rack in one data centre: half of all messages take less than half a millisecond. */
const USUAL_LINK: Required<LinkOptions> = {
	latency: { lognormal: { median: 0.5, sigma: 0.4 } },
	loss: 0,
	duplication: 0,
	reorder: true
};

/** From a machine to itself. */
const LOOPBACK: Required<LinkOptions> = { latency: 0.05, loss: 0, duplication: 0, reorder: false };

const LOCAL = ['localhost', '127.0.0.1', '::1', '0.0.0.0'];

/** Ways between all nodes. What is lost, late or cut off is decided here, by the seed. */
export class Network {
	readonly simulation: Simulation;
	#usual = USUAL_LINK;
	readonly #options = new Map<string, Required<LinkOptions>>();
	readonly #links = new Map<string, Link>();
	readonly #cuts = new Set<string>();
	#messageCount = 0;

	constructor(simulation: Simulation) {
		this.simulation = simulation;
	}

	/** What all ways are like that nothing else was said of. */
	setUsual(options: LinkOptions): void {
		this.#usual = { ...this.#usual, ...options };
		this.#links.clear();
	}

	/** One way, from `a` to `b` and back. */
	setLink(a: string, b: string, options: LinkOptions): void {
		for (const way of [wayOf(a, b), wayOf(b, a)]) {
			this.#options.set(way, { ...this.#usual, ...this.#options.get(way), ...options });
			this.#links.delete(way);
		}
	}

	/** Nothing passes between nodes of different sides; who stands on none reaches all. */
	cut(sides: readonly (readonly string[])[]): void {
		for (const [a, b] of pairsOf(sides)) this.#cuts.add(wayOf(a, b)).add(wayOf(b, a));
	}

	heal(sides: readonly (readonly string[])[]): void {
		for (const [a, b] of pairsOf(sides)) {
			this.#cuts.delete(wayOf(a, b));
			this.#cuts.delete(wayOf(b, a));
		}
	}

	/** Nothing passes from the one to the other. */
	isCut(from: string, to: string): boolean {
		return this.#cuts.has(wayOf(from, to));
	}

	listen(process: Process, port: number, onConnection: OnConnection): void {
		if (process.listeners.has(port))
			throw new NetworkError('EADDRINUSE', 'listen', `${process.name}:${port}`);
		process.listeners.set(port, onConnection);
		process.node.ports.add(port);
	}

	/** A handshake there and back: who is cut off waits until it times out. */
	connect(
		process: Process,
		{ host, port, protocol }: { host: string; port: number; protocol: Protocol }
	): Promise<Connection> {
		if (process.node.isMain) this.simulation.noteMain();
		return new Promise((resolve, reject) => {
			const address = `${host}:${port}`;
			const fail = (code: 'ENOTFOUND' | 'ECONNREFUSED' | 'ETIMEDOUT') =>
				process.setTimer(0, () => {
					const isUnknown = code === 'ENOTFOUND';
					reject(new NetworkError(code, isUnknown ? 'getaddrinfo' : 'connect', isUnknown ? host : address));
				});
			const node = this.#nodeAt(process, host, port);
			if (!node) return void fail('ENOTFOUND');
			const startedAt = clock.now;
			const retry = () => {
				if (process.hasEnded) return;
				if (clock.now - startedAt >= LAB.connectForMs) return void fail('ETIMEDOUT');
				this.simulation.after(LAB.connectRetryMs, greet);
			};
			const answer = (server: Process, near: Connection) =>
				this.deliver(server, process, {
					message: -1,
					// A process that has ended meanwhile never goes on.
					onArrival: (receiver) => {
						if (receiver) resolve(near);
					},
					onLoss: retry
				});
			const greet = () =>
				this.deliver(process, node, {
					message: -1,
					onLoss: retry,
					onArrival: (server) => {
						// The machine is there, its program is not: the system answers for it.
						const accept = server?.listeners.get(port);
						if (!server || !accept) return void fail('ECONNREFUSED');
						const [near, far] = Endpoint.pair(this, [process, server], protocol);
						accept(far);
						answer(server, near);
					}
				});
			greet();
		});
	}

	sendDatagram(from: Process, to: string, payload: unknown, about: MessageAbout): void {
		const node = this.simulation.nodes.get(to);
		if (!node) throw new NetworkError('ENOTFOUND', 'getaddrinfo', to);
		const link = this.#link(from.name, to);
		const isDoubled = link.options.duplication > 0 && link.random.next() < link.options.duplication;
		const message = this.recordSend(from, to, { protocol: 'peer', about });
		const deliver = (number: number) => {
			const notBefore = link.options.reorder ? 0 : link.lastArrivalAt;
			link.lastArrivalAt = this.deliver(from, node, {
				message: number,
				notBefore,
				onLoss: () => undefined,
				onArrival: (process) => {
					if (!process?.onDatagram)
						return this.#recordDropAt(node, from.name, { message: number, why: 'down' });
					this.recordReceive(process, from.name, number);
					process.onDatagram(payload, from.name, number);
				}
			});
		};
		deliver(message);
		const id = isDoubled ? this.simulation.faults.nextId(`duplicate ${from.name}>${to}`) : '';
		if (isDoubled && this.simulation.faults.happens(id, `a message from ${from.name} to ${to} was doubled`))
			deliver(this.recordSend(from, to, { protocol: 'peer', about, duplicateOf: message }));
	}

	/**
	 * Brings something to a process, or to whichever process a node has by then; or does not.
	 *
	 * @returns when it would be there, so that what follows can stay behind it.
	 */
	deliver(
		from: Process,
		to: Process | LabNode,
		{ message, onArrival, onLoss, notBefore = 0 }: Delivery
	): number {
		const link = this.#link(from.name, to.name);
		const { simulation } = this;
		const latencyMs = Math.max(LAB.latencyMinMs, drawFrom(link.options.latency, link.random));
		const at = Math.max(notBefore, ownNow() + latencyMs * simulation.faults.slownessOf(from.name, to.name));
		const isLost = this.#isLost(link, from.name, to.name);
		const { cause } = turn;
		simulation.at(at, () => {
			turn.cause = cause;
			const why = this.#obstacle(isLost, message, wayOf(from.name, to.name));
			const receiver = 'node' in to ? to : to.process;
			if (why !== null) {
				if (message >= 0) this.#recordDropAt(to, from.name, { message, why });
				onLoss();
			} else if (!receiver || receiver.hasEnded) onArrival(null);
			else simulation.runAs(receiver, () => onArrival(receiver));
		});
		return at;
	}

	/** @returns the number of the message. */
	recordSend(
		from: Process,
		to: string,
		{
			protocol,
			about: { label, answers = null, isRoutine = false, body },
			duplicateOf
		}: { protocol: Protocol; about: MessageAbout; duplicateOf?: number }
	): number {
		const message = this.#messageCount++;
		const { recorder } = this.simulation;
		if (!isRoutine) {
			recorder.noteActivity();
			if (from.node.isMain) this.simulation.noteMain();
		}
		if (recorder.isTraced)
			turn.cause = recorder.record(from, {
				kind: 'send',
				message,
				to,
				protocol,
				label,
				answers,
				...(isRoutine && { isRoutine }),
				...(body !== undefined && { body: recorder.excerpt(body) }),
				...(duplicateOf !== undefined && { duplicateOf })
			});
		return message;
	}

	recordReceive(process: Process, from: string, message: number): void {
		turn.cause = this.simulation.recorder.record(process, { kind: 'receive', message, from });
	}

	/** A message that came to nobody. */
	recordDrop(process: Process, from: string, message: number): void {
		this.#recordDropAt(process, from, { message, why: 'down' });
	}

	#recordDropAt(
		to: Process | LabNode,
		from: string,
		{ message, why }: { message: number; why: DropReason }
	): void {
		turn.cause = this.simulation.recorder.recordAt(to.name, { kind: 'drop', message, from, why });
	}

	#isLost(link: Link, from: string, to: string): boolean {
		if (link.options.loss <= 0 || link.random.next() >= link.options.loss) return false;
		const { faults } = this.simulation;
		return faults.happens(faults.nextId(`loss ${from}>${to}`), `a message from ${from} to ${to} was lost`);
	}

	#obstacle(isLost: boolean, message: number, way: string): DropReason | null {
		if (isLost) return 'loss';
		if (message >= 0 && this.simulation.faults.isDropped(message)) return 'fault';
		return this.#cuts.has(way) ? 'partition' : null;
	}

	#link(from: string, to: string): Link {
		const way = wayOf(from, to);
		let link = this.#links.get(way);
		if (!link) {
			const options = this.#options.get(way) ?? (from === to ? LOOPBACK : this.#usual);
			link = { options, random: this.simulation.random(`link ${way}`), lastArrivalAt: 0 };
			this.#links.set(way, link);
		}
		return link;
	}

	/** By its name; or as `localhost`, where every service of the lab can be reached as on a developer's machine. */
	#nodeAt(process: Process, host: string, port: number): LabNode | null {
		const { nodes } = this.simulation;
		if (!LOCAL.includes(host)) return nodes.get(host) ?? null;
		if (process.listeners.has(port)) return process.node;
		for (const node of nodes.values()) if (node.ports.has(port)) return node;
		return this.simulation.localService(port) ?? process.node;
	}
}

function wayOf(from: string, to: string): string {
	return `${from}>${to}`;
}

function pairsOf(sides: readonly (readonly string[])[]): [string, string][] {
	const pairs: [string, string][] = [];
	for (const [index, side] of sides.entries())
		for (const other of sides.slice(index + 1))
			for (const a of side) for (const b of other) append(pairs, [a, b]);
	return pairs;
}
