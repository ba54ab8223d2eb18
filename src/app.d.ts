import type { Account } from './lib/domain/account.ts';
import type { Services } from './lib/server/services.ts';

declare global {
	namespace App {
		interface Locals {
			services: Services;
			/** Null for a visitor who is not signed in. */
			account: Account | null;
			/** Of `account`; what the account page shows, not the cookie's value. */
			sessionId: string | null;
			/** In the log of this request, and on its error page. */
			requestId: string;
		}

		interface Error {
			message: string;
			/** Under which the log has the rest. */
			requestId?: string;
		}
	}
}

export {};
