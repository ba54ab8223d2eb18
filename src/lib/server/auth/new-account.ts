import type { Account } from '../../domain/account.ts';
import type { SignUpFault } from '../../domain/account-fault.ts';
import { ok, type Result } from '../../domain/result.ts';
import type { Services } from '../services.ts';
import { parseDisplayName, parseEmail } from './account-fields.ts';
import { checkPassword } from './passwords.ts';
import { throttleSignUp } from './throttles.ts';

export interface SignUpForm {
	email: string;
	displayName: string;
	password: string;
}

export interface NewAccount {
	account: Account;
	passwordHash: string;
}

/** Makes an account of what somebody typed: checked, throttled, its password hashed, not yet stored. */
export async function newAccountFrom(
	services: Services,
	form: SignUpForm,
	role: Account['role'],
	address: string
): Promise<Result<NewAccount, SignUpFault>> {
	const email = parseEmail(form.email);
	if (!email.ok) return email;
	const displayName = parseDisplayName(form.displayName);
	if (!displayName.ok) return displayName;
	const password = checkPassword(form.password);
	if (!password.ok) return password;

	const throttled = await throttleSignUp(services, address);
	if (!throttled.ok) return throttled;
	const passwordHash = await services.passwords.hash(password.value);
	if (!passwordHash.ok) return passwordHash;

	const account: Account = {
		id: services.newId('acc'),
		email: email.value,
		displayName: displayName.value,
		role,
		createdAt: services.clock.now()
	};
	return ok({ account, passwordHash: passwordHash.value });
}
