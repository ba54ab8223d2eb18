import * as v from 'valibot';
import type { FileTree } from '../../domain/files.ts';
import { parseStored } from './stored.ts';

/** A text kept on this device. */
export interface LocalDraft {
	files: FileTree;
	savedAt: string;
	/** The version of the server's draft this one grew from; 0 when the server never had one. */
	baseVersion: number;
	/** Whether the server has exactly these files. */
	isSynced: boolean;
	/** Which open page wrote it, so that another tab's writing is noticed. */
	writer: string;
}

/** Whose drafts: an account's id, or `anonymous`. One never sees another's. */
export type DraftOwner = string;

export const ANONYMOUS: DraftOwner = 'anonymous';

/** An author who looks at an exercise as a learner would: kept on this device, sent nowhere. */
export const PREVIEW: DraftOwner = 'preview';

/** The part of `Storage` that drafts need. */
export type KeyValueStore = Pick<Storage, 'getItem' | 'setItem' | 'removeItem' | 'key' | 'length'>;

/**
 * Drafts in this browser. Writing is immediate and synchronous, so that a page that is being
 * closed still keeps the last letter.
 */
export class LocalDrafts {
	readonly #store: KeyValueStore;
	readonly #prefix: string;

	constructor(store: KeyValueStore, owner: DraftOwner) {
		this.#store = store;
		this.#prefix = prefixOf(owner);
	}

	find(workspaceKey: string): LocalDraft | null {
		return parseStored(draftSchema, this.#store.getItem(this.#prefix + workspaceKey));
	}

	/** False when this browser has no room left for it, or forbids keeping anything. */
	keep(workspaceKey: string, draft: LocalDraft): boolean {
		const write = () => this.#store.setItem(this.#prefix + workspaceKey, JSON.stringify(draft));
		try {
			write();
			return true;
		} catch {
			try {
				this.#makeRoom(workspaceKey);
				write();
				return true;
			} catch {
				return false;
			}
		}
	}

	forget(workspaceKey: string): void {
		this.#store.removeItem(this.#prefix + workspaceKey);
	}

	all(): { workspaceKey: string; draft: LocalDraft }[] {
		return keysOf(this.#store)
			.filter((key) => key.startsWith(this.#prefix))
			.flatMap((key) => {
				const draft = parseStored(draftSchema, this.#store.getItem(key));
				return draft ? [{ workspaceKey: key.slice(this.#prefix.length), draft }] : [];
			});
	}

	/** The storage key, to recognise another tab's writing by. */
	keyOf(workspaceKey: string): string {
		return this.#prefix + workspaceKey;
	}

	/** The server has them, so nothing is lost with the copy here. */
	#makeRoom(exceptKey: string): void {
		for (const { workspaceKey, draft } of this.all()) {
			if (draft.isSynced && workspaceKey !== exceptKey) this.forget(workspaceKey);
		}
	}
}

/**
 * Removes what other accounts left on this device and the server has as well. What it does not have
 * stays, unseen, until its owner is back.
 */
export function forgetSyncedOfOthers(store: KeyValueStore, owner: DraftOwner): void {
	for (const key of keysOfOthers(store, ROOT, owner))
		if (parseStored(draftSchema, store.getItem(key))?.isSynced) store.removeItem(key);
}

/** What is kept below `<root><owner>:` for other accounts than this one. */
export function keysOfOthers(store: KeyValueStore, root: string, owner: DraftOwner): string[] {
	const own = [owner, ANONYMOUS].map((each) => `${root}${each}:`);
	return keysOf(store).filter((key) => key.startsWith(root) && !own.some((prefix) => key.startsWith(prefix)));
}

const ROOT = 'hotpath:draft:';

function prefixOf(owner: DraftOwner): string {
	return `${ROOT}${owner}:`;
}

function keysOf(store: KeyValueStore): string[] {
	return Array.from({ length: store.length }, (_, index) => store.key(index) ?? '');
}

const draftSchema = v.object({
	files: v.record(v.string(), v.string()),
	savedAt: v.string(),
	baseVersion: v.number(),
	isSynced: v.boolean(),
	writer: v.string()
});
