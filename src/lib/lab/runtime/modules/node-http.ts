import { Agent, globalAgent } from '../../services/http/agent.ts';
import { ClientRequest, get, request } from '../../services/http/client-request.ts';
import { validateHeaderName, validateHeaderValue } from '../../services/http/header-fields.ts';
import { IncomingMessage } from '../../services/http/incoming-message.ts';
import { OutgoingMessage } from '../../services/http/outgoing-message.ts';
import { STATUS_CODES } from '../../services/http/reasons.ts';
import { Server, type ServerOptions } from '../../services/http/server.ts';
import { ServerResponse } from '../../services/http/server-response.ts';
import { invalidArgument } from '../node-errors.ts';
import type { LabModule } from './lab-module.ts';

const METHODS =
	'ACL BIND CHECKOUT CONNECT COPY DELETE GET HEAD LINK LOCK M-SEARCH MERGE MKACTIVITY MKCALENDAR MKCOL MOVE NOTIFY OPTIONS PATCH POST PROPFIND PROPPATCH PURGE PUT QUERY REBIND REPORT SEARCH SOURCE SUBSCRIBE TRACE UNBIND UNLINK UNLOCK UNSUBSCRIBE'.split(
		' '
	);

type RequestListener = (request: IncomingMessage, response: ServerResponse) => void;

function createServer(first?: ServerOptions | RequestListener | null, second?: RequestListener): Server {
	const [options, listener] = typeof first === 'function' ? [{}, first] : [first, second];
	if (listener !== undefined && typeof listener !== 'function')
		throw invalidArgument('listener', 'of type function', listener);
	const server = new Server(options);
	if (listener) server.on('request', listener);
	return server;
}

/** `node:http` over the network of the lab: services/http/README.md says what is simplified. */
export const nodeHttp: LabModule = {
	names: ['node:http', 'http'],
	exports: {
		Agent,
		ClientRequest,
		IncomingMessage,
		METHODS,
		OutgoingMessage,
		STATUS_CODES,
		Server,
		ServerResponse,
		createServer,
		get,
		globalAgent,
		maxHeaderSize: 16_384,
		request,
		validateHeaderName,
		validateHeaderValue
	},
	openClasses: [Agent, ClientRequest, IncomingMessage, OutgoingMessage, Server, ServerResponse]
};
