/** Refusals of a whole request, before anything was asked of the product. Each code has a page in content/faults/<code>.md. */
export type RequestFault =
	| { code: 'sign_in_required' }
	| { code: 'not_allowed' }
	| { code: 'cross_site_request' }
	| { code: 'database_unavailable'; retryAfterMs: number };
