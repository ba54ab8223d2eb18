import { setTimer } from '../clock.ts';
import { base64Bytes, utf8Bytes } from '../encoding.ts';
import { defineGlobal } from '../host.ts';
import { Blob, File } from './blob.ts';
import { FormData } from './form-data.ts';
import { Headers } from './headers.ts';
import { Request, type RequestInit } from './request.ts';
import { Response } from './response.ts';

/** A server inside the lab: what it does with a request. */
export type Host = (request: Request) => Promise<Response> | Response;

const hosts = new Map<string, Host>();

/** From now on, requests to this host (`api.example.com`, `localhost:3000`) are answered so. */
export function registerHost(name: string, host: Host): void {
	hosts.set(name, host);
}

export function removeHost(name: string): void {
	hosts.delete(name);
}

const REDIRECTS_MAX = 20;

/**
 * `fetch` (Fetch Standard, §5.6) into the lab. There is no network: only hosts of the lab answer, and
 * any other name fails as an unknown name does in Node.
 */
export async function fetch(input: string | URL | Request, init?: RequestInit): Promise<Response> {
	const request = new Request(input, init);
	request.signal.throwIfAborted();
	return new Promise((resolve, reject) => {
		const abort = () => reject(request.signal.reason);
		request.signal.addEventListener('abort', abort, { once: true });
		// An answer takes a turn of the event loop at least, as it does everywhere.
		setTimer(() => {
			answerTo(request)
				.then(resolve, reject)
				.finally(() => request.signal.removeEventListener('abort', abort));
		}, 0);
	});
}

async function answerTo(first: Request): Promise<Response> {
	let request = first;
	for (let redirects = 0; ; redirects++) {
		const url = new URL(request.url);
		if (url.protocol === 'data:') return Response.received(dataResponse(url.href), url.href, false);
		const answer = await hostOf(url)(request.clone());
		const location = answer.headers.get('location');
		const isRedirect = [301, 302, 303, 307, 308].includes(answer.status) && location !== null;
		if (!isRedirect || first.redirect === 'manual') return Response.received(answer, url.href, redirects > 0);
		if (first.redirect === 'error') throw failed(new Error('unexpected redirect'));
		if (redirects >= REDIRECTS_MAX) throw failed(new Error('redirect count exceeded'));
		request = redirected(request, new URL(location, url), answer.status);
	}
}

/** 303 asks anew; 301 and 302 turn a POST into a GET (Fetch Standard, "HTTP-redirect fetch"). */
function redirected(request: Request, url: URL, status: number): Request {
	const isAskedAnew =
		(status === 303 && request.method !== 'HEAD') || (status < 303 && request.method === 'POST');
	if (!isAskedAnew) return request.at(url);
	const headers = new Headers(request.headers);
	for (const name of ['content-type', 'content-length', 'content-encoding']) headers.delete(name);
	return new Request(url, { method: 'GET', headers, signal: request.signal });
}

function hostOf(url: URL): Host {
	if (url.protocol !== 'http:' && url.protocol !== 'https:') throw failed(new Error('unknown scheme'));
	const host = hosts.get(url.host);
	if (host) return host;
	const known = hosts.size === 0 ? 'There is none' : `There are ${[...hosts.keys()].join(', ')}`;
	const cause = new Error(
		`getaddrinfo ENOTFOUND ${url.hostname}: this lab has no network, only hosts of its own. ${known}.`
	);
	throw failed(
		Object.assign(cause, { errno: -3008, code: 'ENOTFOUND', syscall: 'getaddrinfo', hostname: url.hostname })
	);
}

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
