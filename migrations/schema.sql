-- Generated from the migrations beside it, as SQLite keeps them.

CREATE TABLE "account" (
	"id" text not null primary key,
	"email" text not null,
	"email_normalized" text not null unique,
	"display_name" text not null,
	"password_hash" text not null,
	"role" text not null check (role in ('learner', 'instructor', 'admin')),
	"created_at" integer not null,
	"updated_at" integer not null,
	"suspended_at" integer
) strict;

CREATE TABLE "account_token" (
	"token_hash" text not null primary key,
	"purpose" text not null check (purpose in ('first_admin')),
	"created_at" integer not null,
	"expires_at" integer not null,
	"used_at" integer
) strict;

CREATE TABLE "audit_event" (
	"id" text not null primary key,
	"at" integer not null,
	"actor_id" text,
	"action" text not null,
	"target" text,
	"detail" text
) strict;

CREATE INDEX "audit_event_by_time" on "audit_event" ("at");

CREATE TABLE "collection" (
	"id" text not null primary key,
	"slug" text not null unique,
	"owner_id" text references "account" ("id") on delete set null,
	"title" text not null,
	"summary" text not null,
	"items_json" text not null,
	"version" integer not null,
	"published_at" integer,
	"published_json" text,
	"created_at" integer not null,
	"updated_at" integer not null,
	constraint "collection_published_whole" check ((published_at is null) = (published_json is null))
) strict;

CREATE INDEX "collection_by_owner" on "collection" ("owner_id", "updated_at");

CREATE INDEX "collection_by_publication" on "collection" ("published_at");

CREATE TABLE "draft" (
	"account_id" text not null references "account" ("id") on delete cascade,
	"workspace_key" text not null,
	"files_json" text not null,
	"version" integer not null,
	"updated_at" integer not null,
	constraint "draft_key" primary key ("account_id", "workspace_key")
) strict;

CREATE TABLE "exercise" (
	"slug" text not null primary key,
	"current_revision_id" text,
	"retired_at" integer,
	"origin" text default 'folder' not null check (origin in ('folder', 'studio'))
) strict;

CREATE TABLE "exercise_draft" (
	"id" text not null primary key,
	"slug" text not null unique,
	"owner_id" text not null references "account" ("id") on delete cascade,
	"texts_json" text not null,
	"title" text not null,
	"content_hash" text,
	"version" integer not null,
	"created_at" integer not null,
	"updated_at" integer not null,
	"updated_by" text references "account" ("id") on delete set null
) strict;

CREATE INDEX "exercise_draft_by_owner" on "exercise_draft" ("owner_id", "updated_at");

CREATE TABLE "exercise_draft_share" (
	"draft_id" text not null references "exercise_draft" ("id") on delete cascade,
	"account_id" text not null references "account" ("id") on delete cascade,
	"shared_at" integer not null,
	constraint "exercise_draft_share_key" primary key ("draft_id", "account_id")
) strict;

CREATE INDEX "exercise_draft_share_by_account" on "exercise_draft_share" ("account_id");

CREATE TABLE "exercise_draft_version" (
	"draft_id" text not null references "exercise_draft" ("id") on delete cascade,
	"version" integer not null,
	"texts_json" text not null,
	"saved_at" integer not null,
	"saved_by" text references "account" ("id") on delete set null,
	constraint "exercise_draft_version_key" primary key ("draft_id", "version")
) strict;

CREATE TABLE "exercise_revision" (
	"id" text not null primary key,
	"exercise_slug" text not null references "exercise" ("slug"),
	"number" integer not null,
	"content_hash" text not null,
	"source_json" text not null,
	"verification_json" text not null,
	"published_at" integer not null,
	"published_by" text references "account" ("id") on delete set null,
	"note" text default '' not null,
	constraint "exercise_revision_number" unique ("exercise_slug", "number"),
	constraint "exercise_revision_content" unique ("exercise_slug", "content_hash")
) strict;

CREATE TABLE "exercise_verification" (
	"exercise_slug" text not null,
	"content_hash" text not null,
	"engine_hash" text not null,
	"verified_at" integer not null,
	"verified_by" text references "account" ("id") on delete set null,
	"faults_json" text not null,
	"verification_json" text,
	constraint "exercise_verification_key" primary key ("content_hash", "engine_hash")
) strict;

CREATE TABLE "file_snapshot" (
	"id" text not null primary key,
	"files_json" text not null
) strict;

CREATE TABLE "lesson_visit" (
	"account_id" text not null references "account" ("id") on delete cascade,
	"lesson_slug" text not null,
	"section_id" text,
	"visited_at" integer not null,
	constraint "lesson_visit_key" primary key ("account_id", "lesson_slug")
) strict;

CREATE TABLE "prediction_answer" (
	"account_id" text not null references "account" ("id") on delete cascade,
	"lesson_slug" text not null,
	"prediction_id" text not null,
	"choice_id" text not null,
	"answered_at" integer not null,
	constraint "prediction_answer_key" primary key ("account_id", "lesson_slug", "prediction_id")
) strict;

CREATE TABLE "rate_limit" (
	"key" text not null primary key,
	"theoretical_arrival_at" integer not null
) strict;

CREATE TABLE "session" (
	"token_hash" text not null primary key,
	"id" text not null unique,
	"account_id" text not null references "account" ("id") on delete cascade,
	"created_at" integer not null,
	"expires_at" integer not null,
	"absolute_expires_at" integer not null,
	"last_seen_at" integer not null,
	"user_agent" text
) strict;

CREATE INDEX "session_by_account" on "session" ("account_id");

CREATE INDEX "session_by_expiry" on "session" ("expires_at");

CREATE TABLE "submission" (
	"id" text not null primary key,
	"client_key" text not null,
	"learner_id" text not null references "account" ("id") on delete cascade,
	"exercise_slug" text not null references "exercise" ("slug"),
	"exercise_revision_id" text not null references "exercise_revision" ("id"),
	"file_snapshot_id" text not null references "file_snapshot" ("id"),
	"submitted_at" integer not null,
	"state" text not null check (state in ('queued', 'judging', 'judged')),
	"tries_count" integer not null,
	"claimed_at" integer,
	"lease_expires_at" integer,
	"judged_at" integer,
	"verdict" text check (verdict in ('internal_error', 'compile_error', 'time_limit_exceeded', 'memory_limit_exceeded', 'output_limit_exceeded', 'runtime_error', 'wrong_answer', 'accepted')),
	"report_json" text,
	constraint "submission_once" unique ("learner_id", "client_key"),
	constraint "submission_judged_has_verdict" check ((state = 'judged') = (verdict is not null and judged_at is not null))
) strict;

CREATE INDEX "submission_by_learner" on "submission" ("learner_id", "exercise_slug", "submitted_at");

CREATE INDEX "submission_by_snapshot" on "submission" ("file_snapshot_id");

CREATE INDEX "submission_queue" on "submission" ("state", "submitted_at");
