import type { Kysely } from 'kysely';
import type { Tables } from './tables.ts';

export const AUDITED_ACTIONS = [
	'account_created',
	'account_deleted',
	'sign_up_refused',
	'sign_in_refused',
	'password_changed',
	'first_admin_claimed',
	'role_granted',
	'access_refused',
	'source_draft_created',
	'source_draft_shared',
	'source_draft_unshared',
	'source_draft_deleted',
	'source_verified',
	'exercise_published',
	'exercise_retired',
	'exercise_restored',
	'collection_created',
	'collection_published',
	'collection_unpublished',
	'collection_deleted'
] as const;

/** Something an admin may have to look up later. Holds ids, never addresses or names. */
export interface AuditEvent {
	id: string;
	at: Date;
	/** Null for a stranger. */
	actorId: string | null;
	action: (typeof AUDITED_ACTIONS)[number];
	target: string | null;
	/** What the action does not say by itself: the role that was granted. */
	detail: string | null;
}

export interface AuditEventListing extends AuditEvent {
	actorName: string | null;
	/** Of a target that is an account. */
	targetName: string | null;
}

export async function insert(db: Kysely<Tables>, event: AuditEvent): Promise<void> {
	await db
		.insertInto('audit_event')
		.values({
			id: event.id,
			at: event.at.getTime(),
			actor_id: event.actorId,
			action: event.action,
			target: event.target,
			detail: event.detail
		})
		.execute();
}

/**
 * What happened last, newest first, before a moment and an id: who pages on is not confused by what happens
 * meanwhile.
 */
export async function list(
	db: Kysely<Tables>,
	filter: { action: AuditEvent['action'] | null; before: { at: Date; id: string } | null; limit: number }
): Promise<AuditEventListing[]> {
	const { action, before, limit } = filter;
	const rows = await db
		.selectFrom('audit_event')
		.leftJoin('account as actor', 'actor.id', 'audit_event.actor_id')
		.leftJoin('account as target', 'target.id', 'audit_event.target')
		.selectAll('audit_event')
		.select(['actor.display_name as actor_name', 'target.display_name as target_name'])
		.$if(action !== null, (query) => query.where('audit_event.action', '=', action ?? ''))
		.$if(before !== null, (query) =>
			query.where((where) =>
				where(
					where.refTuple('audit_event.at', 'audit_event.id'),
					'<',
					where.tuple(before?.at.getTime() ?? 0, before?.id ?? '')
				)
			)
		)
		.orderBy('audit_event.at', 'desc')
		.orderBy('audit_event.id', 'desc')
		.limit(limit)
		.execute();
	return rows.flatMap((row) => {
		const known = AUDITED_ACTIONS.find((each) => each === row.action);
		// A newer release may have written an action this one does not know.
		if (!known) return [];
		return {
			id: row.id,
			at: new Date(row.at),
			actorId: row.actor_id,
			action: known,
			target: row.target,
			detail: row.detail,
			actorName: row.actor_name,
			targetName: row.target_name
		};
	});
}

/** What happened stays on record; who it was does not. */
export async function anonymize(db: Kysely<Tables>, accountId: string): Promise<void> {
	await db.updateTable('audit_event').set({ actor_id: null }).where('actor_id', '=', accountId).execute();
	await db.updateTable('audit_event').set({ target: null }).where('target', '=', accountId).execute();
}
