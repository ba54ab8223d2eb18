import type { RedisServer } from './server.ts';
import { bytesOf, copyValue, type Value } from './values.ts';

/** All keys at one moment, sharing nothing with the server they came from: what a full resynchronisation sends. */
export type Snapshot = readonly SnapshotEntry[];

interface SnapshotEntry {
	database: number;
	key: string;
	value: Value;
	expiresAt: number | null;
}

export function snapshotOf(server: RedisServer): Snapshot {
	return server.databases.flatMap(({ index, entries }) =>
		[...entries].map(([key, { value, expiresAt }]) => ({
			database: index,
			key,
			value: copyValue(value),
			expiresAt
		}))
	);
}

/** Puts a snapshot in the place of all that is there. */
export function restore(server: RedisServer, snapshot: Snapshot): void {
	for (const database of server.databases) database.clear();
	for (const { database: index, key, value, expiresAt } of snapshot) {
		const database = server.databaseAt(index);
		const copy = copyValue(value);
		database.create(key, copy);
		const entry = database.entries.get(key);
		if (entry) {
			entry.expiresAt = expiresAt;
			if (server.countsMemory) server.usedBytes += entry.bytes = bytesOf(key, copy);
		}
		server.keyChanged(index, key);
	}
}
