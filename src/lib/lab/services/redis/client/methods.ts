import { LabUnsupportedError } from '../../../kernel/network-error.ts';
import { defineOn } from '../../../runtime/host.ts';
import { optionsOf, type Words } from './argument-forms.ts';
import { RedisClient } from './client.ts';
import { CLIENT_COMMANDS } from './commands.ts';
import { NO_MAPPING } from './decode.ts';
import { RedisMulti } from './multi.ts';
import { refuseOn } from './refusals.ts';

/** The methods that are data: one for each row of the table, and a refusal for each command the lab has not. */
for (const { names, write, reply } of CLIENT_COMMANDS) {
	const method = function (this: RedisClient, ...args: unknown[]): Promise<unknown> {
		const words: Words = [];
		try {
			write(words, args);
		} catch (error) {
			return Promise.reject(error);
		}
		const raw = this.sendCommand(words);
		if (!reply) return raw;
		const { typeMapping = NO_MAPPING } = this._commandOptions;
		return raw.then((value) => reply(value, typeMapping, this.options.RESP === 2));
	};
	for (const name of names) defineOn(RedisClient.prototype, name, method);
}

/** Where the library has it; so it is locked with the client. */
defineOn(RedisClient.prototype, 'Multi', RedisMulti);

refuseOn(RedisClient.prototype, (error) => Promise.reject(error));
for (const name of ['legacy', 'createPool', 'reset', 'hScanNoValuesIterator'])
	defineOn(RedisClient.prototype, name, () => {
		throw new LabUnsupportedError(`redis client method "${name}"`);
	});
/** `select` is also `SELECT`; so are those that are no rows of the table. */
const written: Readonly<Record<string, unknown>> = Object.fromEntries(
	Object.entries(Object.getOwnPropertyDescriptors(RedisClient.prototype)).map(([name, { value }]) => [
		name,
		value
	])
);
for (const name of 'select subscribe pSubscribe sSubscribe unsubscribe pUnsubscribe sUnsubscribe watch unwatch multi quit'.split(
	' '
))
	defineOn(RedisClient.prototype, name.toUpperCase(), written[name]);

/** `for await (const keys of client.scanIterator())`: a page at a time, until the cursor is 0 again. */
const PAGES = {
	scanIterator: ['scan', 'keys'],
	hScanIterator: ['hScan', 'entries'],
	hScanValuesIterator: ['hScan', 'entries'],
	sScanIterator: ['sScan', 'members'],
	zScanIterator: ['zScan', 'members']
} as const;
for (const [name, [scan, field]] of Object.entries(PAGES)) {
	const isOfKey = scan !== 'scan';
	defineOn(RedisClient.prototype, name, async function* (this: RedisClient, ...args: unknown[]) {
		const options = optionsOf(args[isOfKey ? 1 : 0]);
		let cursor: unknown = options['cursor'] ?? '0';
		do {
			const method: unknown = written[scan];
			if (typeof method !== 'function') return;
			const page = optionsOf(
				await Reflect.apply(method, this, [...(isOfKey ? [args[0]] : []), cursor, options])
			);
			cursor = page['cursor'];
			const items = page[field];
			yield name === 'hScanValuesIterator' && Array.isArray(items)
				? items.map((item) => optionsOf(item)['value'])
				: items;
		} while (String(cursor) !== '0');
	});
}
