import type { Kysely } from 'kysely';
import * as auditEvents from '../db/audit-events.ts';
import type { AuditEvent } from '../db/audit-events.ts';
import type { Tables } from '../db/tables.ts';
import type { Services } from '../services.ts';

/** Keeps on record that somebody did something, in the transaction in which it happens. */
export async function audit(
	{ clock, newId }: Pick<Services, 'clock' | 'newId'>,
	tx: Kysely<Tables>,
	actorId: string | null,
	action: AuditEvent['action'],
	target: string | null = null,
	detail: string | null = null
): Promise<void> {
	await auditEvents.insert(tx, { id: newId('aud'), at: clock.now(), actorId, action, target, detail });
}
