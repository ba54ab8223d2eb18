import type { Kysely } from 'kysely';
import type { AccountTokenTable, Tables } from './tables.ts';

type Purpose = AccountTokenTable['purpose'];

/** Earlier tokens of the purpose no longer work. */
export async function replace(
	db: Kysely<Tables>,
	token: { hash: string; purpose: Purpose; createdAt: Date; expiresAt: Date }
): Promise<void> {
	await db.deleteFrom('account_token').where('purpose', '=', token.purpose).execute();
	await db
		.insertInto('account_token')
		.values({
			token_hash: token.hash,
			purpose: token.purpose,
			created_at: token.createdAt.getTime(),
			expires_at: token.expiresAt.getTime(),
			used_at: null
		})
		.execute();
}

export async function isUsable(
	db: Kysely<Tables>,
	hash: string,
	purpose: Purpose,
	now: Date
): Promise<boolean> {
	const row = await db
		.selectFrom('account_token')
		.select('token_hash')
		.where('token_hash', '=', hash)
		.where('purpose', '=', purpose)
		.where('used_at', 'is', null)
		.where('expires_at', '>', now.getTime())
		.executeTakeFirst();
	return row !== undefined;
}

/** True for exactly one of those who try. */
export async function use(db: Kysely<Tables>, hash: string, purpose: Purpose, now: Date): Promise<boolean> {
	const used = await db
		.updateTable('account_token')
		.set({ used_at: now.getTime() })
		.where('token_hash', '=', hash)
		.where('purpose', '=', purpose)
		.where('used_at', 'is', null)
		.where('expires_at', '>', now.getTime())
		.returning('token_hash')
		.executeTakeFirst();
	return used !== undefined;
}

export async function deletePassed(db: Kysely<Tables>, now: Date): Promise<void> {
	await db.deleteFrom('account_token').where('expires_at', '<=', now.getTime()).execute();
}
