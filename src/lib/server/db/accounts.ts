import { sql, type Kysely, type Selectable } from 'kysely';
import type { Account, Role } from '../../domain/account.ts';
import { databaseOf } from './ddl.ts';
import type { AccountTable, Tables } from './tables.ts';

/** What signing in needs to know; never leaves the server. */
export interface AccountWithSecret {
	account: Account;
	passwordHash: string;
	isSuspended: boolean;
}

/** Databases disagree about the case and width of letters, so this decides when two addresses are one. */
export function normalizeEmail(email: string): string {
	return email.normalize('NFKC').trim().toLowerCase();
}

/** False when the address is taken. */
export async function insert(db: Kysely<Tables>, account: Account, passwordHash: string): Promise<boolean> {
	const inserted = await db
		.insertInto('account')
		.values({
			id: account.id,
			email: account.email,
			email_normalized: normalizeEmail(account.email),
			display_name: account.displayName,
			password_hash: passwordHash,
			role: account.role,
			created_at: account.createdAt.getTime(),
			updated_at: account.createdAt.getTime(),
			suspended_at: null
		})
		.onConflict((conflict) => conflict.column('email_normalized').doNothing())
		.returning('id')
		.executeTakeFirst();
	return inserted !== undefined;
}

export async function findByEmail(db: Kysely<Tables>, email: string): Promise<AccountWithSecret | null> {
	const row = await db
		.selectFrom('account')
		.selectAll()
		.where('email_normalized', '=', normalizeEmail(email))
		.executeTakeFirst();
	return row ? accountWithSecretFrom(row) : null;
}

export async function findById(db: Kysely<Tables>, id: string): Promise<AccountWithSecret | null> {
	const row = await db.selectFrom('account').selectAll().where('id', '=', id).executeTakeFirst();
	return row ? accountWithSecretFrom(row) : null;
}

export async function someoneIsAdmin(db: Kysely<Tables>): Promise<boolean> {
	const admin = await db
		.selectFrom('account')
		.select('id')
		.where('role', '=', 'admin')
		.limit(1)
		.executeTakeFirst();
	return admin !== undefined;
}

export async function setPasswordHash(
	db: Kysely<Tables>,
	id: string,
	passwordHash: string,
	now: Date
): Promise<void> {
	await db
		.updateTable('account')
		.set({ password_hash: passwordHash, updated_at: now.getTime() })
		.where('id', '=', id)
		.execute();
}

/** Replaces a hash only while it is still the one that was verified. */
export async function replacePasswordHash(
	db: Kysely<Tables>,
	id: string,
	verified: string,
	next: string
): Promise<void> {
	await db
		.updateTable('account')
		.set({ password_hash: next })
		.where('id', '=', id)
		.where('password_hash', '=', verified)
		.execute();
}

export async function setDisplayName(
	db: Kysely<Tables>,
	id: string,
	displayName: string,
	now: Date
): Promise<void> {
	await db
		.updateTable('account')
		.set({ display_name: displayName, updated_at: now.getTime() })
		.where('id', '=', id)
		.execute();
}

export async function setRole(db: Kysely<Tables>, id: string, role: Role, now: Date): Promise<void> {
	await db.updateTable('account').set({ role, updated_at: now.getTime() }).where('id', '=', id).execute();
}

/** Two admins who step down at once do so one after the other. */
export async function lockAdmins(tx: Kysely<Tables>): Promise<void> {
	if (databaseOf(tx) === 'sqlite') return;
	await tx.selectFrom('account').select('id').where('role', '=', 'admin').forUpdate().execute();
}

export async function adminsCount(db: Kysely<Tables>): Promise<number> {
	const { admins } = await db
		.selectFrom('account')
		.select((select) => select.fn.countAll<number>().as('admins'))
		.where('role', '=', 'admin')
		.where('suspended_at', 'is', null)
		.executeTakeFirstOrThrow();
	return Number(admins);
}

/** Accounts whose address or name holds the text, by address; and how many there are. */
export async function search(
	db: Kysely<Tables>,
	filter: { text: string; role: Role | null; offset: number; limit: number }
): Promise<{ accounts: Account[]; total: number }> {
	const { text, role, offset, limit } = filter;
	const pattern = `%${normalizeEmail(text).replace(/[\\%_]/g, String.raw`\$&`)}%`;
	const found = db
		.selectFrom('account')
		.$if(role !== null, (query) => query.where('role', '=', role ?? 'learner'))
		.where(({ or, eb }) =>
			or([
				eb('email_normalized', 'like', sql<string>`${pattern} escape '\\'`),
				eb(sql`lower(display_name)`, 'like', sql<string>`${pattern} escape '\\'`)
			])
		);
	const rows = await found
		.select(['id', 'email', 'display_name', 'role', 'created_at'])
		.orderBy('email_normalized')
		.limit(limit)
		.offset(offset)
		.execute();
	const { total } = await found
		.select((select) => select.fn.countAll<number>().as('total'))
		.executeTakeFirstOrThrow();
	return { accounts: rows.map(accountFrom), total: Number(total) };
}

/** With its sessions and everything else that is only about it. */
export async function remove(db: Kysely<Tables>, id: string): Promise<void> {
	await db.deleteFrom('account').where('id', '=', id).execute();
}

/**
 * Makes the transactions of one learner wait for each other, so that what each derives from the
 * others' rows is true. SQLite writes one transaction at a time anyhow; PostgreSQL would let two
 * submissions each overlook the other.
 */
export async function lockAccount(tx: Kysely<Tables>, accountId: string): Promise<void> {
	if (databaseOf(tx) === 'sqlite') return;
	await tx.selectFrom('account').select('id').where('id', '=', accountId).forUpdate().execute();
}

export function accountFrom(
	row: Pick<Selectable<AccountTable>, 'id' | 'email' | 'display_name' | 'role' | 'created_at'>
): Account {
	return {
		id: row.id,
		email: row.email,
		displayName: row.display_name,
		role: row.role,
		createdAt: new Date(row.created_at)
	};
}

function accountWithSecretFrom(row: Selectable<AccountTable>): AccountWithSecret {
	return {
		account: accountFrom(row),
		passwordHash: row.password_hash,
		isSuspended: row.suspended_at !== null
	};
}
