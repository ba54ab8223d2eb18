import { Buffer } from './buffer.ts';
import { installClock } from './clock.ts';
import { installConsole } from './console.ts';
import { installDispose } from './dispose.ts';
import { installEncoding } from './encoding.ts';
import { installEvents } from './events.ts';
import { append, defineGlobal, defineOn } from './host.ts';
import { installIntl } from './intl.ts';
import { installRandom } from './random.ts';
import { installStructuredClone } from './structured-clone.ts';
import { installFetch } from './web/fetch.ts';
import { installStreams } from './web/streams.ts';
import { installTextCodec } from './web/text-codec.ts';
import { installUrl } from './web/url.ts';

/** The globals of the machine. Imported first: the libraries of the check framework need some of them as they load. */
installConsole();
installClock();
installRandom();
installEncoding();
installEvents();
installStructuredClone();
installUrl();
installTextCodec();
installStreams();
installFetch();
installDispose();
installIntl();
defineGlobal('global', globalThis);
defineGlobal('self', globalThis);
defineGlobal('Buffer', Buffer);
const resolved = Promise.resolve();
defineGlobal('queueMicrotask', function queueMicrotask(callback: unknown) {
	if (typeof callback !== 'function')
		throw new TypeError('The "callback" argument must be of type function.');
	void resolved.then(() => callback());
});
/** What other engines have and QuickJS lacks. */
if (!('fromAsync' in Array)) {
	defineOn(
		Array,
		'fromAsync',
		async function fromAsync(items: AsyncIterable<unknown>, map?: (item: unknown, index: number) => unknown) {
			const list: unknown[] = [];
			for await (const item of items) append(list, map ? await map(item, list.length) : item);
			return list;
		}
	);
}
if (!('captureStackTrace' in Error)) {
	defineOn(Error, 'captureStackTrace', function captureStackTrace(target: object) {
		defineOn(target, 'stack', new Error().stack);
	});
}
defineGlobal('process', {
	env: {},
	argv: ['node', 'main.ts'],
	platform: 'linux',
	version: 'v24.0.0',
	cwd: () => '/',
	nextTick: (callback: (...args: unknown[]) => void, ...args: unknown[]) =>
		void resolved.then(() => callback(...args)),
	exit(code?: number) {
		throw new Error(`process.exit(${code ?? 0}) does not end a run here; return instead.`);
	}
});
