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
		const url = new URL(request.url);
		if (url.protocol === 'data:') return Response.received(dataResponse(url.href), url.href, false);
		if (url.protocol !== 'http:' && url.protocol !== 'https:') throw failed(new Error('unknown scheme'));
		if (BAD_PORTS.has(url.port)) throw failed(new Error('bad port'));
		const answer = await networkFetch(request.clone(), dispatcher ?? globalDispatcher());
		const location = answer.headers.get('location');
		const isRedirect = [301, 302, 303, 307, 308].includes(answer.status) && location !== null;
		if (!isRedirect || first.redirect === 'manual')
			return Response.received(answer, withoutFragment(url), redirects > 0);
		if (first.redirect === 'error') throw failed(new Error('unexpected redirect'));
		if (redirects >= REDIRECTS_MAX) throw failed(new Error('redirect count exceeded'));
		request = redirected(request, new URL(location, url), answer.status);
	}
}

function withoutFragment({ href, hash }: URL): string {
	return hash === '' ? href : href.slice(0, -hash.length);
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

/** Fetch Standard, "bad port": nothing that takes mail, files or keys is asked as if it were a web server. */
const BAD_PORTS = new Set(
	'0 1 7 9 11 13 15 17 19 20 21 22 23 25 37 42 43 53 69 77 79 87 95 101 102 103 104 109 110 111 113 115 117 119 123 135 137 139 143 161 179 389 427 465 512 513 514 515 526 530 531 532 540 548 554 556 563 587 601 636 989 990 993 995 1719 1720 1723 2049 3659 4045 4190 5060 5061 6000 6566 6665 6666 6667 6668 6669 6679 6697 10080'.split(
		' '
	)
);

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
