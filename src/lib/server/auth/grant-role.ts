import type { Account, Role } from '../../domain/account.ts';
import { ok, refuse, type Result } from '../../domain/result.ts';
import * as accounts from '../db/accounts.ts';
import type { Services } from '../services.ts';
import { audit } from './audit.ts';

/** Only for who can run commands on the server. The new role holds from the next request on. */
export async function grantRole(
	services: Services,
	email: string,
	role: Role
): Promise<Result<Account, { code: 'account_unknown' }>> {
	const { db, clock } = services;
	const found = await accounts.findByEmail(db, email);
	if (!found) return refuse({ code: 'account_unknown' });

	await db.transaction().execute(async (tx) => {
		await accounts.setRole(tx, found.account.id, role, clock.now());
		await audit(services, tx, null, 'role_granted', found.account.id);
	});
	return ok({ ...found.account, role });
}
