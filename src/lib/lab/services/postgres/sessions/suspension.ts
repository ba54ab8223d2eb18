import type { Waiter } from './lock-manager.ts';

/** Why a statement has stopped for now: somebody else's lock, or time. */
export type Suspension = { kind: 'lock'; waiter: Waiter } | { kind: 'sleep'; ms: number };

/** A piece of a statement that may have to wait. */
export type Waiting<Value> = Generator<Suspension, Value, void>;
