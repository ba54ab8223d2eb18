import * as v from 'valibot';
import type { LockImage } from '#lib/domain/postgres-images.ts';
import { nameIn, sessionSchema } from './transactions.ts';

const holderSchema = v.object({ session: v.string(), mode: v.string() });
const lockSchema: v.GenericSchema<unknown, LockImage> = v.object({
	what: v.string(),
	holders: v.array(holderSchema),
	waiters: v.array(holderSchema)
});

export interface Wait {
	waiter: string;
	holder: string;
	/** What is waited for, and how strongly: `tuple t (0,1)`, `ExclusiveLock`. */
	what: string;
	mode: string;
	/** How the other one holds it; empty when it only stands before in the queue. */
	heldMode: string;
	/** It is part of a circle: none of those in it will ever go on by itself. */
	isDeadlock: boolean;
}

interface State {
	keys: (prefix: string) => string[];
	get: (key: string) => unknown;
}

/**
 * Who waits for whom where a trace stands. A session says itself for whom it waits, for not every holder of a lock
 * stands in the way; the lock says how strongly. Where no session is shown, a lock's holders are taken for it.
 */
export function waitsAt(state: State): Wait[] {
	const edges = databasesOf(state).flatMap((database) => waitsIn(state, database));
	return edges.map((edge) => ({ ...edge, isDeadlock: reaches(edges, edge.holder, edge.waiter) }));
}

function databasesOf(state: State): string[] {
	const keys = [...state.keys('session/'), ...state.keys('lock/')];
	return [...new Set(keys.map((key) => key.split('/')[1] ?? ''))];
}

function waitsIn(state: State, database: string): Omit<Wait, 'isDeadlock'>[] {
	const sessionKeys = state.keys('session/');
	const nameOf = (session: string) => nameIn(`session/${database}/${session}`, sessionKeys);
	const locks = state.keys(`lock/${database}/`).flatMap((key) => {
		const lock = v.safeParse(lockSchema, state.get(key));
		return lock.success ? [lock.output] : [];
	});
	const shown = new Set<string>();
	const waits = new Map<string, Omit<Wait, 'isDeadlock'>>();
	const add = (waiter: string, holder: string, lock: LockImage) => {
		if (waiter === holder || waits.has(JSON.stringify([waiter, holder]))) return;
		const mode = lock.waiters.find(({ session }) => session === waiter)?.mode ?? '';
		const heldMode = lock.holders.find(({ session }) => session === holder)?.mode ?? '';
		const names = { waiter: nameOf(waiter), holder: nameOf(holder) };
		waits.set(JSON.stringify([waiter, holder]), { ...names, what: lock.what, mode, heldMode });
	};
	for (const key of state.keys(`session/${database}/`)) {
		const image = v.safeParse(sessionSchema, state.get(key));
		if (!image.success) continue;
		const waiter = key.split('/').slice(2).join('/');
		shown.add(waiter);
		const { waitsFor } = image.output;
		if (!waitsFor) continue;
		const { lock: what, sessions } = waitsFor;
		const lock = locks.find((one) => one.what === what) ?? { what, holders: [], waiters: [] };
		for (const holder of sessions) add(waiter, holder, lock);
	}
	for (const lock of locks)
		for (const { session: waiter } of lock.waiters)
			if (!shown.has(waiter)) for (const { session: holder } of lock.holders) add(waiter, holder, lock);
	return [...waits.values()];
}

function reaches(edges: readonly { waiter: string; holder: string }[], from: string, to: string): boolean {
	const seen = new Set<string>();
	const open = [from];
	for (let at = open.pop(); at !== undefined; at = open.pop()) {
		if (at === to) return true;
		if (seen.has(at)) continue;
		seen.add(at);
		for (const { waiter, holder } of edges) if (waiter === at) open.push(holder);
	}
	return false;
}

/** A wait in words. */
export function waitSentence({ waiter, holder, what, mode, heldMode }: Wait): string {
	if (!mode) return `${waiter} waits for ${holder}: ${what}`;
	return `${waiter} wants ${mode} on ${what}; ${holder} ${heldMode ? `holds ${heldMode}` : 'comes first'}`;
}
