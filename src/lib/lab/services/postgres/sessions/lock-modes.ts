/**
 * The eight modes of table locks, weakest first; the order is the number of a mode.
 * https://www.postgresql.org/docs/18/explicit-locking.html#LOCKING-TABLES
 */
export const LOCK_MODES = [
	'AccessShareLock',
	'RowShareLock',
	'RowExclusiveLock',
	'ShareUpdateExclusiveLock',
	'ShareLock',
	'ShareRowExclusiveLock',
	'ExclusiveLock',
	'AccessExclusiveLock'
] as const;
export type LockMode = (typeof LOCK_MODES)[number];

/** Table 13.2: row and column conflict where there is an x. */
const CONFLICTS = [
	'.......x',
	'......xx',
	'....xxxx',
	'...xxxxx',
	'..xx.xxx',
	'..xxxxxx',
	'.xxxxxxx',
	'xxxxxxxx'
];

const NUMBER = new Map<LockMode, number>(LOCK_MODES.map((mode, i) => [mode, i]));

export function lockModesConflict(a: LockMode, b: LockMode): boolean {
	return CONFLICTS[NUMBER.get(a) ?? 0]?.[NUMBER.get(b) ?? 0] === 'x';
}

/** `ROW SHARE` and its like, as LOCK TABLE writes them. */
export function lockModeWritten(words: string): LockMode | null {
	const name = `${words.toLowerCase().replaceAll(' ', '')}lock`;
	return LOCK_MODES.find((mode) => mode.toLowerCase() === name) ?? null;
}

/** The four strengths of row locks, weakest first. */
export const ROW_LOCK_MODES = ['key share', 'share', 'no key update', 'update'] as const;
export type RowLockMode = (typeof ROW_LOCK_MODES)[number];

/** Who queues for a row holds a lock on the tuple in this mode (`tupleLockExtraInfo` of heapam.c). */
const TUPLE_LOCK: Record<RowLockMode, LockMode> = {
	'key share': 'AccessShareLock',
	share: 'RowShareLock',
	'no key update': 'ExclusiveLock',
	update: 'AccessExclusiveLock'
};

export function tupleLockMode(mode: RowLockMode): LockMode {
	return TUPLE_LOCK[mode];
}

/** Table 13.3 is the table of the modes above, for these four. */
export function rowLocksConflict(a: RowLockMode, b: RowLockMode): boolean {
	return lockModesConflict(TUPLE_LOCK[a], TUPLE_LOCK[b]);
}

export function isAtLeast(a: RowLockMode, b: RowLockMode): boolean {
	return ROW_LOCK_MODES.indexOf(a) >= ROW_LOCK_MODES.indexOf(b);
}
