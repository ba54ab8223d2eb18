import type { PlainFunction } from './functions.ts';
import type { Sequence } from './catalog.ts';
import { blockersOf } from './deadlock.ts';
import { advisoryTag } from './advisory-locks.ts';
import type { Env } from './scope.ts';
import { changeSetting, shownSetting } from './settings.ts';
import { SqlError, undefinedTable } from './sql-error.ts';
import { currentLevel, topXid, type Transaction } from './transactions.ts';
import type { Value } from './values.ts';
import { ownXid, snapshotOf } from './work.ts';

/** Functions about time, the session, its transaction, sequences and locks; `/n` tells the number of arguments. */
export const SESSION_FUNCTIONS: Record<string, PlainFunction> = {
	now: { takes: [], gives: 'timestamptz', run: (_, { work }) => work.transaction.startedAtMicros },
	transaction_timestamp: {
		takes: [],
		gives: 'timestamptz',
		run: (_, { work }) => work.transaction.startedAtMicros
	},
	current_timestamp: {
		takes: [],
		gives: 'timestamptz',
		run: (_, { work }) => work.transaction.startedAtMicros
	},
	statement_timestamp: { takes: [], gives: 'timestamptz', run: (_, { work }) => work.startedAtMicros },
	clock_timestamp: { takes: [], gives: 'timestamptz', run: (_, { work }) => work.shared.nowMicros() },
	'extract epoch': {
		takes: ['timestamptz'],
		gives: 'numeric',
		run: ([at]) => ({ units: BigInt(Number(at)), scale: 6 })
	},
	version: { takes: [], gives: 'text', run: () => "PostgreSQL 18.4 (this lab's model of many sessions)" },
	current_user: { takes: [], gives: 'name', run: (_, { work }) => work.session.user },
	session_user: { takes: [], gives: 'name', run: (_, { work }) => work.session.user },
	user: { takes: [], gives: 'name', run: (_, { work }) => work.session.user },
	current_database: { takes: [], gives: 'name', run: (_, { work }) => work.session.database },
	current_schema: { takes: [], gives: 'name', run: () => 'public' },
	pg_backend_pid: { takes: [], gives: 'int4', run: (_, { work }) => work.session.processId },
	txid_current: { takes: [], gives: 'int8', run: (_, env) => BigInt(currentXid(env)) },
	pg_current_xact_id: { takes: [], gives: 'xid8', run: (_, env) => BigInt(currentXid(env)) },
	txid_current_if_assigned: { takes: [], gives: 'int8', run: (_, env) => assignedXid(env) },
	pg_current_xact_id_if_assigned: { takes: [], gives: 'xid8', run: (_, env) => assignedXid(env) },
	pg_current_snapshot: { takes: [], gives: 'pg_snapshot', run: (_, env) => snapshotText(env) },
	txid_current_snapshot: { takes: [], gives: 'pg_snapshot', run: (_, env) => snapshotText(env) },
	nextval: {
		takes: ['text'],
		gives: 'int8',
		run: ([name], env) => nextValue(env, sequenceNamed(env, String(name)))
	},
	currval: { takes: ['text'], gives: 'int8', run: ([name], env) => currentValue(env, String(name)) },
	lastval: { takes: [], gives: 'int8', run: (_, env) => lastValue(env) },
	setval: {
		takes: ['text', 'int8'],
		gives: 'int8',
		run: ([name, value], env) => setValue(env, String(name), value)
	},
	current_setting: {
		takes: ['text'],
		gives: 'text',
		run: ([name], { work }) => shownFor(work.session.settings, work.transaction, String(name))
	},
	set_config: {
		takes: ['text', 'text', 'bool'],
		gives: 'text',
		run([name, value, isLocal], { work }) {
			if (isLocal === true)
				throw new SqlError('0A000', 'set_config(…, true) is not in this lab: use SET LOCAL');
			changeSetting(work.session.settings, String(name), String(value));
			return shownSetting(work.session.settings, String(name));
		}
	},
	pg_notify: {
		takes: ['text', 'text'],
		gives: 'void',
		run([channel, payload], { work }) {
			currentLevel(work.transaction).notifications.push({
				channel: String(channel),
				payload: String(payload)
			});
			return '';
		}
	},
	'pg_try_advisory_lock/1': tryAdvisory('session', 'ExclusiveLock', 1),
	'pg_try_advisory_lock/2': tryAdvisory('session', 'ExclusiveLock', 2),
	'pg_try_advisory_lock_shared/1': tryAdvisory('session', 'ShareLock', 1),
	'pg_try_advisory_xact_lock/1': tryAdvisory('transaction', 'ExclusiveLock', 1),
	'pg_try_advisory_xact_lock/2': tryAdvisory('transaction', 'ExclusiveLock', 2),
	'pg_try_advisory_xact_lock_shared/1': tryAdvisory('transaction', 'ShareLock', 1),
	'pg_advisory_unlock/1': unlockAdvisory('ExclusiveLock', 1),
	'pg_advisory_unlock/2': unlockAdvisory('ExclusiveLock', 2),
	'pg_advisory_unlock_shared/1': unlockAdvisory('ShareLock', 1),
	pg_advisory_unlock_all: {
		takes: [],
		gives: 'void',
		run(_, { work }) {
			work.shared.locks.releaseOwner(work.session.own);
			return '';
		}
	},
	pg_blocking_pids: {
		takes: ['int4'],
		gives: 'text',
		run([pid], { work }) {
			const waiter = work.shared.sessionOf(Number(pid))?.waiter ?? null;
			const pids = waiter === null ? [] : blockersOf(waiter).map((edge) => edge.blocker.processId);
			return `{${[...new Set(pids)].join(',')}}`;
		}
	}
};

