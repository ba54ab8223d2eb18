import type { Draft } from '../../domain/draft.ts';
import { sameFiles, type FileTree } from '../../domain/files.ts';
import type { LocalDraft } from './local-drafts.ts';

/** What to open when this device and the server may both have a draft. */
export type Reconciled =
	| { open: 'starter' }
	/** The text of this device; the server is still to be told when `isSynced` is false. */
	| { open: 'local'; files: FileTree; baseVersion: number; isSynced: boolean }
	| { open: 'server'; draft: Draft }
	/** Both were changed since they last agreed. Ours is open, and both are shown. */
	| { open: 'both'; files: FileTree; theirs: Draft };

/** Decides without losing anything: only a text the other side has seen may be passed over. */
export function reconcile(local: LocalDraft | null, server: Draft | null): Reconciled {
	if (local === null) return server === null ? { open: 'starter' } : { open: 'server', draft: server };
	const { files, baseVersion, isSynced } = local;
	if (server === null) return { open: 'local', files, baseVersion: 0, isSynced: false };
	if (sameFiles(files, server.files)) {
		return { open: 'local', files, baseVersion: server.version, isSynced: true };
	}
	if (isSynced) {
		// A server that answers with an older version than it confirmed was asked too early.
		return server.version < baseVersion
			? { open: 'local', files, baseVersion, isSynced }
			: { open: 'server', draft: server };
	}
	if (baseVersion === server.version) return { open: 'local', files, baseVersion, isSynced };
	return { open: 'both', files, theirs: server };
}
