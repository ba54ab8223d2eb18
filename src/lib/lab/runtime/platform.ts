import { installAbort } from './abort.ts';
import { inThisContext, installAsyncContext } from './async-context.ts';
import { Buffer } from './buffer.ts';
import { installClock } from './clock.ts';
import { installConsole } from './console.ts';
import { installDispose } from './dispose.ts';
import { installDomException } from './dom-exception.ts';
import { installEncoding } from './encoding.ts';
import { installEvents } from './events.ts';
import { append, defineGlobal, defineOn } from './host.ts';
import { installIntl } from './intl.ts';
import { performance } from './perf-hooks.ts';
import { process } from './process.ts';
import { installRandom } from './random.ts';
import { installStructuredClone } from './structured-clone.ts';
import { installTimers } from './timer-globals.ts';
import { installCrypto } from './web/crypto.ts';
import { installFetch } from './web/fetch.ts';
import { installStreams } from './web/streams.ts';
import { installTextCodec } from './web/text-codec.ts';
import { installUrl } from './web/url.ts';

/** The globals of the machine. Imported first: the libraries of the check framework need some of them as they load. */
installConsole();
installAsyncContext();
installClock();
installTimers();
installRandom();
installEncoding();
installDomException();
installEvents();
installAbort();
installStructuredClone();
installUrl();
installTextCodec();
installStreams();
installFetch();
installCrypto();
installDispose();
installIntl();
defineGlobal('global', globalThis);
defineGlobal('self', globalThis);
defineGlobal('Buffer', Buffer);
defineGlobal('performance', performance);
const resolved = Promise.resolve();
defineGlobal('queueMicrotask', function queueMicrotask(callback: unknown) {
	if (typeof callback !== 'function')
		throw new TypeError('The "callback" argument must be of type function.');
	const bound = inThisContext((...args) => Reflect.apply(callback, undefined, args));
	void resolved.then(() => bound());
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
defineGlobal('process', process);