export function shownFor(
	settings: Parameters<typeof shownSetting>[0],
	transaction: Transaction,
	name: string
): string {
	if (name === 'transaction_isolation') return transaction.isolation;
	if (name === 'transaction_read_only') return transaction.isReadOnly ? 'on' : 'off';
	return shownSetting(settings, name);
}

/** Draws a number; nobody gives it back, not even by a rollback. */
export function nextValue({ work }: Pick<Env, 'work'>, sequence: Sequence): Value {
	if (sequence.isCalled) sequence.next++;
	sequence.isCalled = true;
	work.session.drawn.set(sequence.name, sequence.next);
	work.session.lastDrawn = sequence.next;
	return sequence.next;
}

function sequenceNamed({ work }: Env, name: string): Sequence {
	const sequence = work.shared.catalog.sequences.get(name);
	if (!sequence) throw undefinedTable(name);
	return sequence;
}

function currentValue(env: Env, name: string): Value {
	const drawn = env.work.session.drawn.get(sequenceNamed(env, name).name);
	if (drawn !== undefined) return drawn;
	throw new SqlError('55000', `currval of sequence "${name}" is not yet defined in this session`);
}

function lastValue({ work }: Env): Value {
	if (work.session.lastDrawn !== null) return work.session.lastDrawn;
	throw new SqlError('55000', 'lastval is not yet defined in this session');
}

function setValue(env: Env, name: string, value: Value | undefined): Value {
	const sequence = sequenceNamed(env, name);
	sequence.next = BigInt(Number(value ?? 1));
	sequence.isCalled = true;
	return sequence.next;
}

function currentXid({ work }: Env): number {
	ownXid(work);
	return topXid(work.transaction);
}

function assignedXid({ work }: Env): Value {
	const xid = topXid(work.transaction);
	return xid === 0 ? null : BigInt(xid);
}

/** `xmin:xmax:running`, without the numbers of savepoints. */
function snapshotText({ work }: Env): string {
	const { xmin, xmax, running } = snapshotOf(work);
	const listed = [...running].filter((xid) => xid < xmax && work.shared.log.parentOf(xid) === 0);
	return `${xmin}:${xmax}:${listed.toSorted((a, b) => a - b).join(',')}`;
}

function tryAdvisory(
	scope: 'session' | 'transaction',
	mode: 'ExclusiveLock' | 'ShareLock',
	count: 1 | 2
): PlainFunction {
	return {
		takes: count === 1 ? ['int8'] : ['int4', 'int4'],
		gives: 'bool',
		run(values, { work }) {
			const owner = scope === 'session' ? work.session.own : currentLevel(work.transaction);
			const request = { holder: work.session, owner, tag: advisoryTag(values), mode };
			return work.shared.locks.acquire(request, false).next().value === true;
		}
	};
}

function unlockAdvisory(mode: 'ExclusiveLock' | 'ShareLock', count: 1 | 2): PlainFunction {
	return {
		takes: count === 1 ? ['int8'] : ['int4', 'int4'],
		gives: 'bool',
		run(values, { work }) {
			const isReleased = work.shared.locks.release(work.session, work.session.own, advisoryTag(values), mode);
			if (!isReleased) {
				const message = `you don't own a lock of type ${mode}`;
				work.session.notice({ severity: 'WARNING', code: '01000', message });
			}
			return isReleased;
		}
	};
}
