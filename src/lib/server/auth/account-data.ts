import type { Account } from '../../domain/account.ts';
import type { ConfirmPasswordFault } from '../../domain/account-fault.ts';
import { ok, type Result } from '../../domain/result.ts';
import * as accountData from '../db/account-data.ts';
import * as accounts from '../db/accounts.ts';
import * as auditEvents from '../db/audit-events.ts';
import * as collections from '../db/collections.ts';
import type { Services } from '../services.ts';
import { confirmPassword } from './accounts.ts';
import { audit } from './audit.ts';

/**
 * Everything kept about an account, as the pieces of one JSON text; read and sent page by page, so that
 * a long history neither fills the memory nor keeps others waiting.
 *
 * Three columns stay behind: the password's hash and the sessions' hashes, because a copy of them only
 * helps a thief, and the judge's raw reports, because they hold what hidden checks compared.
 */
export async function* exportData({ db, clock }: Services, account: Account): AsyncGenerator<string> {
	yield `{\n"exportedAt": ${JSON.stringify(clock.now().toISOString())}`;
	for (const table of accountData.EXPORTED_TABLES) {
		yield `,\n${JSON.stringify(table)}: [`;
		let isFirst = true;
		for await (const row of accountData.rowsOf(db, table, account.id)) {
			yield `${isFirst ? '' : ','}\n${JSON.stringify(row)}`;
			isFirst = false;
		}
		yield ']';
	}
	yield '\n}\n';
}

/**
 * Deletes the account and every row about it, at once and for good. What admins may have to look up
 * stays, without saying who it was.
 */
export async function deleteAccount(
	services: Services,
	account: Account,
	password: string
): Promise<Result<null, ConfirmPasswordFault>> {
	const confirmed = await confirmPassword(services, account, password);
	if (!confirmed.ok) return confirmed;

	await services.db.transaction().execute(async (tx) => {
		await accounts.lockAccount(tx, account.id);
		await accountData.deleteWork(tx, account.id);
		await collections.leaveToReaders(tx, account.id);
		await auditEvents.anonymize(tx, account.id);
		await accountData.deleteThrottles(tx, account.id);
		await accounts.remove(tx, account.id);
		await audit(services, tx, null, 'account_deleted');
	});
	return ok(null);
}
