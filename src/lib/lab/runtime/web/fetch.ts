import { Dispatcher, globalDispatcher } from '../../services/http/dispatcher.ts';
import { networkFetch } from '../../services/http/fetch-exchange.ts';
import { base64Bytes, utf8Bytes } from '../encoding.ts';
import { defineGlobal } from '../host.ts';
import { Blob, File } from './blob.ts';
import { FormData } from './form-data.ts';
import { Headers } from './headers.ts';
import { Request, type RequestInit } from './request.ts';
import { Response } from './response.ts';

const REDIRECTS_MAX = 20;

/**
 * `fetch` (Fetch Standard, §5.6) into the lab: a host is a node's name. There is no other network, and any
 * other name fails as an unknown name does in Node.
 */
export async function fetch(
	input: string | URL | Request,
	init?: RequestInit & { dispatcher?: unknown }
): Promise<Response> {
	const request = new Request(input, init);
	request.signal.throwIfAborted();
	return answerTo(request, init?.dispatcher instanceof Dispatcher ? init.dispatcher : null);
}

async function answerTo(first: Request, dispatcher: Dispatcher | null): Promise<Response> {
	let request = first;
	for (let redirects = 0; ; redirects++) {
		const { url } = request;
		if (url.startsWith('data:')) return Response.received(dataResponse(url), url, false);
		if (!/^https?:/.test(url)) throw failed(new Error('unknown scheme'));
		const answer = await networkFetch(request, dispatcher ?? globalDispatcher());
		const location = answer.headers.get('location');
		const isRedirect = [301, 302, 303, 307, 308].includes(answer.status) && location !== null;
		if (!isRedirect || first.redirect === 'manual')
			return Response.received(answer, url.replace(/#.*$/s, ''), redirects > 0);
		if (first.redirect === 'error') throw failed(new Error('unexpected redirect'));
		if (redirects >= REDIRECTS_MAX) throw failed(new Error('redirect count exceeded'));
		request = redirected(request, new URL(location, url), answer.status);
	}
}

/** 303 asks anew; 301 and 302 turn a POST into a GET (Fetch Standard, "HTTP-redirect fetch"). */
function redirected(request: Request, url: URL, status: number): Request {
	const isAskedAnew =
		(status === 303 && request.method !== 'HEAD') || (status < 303 && request.method === 'POST');
	const isElsewhere = new URL(request.url).origin !== url.origin;
	const dropped = [...(isAskedAnew ? OF_BODIES : []), ...(isElsewhere ? OF_ONE_ORIGIN : [])];
	const headers = new Headers(request.headers);
	for (const name of dropped) headers.delete(name);
	if (isAskedAnew) return new Request(url, { method: 'GET', headers, signal: request.signal });
	return new Request(request.at(url), { headers });
}

const OF_BODIES = [
	'content-type',
	'content-length',
	'content-encoding',
	'content-language',
	'content-location'
];
/** What another server has no right to see. */
const OF_ONE_ORIGIN = ['authorization', 'proxy-authorization', 'cookie', 'host'];

function failed(cause: Error): TypeError {
	return new TypeError('fetch failed', { cause });
}

/** `data:` (RFC 2397). */
function dataResponse(url: string): Response {
	const [, type = '', isBase64, data = ''] = /^data:([^,]*?)(;base64)?,(.*)$/s.exec(url) ?? [];
	const text = decodeURIComponent(data);
	return new Response(isBase64 ? base64Bytes(text) : utf8Bytes(text), {
		headers: { 'content-type': type || 'text/plain;charset=US-ASCII' }
	});
}

export function installFetch(): void {
	for (const [name, value] of Object.entries({ Headers, Request, Response, FormData, Blob, File, fetch }))
		defineGlobal(name, value);
}
