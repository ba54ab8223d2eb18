import type { Process } from '../../kernel/process.ts';
import type { RedisServer } from './server.ts';
import { isAscii, textFrom } from './text.ts';
import type { Value } from './values.ts';

const ITEMS_MAX = 20;

/** Tells the trace what keys hold now, and what consumer groups have open. */
export function showChanges(process: Process, server: RedisServer, changed: Iterable<string>): void {
	const { recorder } = process.simulation;
	if (!recorder.isTraced) return;
	for (const name of changed) {
		const slash = name.indexOf('/');
		const [database, key] = [Number(name.slice(0, slash)), name.slice(slash + 1)];
		const entry = server.databaseAt(database).entries.get(key);
		const shown = `value/${process.name}/${database === 0 ? '' : `${database}:`}${readable(key)}`;
		if (!entry) {
			process.state(shown, 'delete');
			continue;
		}
		const { value, expiresAt } = entry;
		process.state(shown, 'set', {
			type: value.type,
			value: contentOf(value),
			...(expiresAt !== null && {
				expiresAtMs: recorder.sinceStart(process.elapsedMs() + expiresAt - process.now())
			})
		});
		if (value.type === 'stream') showGroups(process, readable(key), value);
	}
}

function showGroups(process: Process, key: string, { stream }: Extract<Value, { type: 'stream' }>): void {
	for (const group of stream.groups.values()) {
		const pending: Record<string, { consumer: string; deliveries: number }> = {};
		for (const [id, { consumer, deliveries }] of group.pending)
			pending[id] = { consumer: readable(consumer.name), deliveries };
		process.state(`pending/${key}/${readable(group.name)}`, 'set', pending);
	}
}

/** A value as JSON has it; of a long one the beginning. */
export function contentOf(value: Value, max = ITEMS_MAX): unknown {
	switch (value.type) {
		case 'string':
			return readable(value.text);
		case 'list':
			return value.items.slice(0, max).map(readable);
		case 'set':
			return [...value.members].slice(0, max).map(readable);
		case 'hash':
			return Object.fromEntries(
				[...value.fields].slice(0, max).map(([field, text]) => [readable(field), readable(text)])
			);
		case 'zset':
			return Object.fromEntries(
				[...value.members.entries()].slice(0, max).map(([member, score]) => [readable(member), score])
			);
		case 'stream':
			return value.stream.entries.slice(-max).map(({ id, fields }) => ({
				id: `${id.ms}-${id.seq}`,
				...Object.fromEntries(
					fields.flatMap((field, at) =>
						at % 2 === 0 ? [[readable(field), readable(fields[at + 1] ?? '')]] : []
					)
				)
			}));
	}
}

function readable(bytes: string): string {
	return isAscii(bytes) ? bytes : textFrom(bytes);
}
