import type { Connection } from '../../kernel/connection.ts';
import type { Process } from '../../kernel/process.ts';
import { createHash } from '../../runtime/node-crypto.ts';
import { AppendOnlyFile, type Durability } from './append-only-file.ts';
import { replyLabel } from './labels.ts';
import { plainFrom } from './plain.ts';
import { Replication } from './replication.ts';
import { errorReply, integer, toResp2, type Reply } from './reply.ts';
import { RedisServer } from './server.ts';
import type { RedisSession } from './session.ts';
import { showChanges } from './shown-state.ts';

export const REDIS_PORT = 6379;

export interface InstanceOptions {
	config: readonly (readonly [name: string, value: string])[];
	durability: Durability;
	/** Whom it replicates when it first starts; null for a primary. */
	primary: string | null;
}

/** A client's connection, as the server holds it. */
interface Link {
	readonly connection: Connection;
	readonly session: RedisSession;
	/** The message that has no answer yet; -1 for none. Nothing after it is looked at until it has. */
	blockedBy: number;
	backlog: { words: readonly string[]; message: number }[];
	stopTimer: (() => void) | null;
	/** The offset of its last write: what its WAIT waits for. */
	writtenAt: number;
}

/** One incarnation of a Redis: the engine, its clients, its file, and its part in replication. */
export class RedisInstance {
	readonly process: Process;
	readonly engine: RedisServer;
	readonly replication: Replication;
	readonly file: AppendOnlyFile;
	readonly #links = new Map<RedisSession, Link>();
	#expiryAt = Number.POSITIVE_INFINITY;
	#stopExpiry: (() => void) | null = null;

	constructor(process: Process, options: InstanceOptions) {
		this.process = process;
		this.engine = new RedisServer({
			now: () => process.now(),
			random: () => process.random.next(),
			sha1: (bytes) => createHash('sha1').update(bytes, 'latin1').digest('hex')
		});
		this.#configure(options.config);
		this.file = new AppendOnlyFile(process, options.durability);
		this.file.load(this.engine);
		this.replication = new Replication(this);
		this.replication.begin(options.primary);
		process.listen(REDIS_PORT, (connection) => this.#accept(connection));
		this.settle();
	}

	#configure(config: InstanceOptions['config']): void {
		const session = this.engine.connect();
		for (const [name, value] of config) {
			const reply = this.engine.execute(session, ['CONFIG', 'SET', name, value]);
			if (reply.kind === 'error') throw new RangeError(reply.text);
		}
		this.engine.disconnect(session);
	}

