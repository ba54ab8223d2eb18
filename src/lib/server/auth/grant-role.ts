import type { Account, Role } from '../../domain/account.ts';
import type { GrantRoleFault } from '../../domain/account-fault.ts';
import { ok, refuse, type Result } from '../../domain/result.ts';
import * as accounts from '../db/accounts.ts';
import type { Services } from '../services.ts';
import { audit } from './audit.ts';

/** Only for who can run commands on the server. */
export async function grantRoleByEmail(
	services: Services,
	email: string,
	role: Role
): Promise<Result<Account, GrantRoleFault>> {
	const found = await accounts.findByEmail(services.db, email);
	return found ? setRole(services, null, found.account, role) : refuse({ code: 'account_unknown' });
}

/** By an admin, on the site. */
export async function grantRole(
	services: Services,
	admin: Account,
	accountId: string,
	role: Role
): Promise<Result<Account, GrantRoleFault>> {
	const found = await accounts.findById(services.db, accountId);
	return found ? setRole(services, admin.id, found.account, role) : refuse({ code: 'account_unknown' });
}

/** The new role holds from the account's next request on. Somebody stays admin. */
async function setRole(
	services: Services,
	actorId: string | null,
	account: Account,
	role: Role
): Promise<Result<Account, GrantRoleFault>> {
	const { db, clock } = services;
	return db.transaction().execute(async (tx) => {
		await accounts.lockAdmins(tx);
		if (account.role === 'admin' && role !== 'admin' && (await accounts.adminsCount(tx)) <= 1)
			return refuse({ code: 'last_admin' });
		await accounts.setRole(tx, account.id, role, clock.now());
		await audit(services, tx, actorId, 'role_granted', account.id, role);
		return ok({ ...account, role });
	});
}
