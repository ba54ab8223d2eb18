import { advisoryTag } from './advisory-locks.ts';
import type { LockMode } from './lock-modes.ts';
import type { Waiting } from './suspension.ts';
import { currentLevel } from './transactions.ts';
import type { TypeName, Value } from './values.ts';
import type { Work } from './work.ts';

export interface WaitingFunction {
	takes: TypeName;
	run: (work: Work, values: Value[]) => Waiting<void>;
}

const FUNCTIONS: Record<string, WaitingFunction> = {
	pg_sleep: {
		takes: 'float8',
		*run(_, [seconds]) {
			yield { kind: 'sleep', ms: Math.max(0, Number(seconds) * 1000) };
		}
	},
	pg_advisory_lock: advisory('session', 'ExclusiveLock'),
	pg_advisory_lock_shared: advisory('session', 'ShareLock'),
	pg_advisory_xact_lock: advisory('transaction', 'ExclusiveLock'),
	pg_advisory_xact_lock_shared: advisory('transaction', 'ShareLock')
};

/** Functions that may wait; they stand alone in a select list, where the whole statement can be stopped. */
export function waitingFunction(name: string): WaitingFunction | null {
	return Object.hasOwn(FUNCTIONS, name) ? (FUNCTIONS[name] ?? null) : null;
}

export function isWaitingFunction(name: string): boolean {
	return waitingFunction(name) !== null;
}

function advisory(scope: 'session' | 'transaction', mode: LockMode): WaitingFunction {
	return {
		takes: 'int8',
		*run(work, values) {
			const owner = scope === 'session' ? work.session.own : currentLevel(work.transaction);
			yield* work.shared.locks.acquire({ holder: work.session, owner, tag: advisoryTag(values), mode }, true);
		}
	};
}
