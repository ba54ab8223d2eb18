import type { FilesFault, FileTree } from './files.ts';

/** A learner's unsent text for one workspace. */
export interface Draft {
	/** `exercise/<slug>` or `snippet/<lesson slug>/<snippet id>`. */
	workspaceKey: string;
	files: FileTree;
	/** Counts up with each save; a save that names an older one than the server holds is a conflict. */
	version: number;
	updatedAt: string;
}

export type SaveDraftFault =
	| { code: 'sign_in_required' }
	/** Another device saved in between: both are shown, the learner decides. */
	| { code: 'draft_conflict'; theirs: Draft }
	| FilesFault
	| { code: 'workspace_unknown'; workspaceKey: string }
	| { code: 'saving_too_fast'; retryAfterMs: number }
	| { code: 'drafts_too_many'; limitCount: number };

/** `exercise/<slug>` or `snippet/<lesson slug>/<snippet id>`. */
export function isWorkspaceKey(text: string): boolean {
	return /^(?:exercise\/[a-z0-9-]{1,80}|snippet\/[a-z0-9-]{1,80}\/[a-zA-Z0-9_.-]{1,80})$/.test(text);
}
