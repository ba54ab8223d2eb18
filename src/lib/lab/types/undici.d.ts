declare module 'undici' {
	/** What `fetch` gets its connections from. */
	export interface Dispatcher {
		readonly headersTimeoutMs: number;
		readonly bodyTimeoutMs: number;
	}

	/** Keeps the connections of `fetch`: those to each origin in a pool of their own. Times are milliseconds. */
	export class Agent implements Dispatcher {
		constructor(options?: {
			/** To one origin, at the same time; more requests wait in line. Without it there is no limit. */
			connections?: number | null;
			/** How long an idle connection is kept when the server says nothing: 4000. */
			keepAliveTimeout?: number;
			/** The longest, whatever the server says: 600,000. */
			keepAliveMaxTimeout?: number;
			/** So much sooner than the server would: 2000. */
			keepAliveTimeoutThreshold?: number;
			/** From a request to the head of its answer: 300,000. 0 is no limit. */
			headersTimeout?: number;
			/** Between two parts of a body: 300,000. 0 is no limit. */
			bodyTimeout?: number;
			/** 10,000 */
			connectTimeout?: number;
			connect?: { timeout?: number };
			pipelining?: 1;
		});
		readonly headersTimeoutMs: number;
		readonly bodyTimeoutMs: number;
		/** Closes idle connections. */
		close(): Promise<void>;
	}

	/** From now on, for the `fetch` of this process. */
	export function setGlobalDispatcher(dispatcher: Dispatcher): void;
	export function getGlobalDispatcher(): Dispatcher;

	class UndiciError extends Error {
		/** `UND_ERR_CONNECT_TIMEOUT`, `UND_ERR_HEADERS_TIMEOUT`, `UND_ERR_BODY_TIMEOUT`, `UND_ERR_SOCKET`. */
		readonly code: string;
	}
	export const errors: { readonly UndiciError: typeof UndiciError };

	const theFetch: typeof fetch;
	const theFormData: typeof FormData;
	const theHeaders: typeof Headers;
	const theRequest: typeof Request;
	const theResponse: typeof Response;
	export {
		theFetch as fetch,
		theFormData as FormData,
		theHeaders as Headers,
		theRequest as Request,
		theResponse as Response
	};
}
