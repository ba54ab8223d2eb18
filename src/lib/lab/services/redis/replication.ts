import type { Connection } from '../../kernel/connection.ts';
import { replay } from './append-only-file.ts';
import { REDIS_PORT, type RedisInstance } from './instance.ts';
import { commandLabel } from './labels.ts';
import { errorReply, integer, OK, simple, type Reply } from './reply.ts';
import type { Effect } from './server.ts';
import type { RedisSession } from './session.ts';
import { restore, snapshotOf, type Snapshot } from './snapshot.ts';

/** What a primary says to a replica. */
type FromPrimary =
	| { kind: 'full'; id: string; offset: number; snapshot: Snapshot }
	| { kind: 'continue'; id: string; offset: number; effects: readonly Effect[] }
	| { kind: 'write'; offset: number; effects: readonly Effect[] }
	| { kind: 'ask' };

interface Replica {
	readonly connection: Connection;
	acknowledged: number;
}

const RETRY_MS = 1_000;
const ACKNOWLEDGE_EVERY_MS = 1_000;
/** `repl-backlog-size`. */
const BACKLOG_BYTES = 1024 * 1024;
const ROLE_PATH = 'redis.conf';

/**
 * Asynchronous replication (https://redis.io/docs/latest/operate/oss_and_stack/management/replication/):
 * a primary answers its client first and tells its replicas then. A replica that has lost the way goes on
 * where it stopped when the primary still knows that part of the stream, or takes everything anew.
 */
export class Replication {
	readonly #instance: RedisInstance;
	readonly #replicas = new Map<Connection, Replica>();
	#backlog: { offset: number; effects: readonly Effect[] }[] = [];
	#backlogFrom = 0;
	/** Which history of writes this is; a promoted replica begins a new one, and knows until where the old one holds. */
	#id: string;
	#oldId = { id: '', until: -1 };
	#waits: { session: RedisSession; offset: number; wanted: number }[] = [];
	#toPrimary: Connection | null = null;
	/** Counts the primaries it has had: what was begun for an earlier one is not gone on with. */
	#epoch = 0;

	constructor(instance: RedisInstance) {
		this.#instance = instance;
		this.#id = newId(instance);
		this.#backlogFrom = instance.engine.offset;
	}

	begin(primary: string | null): void {
		const { disk } = this.#instance.process;
		const saved = disk.read(ROLE_PATH);
		const name = isRole(saved) ? saved.primary : primary;
		if (name === null) return;
		this.#follow(name);
		this.#instance.process.setRepeatingTimer(ACKNOWLEDGE_EVERY_MS, () => this.#acknowledge());
	}

	/** Commands about replication, which the engine leaves to its node. */
	answers(words: readonly string[]): Reply | null {
		const name = words[0]?.toLowerCase();
		if (name !== 'replicaof' && name !== 'slaveof') return null;
		const [, host = '', port = ''] = words;
		if (words.length !== 3) return errorReply(`ERR wrong number of arguments for '${name}' command`);
		if (host.toLowerCase() === 'no' && port.toLowerCase() === 'one') this.#promote();
		else {
			if (port !== String(REDIS_PORT)) return errorReply('ERR Invalid master port');
			if (this.#instance.engine.replication.primary?.host === host)
				return simple('OK Already connected to specified master');
			this.#follow(host);
			this.#instance.roleChanged();
		}
		this.#instance.process.disk.write(ROLE_PATH, { primary: this.primary });
		this.#instance.process.disk.sync(ROLE_PATH);
		return OK;
	}

	get primary(): string | null {
		return this.#instance.engine.replication.primary?.host ?? null;
	}

	/** Whether a request is a replica's, which then has this connection for the stream of writes. */
	takes(connection: Connection, words: readonly string[]): boolean {
		if (words[0] !== 'PSYNC') return false;
		const { engine } = this.#instance;
		if (engine.isReplica) {
			connection.destroy();
			return true;
		}
		const replica: Replica = { connection, acknowledged: -1 };
		this.#replicas.set(connection, replica);
		connection.onMessage = (payload) => {
			if (!isAcknowledgement(payload)) return;
			replica.acknowledged = payload.acknowledged;
			this.#showReplicas();
			this.#serveWaits();
		};
		connection.onClose = () => {
			this.#replicas.delete(connection);
			this.#showReplicas();
		};
		this.#synchronise(replica, words[1] ?? '', Number(words[2]));
		this.#showReplicas();
		return true;
	}

	#synchronise({ connection }: Replica, id: string, from: number): void {
		const { engine } = this.#instance;
		const isKnown = id === this.#id || (id === this.#oldId.id && from <= this.#oldId.until);
		const { offset } = engine;
		if (isKnown && from >= this.#backlogFrom && from <= offset) {
			const effects = this.#backlog.filter((part) => part.offset > from).flatMap((part) => part.effects);
			this.#send(connection, { kind: 'continue', id: this.#id, offset, effects }, 'CONTINUE');
		} else {
			const snapshot = snapshotOf(engine);
			this.#send(
				connection,
				{ kind: 'full', id: this.#id, offset, snapshot },
				`FULLRESYNC, ${snapshot.length} keys`
			);
		}
	}

