import type { Account, Role } from '../../domain/account.ts';
import * as accounts from '../db/accounts.ts';
import * as auditEvents from '../db/audit-events.ts';
import type { AuditEvent, AuditEventListing } from '../db/audit-events.ts';
import type { Services } from '../services.ts';

const ACCOUNTS_A_PAGE = 50;
const EVENTS_A_PAGE = 100;

export interface AccountsPage {
	accounts: Account[];
	total: number;
	/** From 1. */
	page: number;
	pagesCount: number;
}

/** For admins: who has an account, found by a part of the address or name. */
export async function listAccounts(
	{ db }: Pick<Services, 'db'>,
	{ text, role, page }: { text: string; role: Role | null; page: number }
): Promise<AccountsPage> {
	const offset = (page - 1) * ACCOUNTS_A_PAGE;
	const found = await accounts.search(db, { text, role, offset, limit: ACCOUNTS_A_PAGE });
	return { ...found, page, pagesCount: Math.max(1, Math.ceil(found.total / ACCOUNTS_A_PAGE)) };
}

export interface AuditPage {
	events: AuditEventListing[];
	/** Where the next page begins; null on the last. */
	next: string | null;
}

/** For admins: what was done, newest first. `before` is what an earlier page gave as `next`. */
export async function listAuditEvents(
	{ db }: Pick<Services, 'db'>,
	{ action, before }: { action: AuditEvent['action'] | null; before: string | null }
): Promise<AuditPage> {
	const events = await auditEvents.list(db, { action, before: placeFrom(before), limit: EVENTS_A_PAGE + 1 });
	const last = events.length > EVENTS_A_PAGE ? events[EVENTS_A_PAGE - 1] : undefined;
	return { events: events.slice(0, EVENTS_A_PAGE), next: last ? `${last.at.getTime()}.${last.id}` : null };
}

/** Anything else than a place is the beginning. */
function placeFrom(text: string | null): { at: Date; id: string } | null {
	const [, at, id] = /^(\d{1,15})\.(aud_[0-9a-f]{32})$/.exec(text ?? '') ?? [];
	return at === undefined || id === undefined ? null : { at: new Date(Number(at)), id };
}
