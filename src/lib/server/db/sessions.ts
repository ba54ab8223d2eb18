import type { Kysely, Selectable } from 'kysely';
import type { Account } from '../../domain/account.ts';
import { accountFrom } from './accounts.ts';
import type { SessionTable, Tables } from './tables.ts';

/** Being signed in on one device. */
export interface Session {
	/** What the account page shows and ends; worthless as a credential. */
	id: string;
	accountId: string;
	createdAt: Date;
	/** When it ends unless it is used before: never after `absoluteExpiresAt`. */
	expiresAt: Date;
	absoluteExpiresAt: Date;
	lastSeenAt: Date;
	userAgent: string | null;
}

export interface SessionOwner {
	session: Session;
	account: Account;
	isSuspended: boolean;
}

export async function insert(db: Kysely<Tables>, tokenHash: string, session: Session): Promise<void> {
	await db
		.insertInto('session')
		.values({
			token_hash: tokenHash,
			id: session.id,
			account_id: session.accountId,
			created_at: session.createdAt.getTime(),
			expires_at: session.expiresAt.getTime(),
			absolute_expires_at: session.absoluteExpiresAt.getTime(),
			last_seen_at: session.lastSeenAt.getTime(),
			user_agent: session.userAgent
		})
		.execute();
}

export async function findByTokenHash(db: Kysely<Tables>, tokenHash: string): Promise<SessionOwner | null> {
	const row = await db
		.selectFrom('session')
		.innerJoin('account', 'account.id', 'session.account_id')
		.selectAll('session')
		.select(['account.email', 'account.display_name', 'account.role', 'account.suspended_at'])
		.select('account.created_at as account_created_at')
		.where('session.token_hash', '=', tokenHash)
		.executeTakeFirst();
	if (!row) return null;
	return {
		session: sessionFrom(row),
		account: accountFrom({ ...row, id: row.account_id, created_at: row.account_created_at }),
		isSuspended: row.suspended_at !== null
	};
}

/** Newest first; without those that have run out. */
export async function listOf(db: Kysely<Tables>, accountId: string, now: Date): Promise<Session[]> {
	const rows = await db
		.selectFrom('session')
		.selectAll()
		.where('account_id', '=', accountId)
		.where('expires_at', '>', now.getTime())
		.where('absolute_expires_at', '>', now.getTime())
		.orderBy('last_seen_at', 'desc')
		.orderBy('id')
		.limit(100)
		.execute();
	return rows.map(sessionFrom);
}

export async function extend(
	db: Kysely<Tables>,
	tokenHash: string,
	expiresAt: Date,
	now: Date
): Promise<void> {
	await db
		.updateTable('session')
		.set({ expires_at: expiresAt.getTime(), last_seen_at: now.getTime() })
		.where('token_hash', '=', tokenHash)
		.execute();
}

export async function markSeen(db: Kysely<Tables>, tokenHash: string, now: Date): Promise<void> {
	await db
		.updateTable('session')
		.set({ last_seen_at: now.getTime() })
		.where('token_hash', '=', tokenHash)
		.execute();
}

export async function deleteByTokenHash(db: Kysely<Tables>, tokenHash: string): Promise<void> {
	await db.deleteFrom('session').where('token_hash', '=', tokenHash).execute();
}

/** False when the account has no such session: another account's is as good as none. */
export async function deleteOwn(db: Kysely<Tables>, accountId: string, sessionId: string): Promise<boolean> {
	const ended = await db
		.deleteFrom('session')
		.where('id', '=', sessionId)
		.where('account_id', '=', accountId)
		.executeTakeFirst();
	return ended.numDeletedRows > 0n;
}

/** How many it ended. */
export async function deleteAllOf(
	db: Kysely<Tables>,
	accountId: string,
	exceptSessionId: string | null = null
): Promise<number> {
	const ended = await db
		.deleteFrom('session')
		.where('account_id', '=', accountId)
		.$if(exceptSessionId !== null, (query) => query.where('id', '<>', exceptSessionId ?? ''))
		.executeTakeFirst();
	return Number(ended.numDeletedRows);
}

export async function deletePassed(db: Kysely<Tables>, now: Date): Promise<void> {
	await db
		.deleteFrom('session')
		.where((where) =>
			where.or([where('expires_at', '<=', now.getTime()), where('absolute_expires_at', '<=', now.getTime())])
		)
		.execute();
}

function sessionFrom(row: Selectable<SessionTable>): Session {
	return {
		id: row.id,
		accountId: row.account_id,
		createdAt: new Date(row.created_at),
		expiresAt: new Date(row.expires_at),
		absoluteExpiresAt: new Date(row.absolute_expires_at),
		lastSeenAt: new Date(row.last_seen_at),
		userAgent: row.user_agent
	};
}