	/** Tells replicas what has been written. */
	feed(effects: readonly Effect[]): void {
		const { engine } = this.#instance;
		if (engine.isReplica) return;
		const { offset } = engine;
		this.#backlog.push({ offset, effects });
		while (this.#backlog.length > 1 && offset - this.#backlogFrom > BACKLOG_BYTES)
			this.#backlogFrom = this.#backlog.shift()?.offset ?? offset;
		if (this.#replicas.size === 0) return;
		const { isTraced } = this.#instance.process.simulation.recorder;
		const label = isTraced ? effects.map(({ words }) => commandLabel(words)).join(' ') : '';
		for (const connection of this.#replicas.keys())
			this.#send(connection, { kind: 'write', offset, effects }, label.slice(0, 60));
	}

	#send(connection: Connection, payload: FromPrimary, label: string): void {
		connection.send(payload, { label, isRoutine: payload.kind === 'ask' });
	}

	/** How many replicas have said that they have everything up to there. */
	countAt(offset: number): number {
		return [...this.#replicas.values()].filter(({ acknowledged }) => acknowledged >= offset).length;
	}

	/** WAIT: asks the replicas how far they are, and answers when enough are far enough. */
	awaitReplicas(session: RedisSession, offset: number, wanted: number): void {
		this.#waits.push({ session, offset, wanted });
		this.#serveWaits();
		if (session.wait)
			for (const connection of this.#replicas.keys()) this.#send(connection, { kind: 'ask' }, 'GETACK');
	}

	#serveWaits(): void {
		if (this.#waits.length === 0) return;
		const { engine } = this.#instance;
		for (const { session, offset, wanted } of this.#waits) {
			const count = this.countAt(offset);
			if (session.wait?.type === 'replicas' && count >= wanted) engine.wake(session, integer(count));
		}
		this.#waits = this.#waits.filter(({ session }) => session.wait?.type === 'replicas');
		this.#instance.settle();
	}

	#showReplicas(): void {
		this.#instance.engine.replication.replicas = [...this.#replicas.values()].map(
			({ connection, acknowledged }) => ({
				host: connection.remote,
				port: REDIS_PORT,
				offset: Math.max(0, acknowledged)
			})
		);
	}

	#promote(): void {
		const { engine } = this.#instance;
		if (!engine.isReplica) return;
		this.#leave();
		this.#oldId = { id: this.#id, until: engine.offset };
		this.#id = newId(this.#instance);
		engine.isReplica = false;
		engine.replication.primary = null;
		this.#instance.roleChanged();
	}

	#follow(host: string): void {
		const { engine } = this.#instance;
		this.#leave();
		for (const connection of this.#replicas.keys()) connection.destroy();
		this.#replicas.clear();
		this.#showReplicas();
		engine.isReplica = true;
		engine.replication.primary = { host, port: REDIS_PORT, state: 'connect' };
		void this.#connect(host);
	}

	#leave(): void {
		this.#epoch++;
		this.#toPrimary?.destroy();
		this.#toPrimary = null;
	}

	async #connect(host: string): Promise<void> {
		const epoch = this.#epoch;
		const { process, engine } = this.#instance;
		const { primary } = engine.replication;
		const again = () => {
			if (epoch !== this.#epoch) return;
			if (primary) primary.state = 'connect';
			this.#toPrimary = null;
			process.setTimer(RETRY_MS, () => {
				if (epoch === this.#epoch) void this.#connect(host);
			});
		};
		let connection: Connection;
		try {
			connection = await process.connect(host, REDIS_PORT, 'redis');
		} catch {
			return again();
		}
		if (epoch !== this.#epoch) return connection.destroy();
		this.#toPrimary = connection;
		connection.onClose = again;
		connection.onMessage = (payload) => {
			if (isFromPrimary(payload)) this.#take(payload);
		};
		if (primary) primary.state = 'sync';
		const words = ['PSYNC', this.#id, String(engine.offset)];
		connection.send(words, { label: 'PSYNC' });
	}

	#take(message: FromPrimary): void {
		const { engine, file } = this.#instance;
		if (message.kind === 'ask') return this.#acknowledge();
		if (message.kind === 'full') {
			restore(engine, message.snapshot);
			file.rewrite(message.snapshot);
		} else {
			replay(engine, message.effects);
			file.append(message.effects);
		}
		if (message.kind === 'full' || message.kind === 'continue') {
			this.#id = message.id;
			if (engine.replication.primary) engine.replication.primary.state = 'connected';
		}
		if (message.kind === 'full') {
			this.#backlog = [];
			this.#backlogFrom = message.offset;
		} else this.#backlog.push({ offset: message.offset, effects: message.effects });
		engine.offset = message.offset;
		this.#instance.settle();
	}

	#acknowledge(): void {
		const { engine } = this.#instance;
		if (engine.replication.primary?.state !== 'connected') return;
		const about = { label: 'REPLCONF ACK', isRoutine: true };
		this.#toPrimary?.send({ acknowledged: engine.offset }, about);
	}
}

/** Forty hexadecimal digits, as Redis draws them. */
function newId({ process }: RedisInstance): string {
	return Array.from({ length: 40 }, () => process.random.below(16).toString(16)).join('');
}

function isRole(saved: unknown): saved is { primary: string | null } {
	return typeof saved === 'object' && saved !== null && 'primary' in saved;
}

function isFromPrimary(payload: unknown): payload is FromPrimary {
	return typeof payload === 'object' && payload !== null && 'kind' in payload;
}

function isAcknowledgement(payload: unknown): payload is { acknowledged: number } {
	return typeof payload === 'object' && payload !== null && 'acknowledged' in payload;
}
