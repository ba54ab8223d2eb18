import { MERGE } from '../domain/limits.ts';
import { forgetAnonymousWork, readAnonymousWork, type AnonymousWork } from './anonymous-work.ts';
import { callApi, isRecord } from './api.ts';
import { forgetRunsOfOthers } from './drafts/earlier-runs.ts';
import {
	ANONYMOUS,
	forgetSyncedOfOthers,
	LocalDrafts,
	type DraftOwner,
	type KeyValueStore
} from './drafts/local-drafts.ts';
import { draftFrom } from './drafts/send-draft.ts';
import type { Draft } from '../domain/draft.ts';

/** Open workspaces hear it and look again at what is theirs. */
export const MERGED_EVENT = 'hotpath:merged';

/** Where the older of two versions waits until its owner has chosen. */
export function asideOf(store: KeyValueStore, owner: DraftOwner): LocalDrafts {
	return new LocalDrafts(store, `${owner}.aside`);
}

/**
 * Gives what was done on this device without an account to the account that is signed in now.
 * Nothing leaves this device before the server has confirmed it, and asking twice changes nothing.
 */
export async function mergeAnonymousWork(store: KeyValueStore, owner: DraftOwner): Promise<boolean> {
	forgetSyncedOfOthers(store, owner);
	forgetRunsOfOthers(store, owner);
	const anonymous = new LocalDrafts(store, ANONYMOUS);
	const { predictions, visits } = readAnonymousWork(store);
	const batches = inBatches(anonymous.all());
	if (batches.length + predictions.length + visits.length === 0) return false;

	const answered = {
		predictions: predictions.slice(-MERGE.predictionsMaxCount),
		visits: visits.slice(-MERGE.visitsMaxCount)
	};
	for (const batch of batches.length > 0 ? batches : [[]]) {
		if (!(await mergeBatch(store, owner, batch, answered))) return false;
		for (const { workspaceKey } of batch) anonymous.forget(workspaceKey);
	}
	forgetAnonymousWork(store);
	dispatchEvent(new Event(MERGED_EVENT));
	return true;
}

type KeptDraft = ReturnType<LocalDrafts['all']>[number];

async function mergeBatch(
	store: KeyValueStore,
	owner: DraftOwner,
	batch: readonly KeptDraft[],
	answered: AnonymousWork
): Promise<boolean> {
	const drafts = batch.map(({ workspaceKey, draft }) => ({
		workspaceKey,
		files: draft.files,
		updatedAt: draft.savedAt
	}));
	const answer = await callApi('/api/merge', { method: 'POST', body: { drafts, ...answered } });
	if (!answer.ok || !isRecord(answer.value)) return false;

	const own = new LocalDrafts(store, owner);
	for (const draft of draftsIn(answer.value['drafts'])) {
		// A text of this account that the server has not seen is not passed over: its workspace shows both.
		if (own.find(draft.workspaceKey)?.isSynced !== false) keepLocally(own, draft);
	}
	for (const draft of draftsIn(answer.value['conflicts'])) keepLocally(asideOf(store, owner), draft);
	return true;
}

const BATCH_MAX_LENGTH = 150_000;

/** Requests have a size; what a browser kept in a year may be larger. */
function inBatches(drafts: readonly KeptDraft[]): KeptDraft[][] {
	const batches: KeptDraft[][] = [];
	let length = 0;
	for (const each of drafts) {
		const size = JSON.stringify(each.draft.files).length;
		const last = batches.at(-1);
		if (last && last.length < MERGE.draftsMaxCount && length + size <= BATCH_MAX_LENGTH) {
			last.push(each);
			length += size;
		} else {
			batches.push([each]);
			length = size;
		}
	}
	return batches;
}

function keepLocally(local: LocalDrafts, { workspaceKey, files, version, updatedAt }: Draft): void {
	local.keep(workspaceKey, {
		files,
		baseVersion: version,
		isSynced: true,
		savedAt: updatedAt,
		writer: 'merge'
	});
}

function draftsIn(value: unknown): Draft[] {
	return Array.isArray(value) ? value.flatMap((each) => draftFrom(each) ?? []) : [];
}