	#accept(connection: Connection): void {
		const session = this.engine.connect();
		const link: Link = { connection, session, blockedBy: -1, backlog: [], stopTimer: null, writtenAt: 0 };
		this.#links.set(session, link);
		connection.onMessage = (payload, message) => {
			if (!isWords(payload)) throw new TypeError('a client of Redis sends arrays of words');
			if (this.replication.takes(connection, payload)) return this.#forget(link);
			if (link.blockedBy >= 0) link.backlog.push({ words: payload, message });
			else this.#execute(link, payload, message);
			this.settle();
		};
		connection.onClose = () => {
			this.#forget(link);
			this.settle();
		};
	}

	#forget(link: Link): void {
		link.stopTimer?.();
		this.engine.disconnect(link.session);
		this.#links.delete(link.session);
	}

	#execute(link: Link, words: readonly string[], message: number): void {
		const { session } = link;
		const { offset } = this.engine;
		const reply = this.replication.answers(words) ?? this.engine.execute(session, words);
		if (this.engine.offset > offset) link.writtenAt = this.engine.offset;
		if (reply.kind === 'blocked') {
			link.blockedBy = message;
			const isWait = session.wait?.type === 'replicas';
			if (isWait) this.replication.awaitReplicas(session, link.writtenAt, Number(words[1]));
			if (reply.timeoutMs > 0)
				link.stopTimer = this.process.setTimer(reply.timeoutMs, () => {
					if (isWait) this.engine.wake(session, integer(this.replication.countAt(link.writtenAt)));
					else this.engine.timeOut(session);
					this.settle();
				});
			return;
		}
		this.#answer(link, reply, message);
		if (session.isClosed) {
			link.connection.close();
			this.#forget(link);
		}
	}

	#answer(link: Link, reply: Reply, message: number): void {
		const { connection, session } = link;
		const { isTraced } = this.process.simulation.recorder;
		const label = isTraced ? replyLabel(reply) : '';
		const payload = session.protocol === 2 && reply.kind !== 'push' ? toResp2(reply) : reply;
		connection.send(payload, {
			label,
			answers: message,
			...(isTraced && isLong(reply) && { body: plainFrom(reply) })
		});
	}

	/** After whatever changed the engine: tells those who wait, the disk, the replicas, and who looks on. */
	settle(): void {
		const { engine } = this;
		for (let deliveries = engine.takeDeliveries(); deliveries.length > 0;) {
			for (const { session, reply } of deliveries) this.#deliver(session, reply);
			deliveries = engine.takeDeliveries();
		}
		const effects = engine.takeEffects();
		if (effects.length > 0) {
			this.file.append(effects);
			this.replication.feed(effects);
		}
		const changed = engine.takeChanged();
		this.#watchExpiry(changed);
		showChanges(this.process, engine, changed);
	}

	#deliver(session: RedisSession, reply: Reply): void {
		const link = this.#links.get(session);
		if (!link) return;
		if (reply.kind === 'push') {
			const { isTraced } = this.process.simulation.recorder;
			link.connection.send(reply, { label: isTraced ? replyLabel(reply) : '' });
			return;
		}
		link.stopTimer?.();
		link.stopTimer = null;
		const message = link.blockedBy;
		link.blockedBy = -1;
		this.#answer(link, reply, message);
		while (link.blockedBy < 0) {
			const next = link.backlog.shift();
			if (!next) return;
			this.#execute(link, next.words, next.message);
		}
	}

	/** A key that expires is gone at that very moment; a replica waits for its primary to say so. */
	#watchExpiry(changed: Iterable<string>): void {
		const { engine } = this;
		if (engine.isReplica) return;
		for (const name of changed) {
			const slash = name.indexOf('/');
			const entry = engine.databaseAt(Number(name.slice(0, slash))).entries.get(name.slice(slash + 1));
			const moment = entry?.expiresAt ?? null;
			if (moment !== null && moment < this.#expiryAt) this.#setExpiryTimer(moment);
		}
	}

	#setExpiryTimer(moment: number): void {
		this.#stopExpiry?.();
		this.#expiryAt = moment;
		this.#stopExpiry = this.process.setTimer(Math.max(0, moment - this.process.now()), () => this.#expire());
	}

	#expire(): void {
		this.#stopExpiry = null;
		this.#expiryAt = Number.POSITIVE_INFINITY;
		if (this.engine.isReplica) return;
		this.engine.expireDue();
		const next = this.engine.nextExpiryAt();
		if (next !== null) this.#setExpiryTimer(next);
		this.settle();
	}

	/** It has become a primary, or a replica: keys that expire are its own to delete, or no more. */
	roleChanged(): void {
		if (this.engine.isReplica) {
			for (const session of [...this.engine.waiting]) this.engine.wake(session, errorReply(DEMOTED));
		} else this.#expire();
		this.settle();
	}
}

const DEMOTED =
	'UNBLOCKED force unblock from blocking operation, instance state changed (master -> replica?)';

/** More than its label says. */
function isLong({ kind }: Reply): boolean {
	return kind === 'array' || kind === 'map' || kind === 'pairs' || kind === 'set';
}

function isWords(payload: unknown): payload is readonly string[] {
	return Array.isArray(payload) && typeof payload[0] === 'string';
}
