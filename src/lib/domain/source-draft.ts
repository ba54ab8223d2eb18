import { filesFrom, type FilesFault, type FileTree } from './files.ts';
import { STUDIO } from './limits.ts';
import type { Result } from './result.ts';
import type { Verdict } from './verdict.ts';

/**
 * The source of an exercise as it is being written in the studio: the files of its folder by path,
 * whatever is wrong with them.
 */
export interface SourceDraft {
	id: string;
	/** The address the exercise has, or will have. */
	slug: string;
	/** As its facts say; its slug while they cannot be read. */
	title: string;
	files: FileTree;
	/** Counts up with each save; a save that names an older one than the server holds is a conflict. */
	version: number;
	updatedAt: string;
	/** Who saved it last; null when they are gone. */
	updatedBy: string | null;
	/** Of the source the files hold; null while they cannot be read as one. */
	contentHash: string | null;
	/** An owner may share and delete it. */
	isOwner: boolean;
}

/** One of the versions of a draft that are kept. */
export interface SourceDraftVersion {
	version: number;
	savedAt: string;
	savedBy: string | null;
}

export const SOURCE_STATES = ['draft', 'verified', 'changed', 'published', 'retired'] as const;

/** `changed`: published before, and edited since. */
export type SourceState = (typeof SOURCE_STATES)[number];

export type StudioFault =
	| { code: 'sign_in_required' }
	/** There is none, or none this person may see. */
	| { code: 'source_draft_unknown' }
	| { code: 'slug_invalid'; slug: string }
	| { code: 'slug_taken'; slug: string }
	| { code: 'source_draft_published'; slug: string }
	| { code: 'source_drafts_too_many'; limitCount: number }
	| { code: 'instructor_unknown'; email: string }
	/** What is published is exactly what was verified. */
	| { code: 'source_not_verified' }
	| { code: 'publishing_note_invalid'; maxLength: number }
	| { code: 'verifier_busy'; retryAfterMs: number }
	| { code: 'exercise_not_published'; slug: string };

/** How far the server's proof of a draft is, as it stands now. */
export type SourceVerification =
	| { state: 'unverified' }
	| { state: 'verifying'; done: number; total: number }
	/** Null where small mistakes were not counted. */
	| { state: 'green'; verifiedAt: string; mutants: { killed: number; total: number } | null }
	| {
			state: 'refused';
			verifiedAt: string;
			faults: { file: string; line: number | null; message: string }[];
	  };

/** What a publication would do to what learners have sent in so far. */
export interface Replay {
	/** Sets of files that were judged again. */
	total: number;
	flipsCount: number;
	/** Some of them, the hardest first; without names. */
	flips: FlippedVerdict[];
	/** Work that the new starter has no room for. */
	unfitCount: number;
}

export interface FlippedVerdict {
	files: FileTree;
	before: Verdict;
	after: Verdict;
	failureBefore: ReplayFailure | null;
	failureAfter: ReplayFailure | null;
}

/** The first check that failed, and what it said; no title where the run was stopped. */
export interface ReplayFailure {
	title: string;
	message: string;
}

/** What `DraftKeeper` and the server call a source draft that is being edited. */
export function studioKey(draftId: string): string {
	return `studio/${draftId}`;
}

/** Takes the files of a source in, as large as the folder of an exercise may be. */
export function sourceFilesFrom(input: Readonly<Record<string, unknown>>): Result<FileTree, FilesFault> {
	return filesFrom(input, STUDIO);
}

export function isSlug(text: string): boolean {
	return text.length <= STUDIO.slugMaxLength && /^[a-z0-9]+(-[a-z0-9]+)*$/.test(text);
}
