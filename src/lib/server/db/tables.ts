import type { ColumnType } from 'kysely';
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
}

export interface ExerciseTable {
	slug: Immutable<string>;
	/** Null while nothing is published. */
	current_revision_id: string | null;
	retired_at: Moment | null;
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
