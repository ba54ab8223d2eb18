import type { ColumnType, Generated } from 'kysely';
import type { Role } from '../../domain/account.ts';
import type { Verdict } from '../../domain/verdict.ts';

/**
 * The rows as both databases keep them. A drift test compares this file with the migrated schema.
 *
 * Ids are text with a readable prefix (`acc_…`). Moments are epoch milliseconds named `…_at`;
 * a nullable one says *whether* and *when*. JSON is text named `…_json`. There are no booleans.
 */
export interface Tables {
	account: AccountTable;
	session: SessionTable;
	account_token: AccountTokenTable;
	rate_limit: RateLimitTable;
	audit_event: AuditEventTable;
	exercise: ExerciseTable;
	exercise_revision: ExerciseRevisionTable;
	file_snapshot: FileSnapshotTable;
	submission: SubmissionTable;
	draft: DraftTable;
	prediction_answer: PredictionAnswerTable;
	lesson_visit: LessonVisitTable;
	exercise_draft: ExerciseDraftTable;
	exercise_draft_version: ExerciseDraftVersionTable;
	exercise_draft_share: ExerciseDraftShareTable;
	exercise_verification: ExerciseVerificationTable;
	collection: CollectionTable;
}

/** Epoch milliseconds. */
type Moment = number;
type Immutable<Value> = ColumnType<Value, Value, never>;

export interface AccountTable {
	id: Immutable<string>;
	email: string;
	/** NFKC, trimmed, lower case: unique, because databases disagree about the case of letters. */
	email_normalized: string;
	display_name: string;
	/** PHC string of argon2id. */
	password_hash: string;
	role: Role;
	created_at: Immutable<Moment>;
	updated_at: Moment;
	suspended_at: Moment | null;
}

export interface SessionTable {
	/** SHA-256 of the cookie's value, in hex. */
	token_hash: Immutable<string>;
	/** What the account page shows and ends; worthless as a credential. */
	id: Immutable<string>;
	account_id: Immutable<string>;
	created_at: Immutable<Moment>;
	expires_at: Moment;
	absolute_expires_at: Immutable<Moment>;
	last_seen_at: Moment;
	user_agent: string | null;
}

export interface AccountTokenTable {
	/** SHA-256 of the token, in hex. */
	token_hash: Immutable<string>;
	purpose: 'first_admin';
	created_at: Immutable<Moment>;
	expires_at: Moment;
	used_at: Moment | null;
}

/** GCRA: the theoretical arrival time of the next allowed event. */
export interface RateLimitTable {
	key: Immutable<string>;
	theoretical_arrival_at: Moment;
}

export interface AuditEventTable {
	id: Immutable<string>;
	at: Immutable<Moment>;
	/** Null for a stranger, and once the account is deleted. */
	actor_id: string | null;
	action: Immutable<string>;
	target: string | null;
	/** What was done, where the action does not say it all: `instructor`, `merkle-tree revision 3`. */
	detail: Generated<string | null>;
}

export interface ExerciseTable {
	slug: Immutable<string>;
	/** Null while nothing is published. */
	current_revision_id: string | null;
	retired_at: Moment | null;
	/** Where its source lives: a folder of this repository, or the studio. */
	origin: Generated<'folder' | 'studio'>;
}

export interface ExerciseRevisionTable {
	id: Immutable<string>;
	exercise_slug: Immutable<string>;
	number: Immutable<number>;
	/** SHA-256 of the canonical source. */
	content_hash: Immutable<string>;
	/** ExerciseSource. */
	source_json: Immutable<string>;
	/** What verification found: check ids, misconception signatures. */
	verification_json: Immutable<string>;
	published_at: Immutable<Moment>;
	/** Null for a folder's, and once the account is deleted. */
	published_by: Generated<string | null>;
	/** What changed, in the words of who published it. */
	note: Generated<string>;
}

export interface FileSnapshotTable {
	/** `fil_` and the SHA-256 of the canonical files. */
	id: Immutable<string>;
	files_json: Immutable<string>;
}

export interface SubmissionTable {
	id: Immutable<string>;
	client_key: Immutable<string>;
	learner_id: Immutable<string>;
	exercise_slug: Immutable<string>;
	exercise_revision_id: Immutable<string>;
	file_snapshot_id: Immutable<string>;
	submitted_at: Immutable<Moment>;
	state: 'queued' | 'judging' | 'judged';
	tries_count: number;
	claimed_at: Moment | null;
	lease_expires_at: Moment | null;
	judged_at: Moment | null;
	verdict: Verdict | null;
	/** Report, raw. */
	report_json: string | null;
}

export interface DraftTable {
	account_id: Immutable<string>;
	workspace_key: Immutable<string>;
	files_json: string;
	version: number;
	updated_at: Moment;
}

export interface PredictionAnswerTable {
	account_id: Immutable<string>;
	lesson_slug: Immutable<string>;
	prediction_id: Immutable<string>;
	choice_id: string;
	answered_at: Moment;
}

export interface LessonVisitTable {
	account_id: Immutable<string>;
	lesson_slug: Immutable<string>;
	/** The section that was last at the top of the window. */
	section_id: string | null;
	visited_at: Moment;
}

/** An exercise that is being written in the studio. */
export interface ExerciseDraftTable {
	id: Immutable<string>;
	/** The address it has, or will have. */
	slug: string;
	owner_id: Immutable<string>;
	/** FileTree: the files of an exercise's folder, by path, whatever is wrong with them. */
	texts_json: string;
	/** As its facts say; its slug while they cannot be read. */
	title: string;
	/** Of the source the texts hold; null while they cannot be read as one. */
	content_hash: string | null;
	/** Counts up with each save. */
	version: number;
	created_at: Immutable<Moment>;
	updated_at: Moment;
	/** Null once the account is deleted. */
	updated_by: string | null;
}

export interface ExerciseDraftVersionTable {
	draft_id: Immutable<string>;
	version: Immutable<number>;
	texts_json: Immutable<string>;
	saved_at: Immutable<Moment>;
	saved_by: string | null;
}

/** Who else may read and change a draft. */
export interface ExerciseDraftShareTable {
	draft_id: Immutable<string>;
	account_id: Immutable<string>;
	shared_at: Immutable<Moment>;
}

/** What the server found when it verified a source with a machine. */
export interface ExerciseVerificationTable {
	exercise_slug: Immutable<string>;
	content_hash: Immutable<string>;
	engine_hash: Immutable<string>;
	verified_at: Moment;
	verified_by: string | null;
	/** SourceFault[]: empty when it is green. */
	faults_json: string;
	/** Verification; null when it is not green. */
	verification_json: string | null;
}

/** Exercises and texts in an order, written in the studio. */
export interface CollectionTable {
	id: Immutable<string>;
	/** Its address; chosen once, so that a link to it stays true. */
	slug: Immutable<string>;
	/** Null once the account is deleted: then only admins change it. */
	owner_id: string | null;
	title: string;
	summary: string;
	/** CollectionItem[], as last saved. */
	items_json: string;
	/** Counts up with each save. */
	version: number;
	/** When what readers see was published; null while they see nothing. */
	published_at: Moment | null;
	/** CollectionContent as it was then: later saves do not change it. */
	published_json: string | null;
	created_at: Immutable<Moment>;
	updated_at: Moment;
}
