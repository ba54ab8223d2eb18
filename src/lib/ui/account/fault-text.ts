import type { AccountFault } from '#lib/domain/account-fault.ts';

/** Which question of a form a refusal is about; null when it is about all of it. */
export function fieldOf(
	fault: AccountFault
): 'email' | 'displayName' | 'newPassword' | 'currentPassword' | null {
	switch (fault.code) {
		case 'email_invalid':
		case 'sign_up_refused':
			return 'email';
		case 'display_name_invalid':
			return 'displayName';
		case 'password_too_short':
		case 'password_too_long':
		case 'password_unreadable':
		case 'password_common':
			return 'newPassword';
		case 'password_wrong':
			return 'currentPassword';
		default:
			return null;
	}
}

/** What is wrong and what to do, in one or two sentences. */
export function textOf(fault: AccountFault): string {
	switch (fault.code) {
		case 'email_invalid':
			return 'This is not an e-mail address. It looks like ada@example.org.';
		case 'display_name_invalid':
			return `A name has 1 to ${fault.maxLength} characters, all of them visible.`;
		case 'password_too_short':
			return `At least ${fault.minLength} characters. A sentence is good.`;
		case 'password_too_long':
			return `At most ${fault.maxBytes} bytes, so that checking it stays quick.`;
		case 'password_unreadable':
			return 'It holds half of a character, perhaps from copying. Type it again.';
		case 'password_common':
			return 'This is among the first passwords that are guessed. A sentence is better.';
		case 'password_wrong':
			return 'This is not your current password.';
		case 'sign_up_refused':
			return 'An account could not be made with this address. If you have one, sign in.';
		case 'sign_in_refused':
			return 'Address and password do not fit. Check both for slips.';
		case 'too_many_tries':
			return `Too many tries. Try again in ${inWords(fault.retryAfterMs)}.`;
		case 'server_busy':
			return `The server is busy. Try again in ${inWords(fault.retryAfterMs)}.`;
		case 'session_unknown':
			return 'This session has already ended.';
		case 'account_unknown':
			return 'There is no such account any more. Look for it again.';
		case 'last_admin':
			return 'This is the only admin. Make somebody else one first.';
		case 'setup_link_invalid':
			return 'This set-up link no longer works.';
	}
}

function inWords(ms: number): string {
	const seconds = Math.ceil(ms / 1000);
	if (seconds < 90) return seconds === 1 ? 'a second' : `${seconds} seconds`;
	return `${Math.ceil(seconds / 60)} minutes`;
}
