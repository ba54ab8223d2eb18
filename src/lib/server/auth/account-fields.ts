import type { ChangeProfileFault, SignUpFault } from '../../domain/account-fault.ts';
import { ACCOUNT } from '../../domain/limits.ts';
import { ok, refuse, type Result } from '../../domain/result.ts';

/** Something, an at sign, and a name with a dot. Only a letter sent there could tell more. */
const EMAIL = /^[^\s@]{1,64}@[^\s@.]+(?:\.[^\s@.]+)+$/;
/** Characters that a page or a log line cannot show as they are. */
const INVISIBLE = /[\p{Cc}\p{Cs}\p{Co}\u2028\u2029\u202a-\u202e\u2066-\u2069]/u;

export function parseEmail(text: string): Result<string, Extract<SignUpFault, { code: 'email_invalid' }>> {
	const email = text.trim();
	if (email.length > ACCOUNT.emailMaxLength || !EMAIL.test(email) || INVISIBLE.test(email)) {
		return refuse({ code: 'email_invalid' });
	}
	return ok(email);
}

export function parseDisplayName(text: string): Result<string, ChangeProfileFault> {
	const name = text.normalize('NFC').trim();
	if (name === '' || name.length > ACCOUNT.displayNameMaxLength || INVISIBLE.test(name)) {
		return refuse({ code: 'display_name_invalid', maxLength: ACCOUNT.displayNameMaxLength });
	}
	return ok(name);
}
