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
	'access_refused'
] as const;

/** Something an admin may have to look up later. Holds ids, never addresses or names. */
export interface AuditEvent {
	id: string;
	at: Date;
	/** Null for a stranger. */
	actorId: string | null;
	action: (typeof AUDITED_ACTIONS)[number];
	target: string | null;
}

export async function insert(db: Kysely<Tables>, event: AuditEvent): Promise<void> {
	await db
		.insertInto('audit_event')
		.values({
			id: event.id,
			at: event.at.getTime(),
			actor_id: event.actorId,
			action: event.action,
			target: event.target
		})
		.execute();
}

/** What happened stays on record; who it was does not. */
export async function anonymize(db: Kysely<Tables>, accountId: string): Promise<void> {
	await db.updateTable('audit_event').set({ actor_id: null }).where('actor_id', '=', accountId).execute();
	await db.updateTable('audit_event').set({ target: null }).where('target', '=', accountId).execute();
}
