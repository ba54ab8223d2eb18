import { withFuel, type Globals } from './fuel.ts';
import { signedLeb } from './wasm-binary.ts';
import { dataAddresses, OP } from './wasm-module.ts';

/** PostgreSQL's own flags: when both are set, its next CHECK_FOR_INTERRUPTS ends the statement with 57014. */
const CANCEL_FLAGS = ['InterruptPending', 'QueryCancelPending'];
/** A pointer to the latch it waits on; its first word says that it is set. */
const LATCH = 'MyLatch';
/** What a cancelled statement may still use until it gets to look at the flags. */
const GRACE_FUEL = 2_000_000;
/** It never looks: the server is broken off. */
const CANCELS_MAX = 1_000;
/** `wait_event_info`: its first byte is the class, 3 is a heavyweight lock, 9 a time (`utils/wait_classes.h`). */
const WAIT = { classMask: 0xff000000 | 0, lock: 0x03000000, time: 0x09000000 } as const;
const BLOCK = 0x40;

/**
 * Rewrites PostgreSQL's WASM so that a statement can be ended from outside although nothing outside
 * runs meanwhile: each turn of a loop takes one unit of `fuel`, and when none is left PostgreSQL is
 * told to cancel the statement in its own way (what `StatementCancelHandler` does), so that it stays whole.
 *
 * PGlite has one session, so who waits for a lock would wait for ever: `WaitLatch` takes all fuel away
 * when it is called to wait for one, and counts it in `lockWaits`. When it is called to wait for a time
 * (`pg_sleep`), it adds that time to `sleptMs`, and the clock of the host goes on by as much.
 */
export function withCancellation(source: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
	const addresses = dataAddresses(source, [...CANCEL_FLAGS, LATCH]);
	return withFuel(source, {
		// PL/pgSQL is a module of its own, whose loops are not counted; each of its expressions ends with this.
		meteredCalls: ['MemoryContextReset'],
		counters: ['cancels', 'lockWaits', 'sleptMs'],
		whenEmpty: (globals) => [
			...increased(globals, 'cancels', [OP.i32Const, 1]),
			...get(globals, 'cancels'),
			OP.i32Const,
			...signedLeb(CANCELS_MAX),
			OP.i32GreaterSigned,
			OP.if,
			BLOCK,
			OP.unreachable,
			OP.end,
			OP.i32Const,
			...signedLeb(GRACE_FUEL),
			...set(globals, 'fuel'),
			...CANCEL_FLAGS.flatMap((flag) => raised(constant(addresses.get(flag)))),
			...raised([...constant(addresses.get(LATCH)), OP.i32Load, ...WORD])
		],
		atEntry: {
			// WaitLatch(latch, wakeEvents, timeout, wait_event_info)
			WaitLatch: (globals) => [
				...whenWaitingFor(WAIT.lock, [
					...increased(globals, 'lockWaits', [OP.i32Const, 1]),
					OP.i32Const,
					...signedLeb(-1),
					...set(globals, 'fuel')
				]),
				...whenWaitingFor(WAIT.time, increased(globals, 'sleptMs', [OP.localGet, 2]))
			]
		}
	});
}

function whenWaitingFor(waitClass: number, code: readonly number[]): number[] {
	return [
		OP.localGet,
		3,
		OP.i32Const,
		...signedLeb(WAIT.classMask),
		OP.i32And,
		OP.i32Const,
		...signedLeb(waitClass),
		OP.i32Equal,
		OP.if,
		BLOCK,
		...code,
		OP.end
	];
}

function get(globals: Globals, name: string): number[] {
	return [OP.globalGet, ...(globals[name] ?? [])];
}

function set(globals: Globals, name: string): number[] {
	return [OP.globalSet, ...(globals[name] ?? [])];
}

function increased(globals: Globals, name: string, by: readonly number[]): number[] {
	return [...get(globals, name), ...by, OP.i32Add, ...set(globals, name)];
}

function constant(value: number | undefined): number[] {
	return [OP.i32Const, ...signedLeb(value ?? 0)];
}

/** Alignment and offset of a word in memory. */
const WORD = [2, 0];

/** Sets the word at an address to 1. */
function raised(address: readonly number[]): number[] {
	return [...address, OP.i32Const, 1, OP.i32Store, ...WORD];
}
