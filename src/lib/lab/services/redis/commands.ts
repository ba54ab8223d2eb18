import { bitCommands } from './bits.ts';
import { administrationCommands } from './administration.ts';
import type { Command } from './command.ts';
import { connectionCommands } from './connection.ts';
import { expiryCommands } from './expiry.ts';
import { hashCommands } from './hashes.ts';
import { hyperLogLogCommands } from './hyperloglog.ts';
import { keyCommands } from './keys.ts';
import { listCommands } from './lists.ts';
import { listBlockingCommands } from './list-moves.ts';
import { pubSubCommands } from './pub-sub.ts';
import { scriptingCommands } from './scripting.ts';
import { setCommands } from './sets.ts';
import { sortedSetCommands } from './sorted-sets.ts';
import { sortedSetPopCommands } from './sorted-set-pops.ts';
import { sortedSetRangeCommands } from './sorted-set-ranges.ts';
import { sortedSetStoreCommands } from './sorted-set-algebra.ts';
import { streamCommands } from './streams.ts';
import { streamClaimCommands } from './stream-claims.ts';
import { streamGroupCommands } from './stream-groups.ts';
import { streamReadCommands } from './stream-reads.ts';
import { stringCommands } from './strings.ts';
import { transactionCommands } from './transactions.ts';

const TABLE = new Map<string, Command>();

/** Commands of Redis 7 that the lab refuses by name, because they need a disk, a cluster or a module. */
const REFUSED = new Set(
	(
		'acl asking bgrewriteaof bgsave bitfield bitfield_ro cluster debug dump evalsha_ro eval_ro failover fcall ' +
		'fcall_ro function geoadd geodist geohash geopos georadius georadius_ro georadiusbymember ' +
		'georadiusbymember_ro geosearch geosearchstore latency lcs migrate module monitor pfdebug pfselftest ' +
		'psync readonly readwrite replconf replicaof restore restore-asking save shutdown slaveof slowlog sort ' +
		'sort_ro sync lolwut'
	).split(' ')
);

export function findCommand(name: string): Command | undefined {
	if (TABLE.size === 0) fill();
	return TABLE.get(name);
}

export function allCommands(): Command[] {
	return [...TABLE.values()];
}

export function isKnownToRedis(name: string): boolean {
	return REFUSED.has(name);
}

function fill(): void {
	for (const family of [
		...[keyCommands, expiryCommands, stringCommands, bitCommands, hashCommands, listCommands],
		...[listBlockingCommands, setCommands, sortedSetCommands, sortedSetRangeCommands, sortedSetPopCommands],
		...[sortedSetStoreCommands, hyperLogLogCommands, streamCommands, streamReadCommands, streamGroupCommands],
		...[streamClaimCommands, pubSubCommands, transactionCommands, connectionCommands],
		...[administrationCommands, scriptingCommands]
	]) {
		for (const one of family) TABLE.set(one.name, one);
	}
}
