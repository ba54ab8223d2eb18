import type { Process } from '../../kernel/process.ts';
import type { Effect, RedisServer } from './server.ts';
import { restore, type Snapshot } from './snapshot.ts';

/** `appendfsync`; `no` is Redis without an append-only file, which is its default. */
export type Durability = 'always' | 'everysec' | 'no';

/** What is on disk. The log only grows; a file is as much of it as had been written. */
interface AppendOnlyFileContent {
	base: Snapshot;
	log: readonly Effect[];
	length: number;
	bytes: number;
}

const PATH = 'appendonly.aof';
const SYNC_EVERY_MS = 1_000;

/**
 * The append-only file (https://redis.io/docs/latest/operate/oss_and_stack/management/persistence/). What
 * was written survives the process; only what was synced survives the machine.
 */
export class AppendOnlyFile {
	readonly #process: Process;
	readonly #durability: Durability;
	#base: Snapshot = [];
	#log: Effect[] = [];
	#bytes = 0;
	#syncedBytes = 0;
	#willSync = false;

	constructor(process: Process, durability: Durability) {
		this.#process = process;
		this.#durability = durability;
	}

	/** Repeats what the file says, into an empty server. */
	load(server: RedisServer): void {
		const file = this.#process.disk.read(PATH);
		if (this.#durability === 'no' || !isContent(file)) return;
		restore(server, file.base);
		this.#base = file.base;
		this.#log = file.log.slice(0, file.length);
		this.#bytes = this.#syncedBytes = file.bytes;
		replay(server, this.#log);
	}

	append(effects: readonly Effect[]): void {
		if (this.#durability === 'no') return;
		for (const effect of effects) {
			this.#log.push(effect);
			this.#bytes += sizeOf(effect);
		}
		this.#write();
	}

	/** A file made anew, as after a full resynchronisation. */
	rewrite(base: Snapshot): void {
		if (this.#durability === 'no') return;
		this.#base = base;
		this.#log = [];
		this.#bytes = base.length;
		this.#write();
	}

	#write(): void {
		const { disk } = this.#process;
		const content: AppendOnlyFileContent = {
			base: this.#base,
			log: this.#log,
			length: this.#log.length,
			bytes: this.#bytes
		};
		disk.write(PATH, content);
		if (this.#durability === 'always') this.#sync();
		else if (!this.#willSync) {
			this.#willSync = true;
			this.#process.setTimer(SYNC_EVERY_MS, () => this.#sync());
		}
		this.#show();
	}

	#sync(): void {
		this.#willSync = false;
		this.#process.disk.sync(PATH);
		this.#syncedBytes = this.#bytes;
		if (this.#durability === 'everysec') this.#show();
	}

	#show(): void {
		const { name } = this.#process;
		this.#process.state(`durable/${name}`, 'set', { written: this.#bytes, synced: this.#syncedBytes });
	}
}

/** Writes as a primary told them. */
export function replay(server: RedisServer, effects: readonly Effect[]): void {
	const session = server.connect();
	session.isReplicationLink = true;
	session.isAuthenticated = true;
	for (const { database, words } of effects) {
		session.database = database;
		server.execute(session, words);
	}
	server.disconnect(session);
	server.takeEffects();
}

/** As RESP writes it: `*2\r\n$3\r\nDEL\r\n$1\r\na\r\n`. */
function sizeOf({ words }: Effect): number {
	return words.reduce((bytes, word) => bytes + word.length + 5 + String(word.length).length, 4);
}

function isContent(file: unknown): file is AppendOnlyFileContent {
	return typeof file === 'object' && file !== null && 'log' in file;
}
