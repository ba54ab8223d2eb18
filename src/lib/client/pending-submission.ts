import * as v from 'valibot';
import type { FileTree } from '../domain/files.ts';
import type { KeyValueStore } from './drafts/local-drafts.ts';
import { parseStored } from './drafts/stored.ts';

/** A submission that the server has not confirmed, so that it can be sent again as the same one. */
export interface PendingSubmission {
	clientKey: string;
	files: FileTree;
}

const pendingSchema = v.object({ clientKey: v.string(), files: v.record(v.string(), v.string()) });

export function readPending(store: KeyValueStore, exerciseSlug: string): PendingSubmission | null {
	return parseStored(pendingSchema, store.getItem(keyOf(exerciseSlug)));
}

export function keepPending(store: KeyValueStore, exerciseSlug: string, pending: PendingSubmission): void {
	try {
		store.setItem(keyOf(exerciseSlug), JSON.stringify(pending));
	} catch {
		// No room: the draft is kept elsewhere, only the key would be another one.
	}
}

export function forgetPending(store: KeyValueStore, exerciseSlug: string): void {
	store.removeItem(keyOf(exerciseSlug));
}

function keyOf(exerciseSlug: string): string {
	return `hotpath:submission:${exerciseSlug}`;
}
