declare module '@hono/node-server' {
	import type { IncomingMessage, Server, ServerOptions, ServerResponse, createServer } from 'node:http';

	/** What `c.env` is: `new Hono<{ Bindings: HttpBindings }>()`. */
	export interface HttpBindings {
		incoming: IncomingMessage;
		outgoing: ServerResponse;
	}
	export type FetchCallback = (request: Request, env: HttpBindings) => Promise<unknown> | unknown;
	export type ServerType = Server;

	export interface Options {
		/** `app.fetch` */
		fetch: FetchCallback;
		/** 3000 when nothing is said. */
		port?: number;
		hostname?: string;
		serverOptions?: ServerOptions;
		createServer?: typeof createServer;
		/** Of no effect here. */
		overrideGlobalObjects?: boolean;
		autoCleanupIncoming?: boolean;
	}

	/** Makes an app a server of the node that runs it: others reach it by the node's name and the port. */
	export function serve(
		options: Options,
		onListening?: (info: { address: string; family: string; port: number }) => void
	): ServerType;
	/** A server that does not listen yet. */
	export function createAdaptorServer(options: Options): ServerType;
	/** What a server of `node:http` is to do with each request. */
	export function getRequestListener(
		fetch: FetchCallback
	): (incoming: IncomingMessage, outgoing: ServerResponse) => Promise<void>;
}
