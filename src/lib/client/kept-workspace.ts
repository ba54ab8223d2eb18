import type { Draft } from '../domain/draft.ts';
import { callApi } from './api.ts';
import { DraftKeeper, type SendDraft } from './drafts/draft-keeper.svelte.ts';
import { EarlierRuns } from './drafts/earlier-runs.ts';
import {
	ANONYMOUS,
	LocalDrafts,
	PREVIEW,
	type DraftOwner,
	type KeyValueStore
} from './drafts/local-drafts.ts';
import { sendDraft } from './drafts/send-draft.ts';
import { asideOf, MERGED_EVENT } from './merge-work.ts';
import { Workspace, type WorkspaceOptions } from './workspace.svelte.ts';

export interface KeptWorkspace {
	workspace: Workspace;
	keeper: DraftKeeper;
	/** Keeps what is not kept yet, and stops listening. */
	close: () => void;
}

/** A workspace whose text outlives the page: opened with what was kept, and kept with every change. */
export function openWorkspace(
	workspaceKey: string,
	owner: DraftOwner,
	server: Draft | null,
	options: WorkspaceOptions
): KeptWorkspace {
	const send: SendDraft | null = owner === ANONYMOUS || owner === PREVIEW ? null : sendDraft;
	const aside = asideOf(browserStore(), owner);
	const keeper: DraftKeeper = new DraftKeeper({
		workspaceKey,
		local: new LocalDrafts(browserStore(), owner),
		aside: {
			find: () => aside.find(workspaceKey),
			forget: () => {
				aside.forget(workspaceKey);
				void callApi(`/api/drafts?key=${encodeURIComponent(workspaceKey)}`, { method: 'DELETE' });
			}
		},
		server,
		send,
		onadopt: (files) => workspace.open(files)
	});
	const earlierRuns = new EarlierRuns(browserStore(), owner);
	const workspace: Workspace = new Workspace({
		...options,
		earlierRuns: {
			list: () => earlierRuns.list(workspaceKey),
			add: (run) => earlierRuns.add(workspaceKey, run)
		},
		onchange: (files) => keeper.change(files),
		onrun: () => keeper.flush()
	});
	const openKept = () => {
		const kept = keeper.start();
		if (kept) workspace.open(kept);
	};
	openKept();

	const listening = new AbortController();
	const { signal } = listening;
	addEventListener('storage', (event) => keeper.heard(event), { signal });
	addEventListener(MERGED_EVENT, openKept, { signal });
	addEventListener('online', () => keeper.retry(), { signal });
	addEventListener('pagehide', () => keeper.leave(), { signal });
	document.addEventListener('visibilitychange', () => document.hidden && keeper.leave(), { signal });

	return {
		workspace,
		keeper,
		close() {
			listening.abort();
			workspace.stop();
			keeper.dispose();
		}
	};
}

/** The browser's storage; where it is forbidden, one that forgets, so that the page still works. */
export function browserStore(): KeyValueStore {
	try {
		localStorage.getItem('hotpath:theme');
		return localStorage;
	} catch {
		return {
			length: 0,
			key: () => null,
			getItem: () => null,
			removeItem: () => {},
			setItem: () => {
				throw new DOMException('storage is forbidden here', 'QuotaExceededError');
			}
		};
	}
}
