/** Refusals about accounts. Each code has a page in content/faults/<code>.md. */

export type PasswordFault =
	| { code: 'password_too_short'; minLength: number }
	| { code: 'password_too_long'; maxBytes: number }
	| { code: 'password_unreadable' }
	| { code: 'password_common' };

export type ServerBusyFault = { code: 'server_busy'; retryAfterMs: number };

export type TooManyTriesFault = { code: 'too_many_tries'; retryAfterMs: number };

export type SignUpFault =
	| PasswordFault
	| ServerBusyFault
	| TooManyTriesFault
	| { code: 'email_invalid' }
	| { code: 'display_name_invalid'; maxLength: number }
	/** Says no more, so that nobody learns from it who has an account. */
	| { code: 'sign_up_refused' };

/** Unknown address, wrong password and suspended account are one answer. */
export type SignInFault = ServerBusyFault | TooManyTriesFault | { code: 'sign_in_refused' };

export type ConfirmPasswordFault = ServerBusyFault | TooManyTriesFault | { code: 'password_wrong' };

export type ChangePasswordFault = ConfirmPasswordFault | PasswordFault;

export type ChangeProfileFault = { code: 'display_name_invalid'; maxLength: number };

export type EndSessionFault = { code: 'session_unknown' };

/** Also when somebody else was faster: one first admin is enough. */
export type ClaimFirstAdminFault = SignUpFault | { code: 'setup_link_invalid' };

/** Somebody has to stay admin. */
export type GrantRoleFault = { code: 'account_unknown' } | { code: 'last_admin' };

export type AccountFault =
	| SignUpFault
	| SignInFault
	| ChangePasswordFault
	| ChangeProfileFault
	| EndSessionFault
	| GrantRoleFault
	| ClaimFirstAdminFault;
