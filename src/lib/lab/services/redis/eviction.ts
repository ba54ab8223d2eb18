import type { Database } from './database.ts';
import type { RedisServer } from './server.ts';
import type { Entry } from './values.ts';

/**
 * Makes room below `maxmemory` by the policy, sampling as Redis does
 * (https://redis.io/docs/latest/develop/reference/eviction/). False when it could not.
 */
export function evictFor(server: RedisServer): boolean {
	const limit = Number(server.config.get('maxmemory'));
	const policy = server.config.get('maxmemory-policy') ?? 'noeviction';
	while (server.usedBytes > limit) {
		const victim = policy === 'noeviction' ? null : pickVictim(server, policy);
		if (!victim) return false;
		victim.database.delete(victim.key);
		server.evictedCount++;
		server.propagate(victim.database.index, ['DEL', victim.key]);
		server.keyChanged(victim.database.index, victim.key);
		server.notify('e', 'evicted', victim.key, victim.database.index);
	}
	return true;
}

interface Victim {
	database: Database;
	key: string;
	entry: Entry;
}

function pickVictim(server: RedisServer, policy: string): Victim | null {
	const isVolatile = policy.startsWith('volatile');
	const candidates: Victim[] = [];
	for (const database of server.databases) {
		for (const [key, entry] of database.entries) {
			if (!isVolatile || entry.expiresAt !== null) candidates.push({ database, key, entry });
		}
	}
	const pick = () => candidates[Math.floor(server.context.random() * candidates.length)] ?? null;
	if (policy.endsWith('random')) return pick();

	const rank = ({ entry }: Victim) =>
		policy.endsWith('lru')
			? entry.usedAt
			: policy.endsWith('lfu')
				? entry.uses
				: (entry.expiresAt ?? Infinity);
	let worst = pick();
	for (let i = 1; worst && i < Number(server.config.get('maxmemory-samples')); i++) {
		const other = pick();
		if (other && rank(other) < rank(worst)) worst = other;
	}
	return worst;
}
