import type { FileTree } from './files.ts';

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
	| { code: 'draft_conflict'; theirs: Draft };
