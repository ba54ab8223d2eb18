import { SqlError } from './sql-error.ts';
import type { Isolation } from './transactions.ts';

/** Of a session. Times are in milliseconds, 0 is never. */
export interface Settings {
	values: Map<string, string>;
}

const TIMES = [
	'lock_timeout',
	'statement_timeout',
	'deadlock_timeout',
	'idle_in_transaction_session_timeout'
] as const;
export type TimeSetting = (typeof TIMES)[number];

const DEFAULTS: Record<string, string> = {
	lock_timeout: '0',
	statement_timeout: '0',
	deadlock_timeout: '1000',
	idle_in_transaction_session_timeout: '0',
	default_transaction_isolation: 'read committed',
	application_name: '',
	client_encoding: 'UTF8',
	server_version: '18.4',
	server_encoding: 'UTF8',
	timezone: 'UTC',
	datestyle: 'ISO, MDY',
	search_path: '"$user", public',
	client_min_messages: 'notice',
	standard_conforming_strings: 'on',
	synchronous_commit: 'on',
	max_connections: '100'
};

const READ_ONLY = new Set(['server_version', 'server_encoding', 'max_connections']);
const UNITS: Record<string, number> = { us: 0.001, ms: 1, s: 1000, min: 60_000, h: 3_600_000, d: 86_400_000 };

export function newSettings(): Settings {
	return { values: new Map(Object.entries(DEFAULTS)) };
}

export function timeOf(settings: Settings, name: TimeSetting): number {
	return Number(settings.values.get(name));
}

export function defaultIsolation(settings: Settings): Isolation {
	return isolationNamed(settings.values.get('default_transaction_isolation') ?? '');
}

/** READ UNCOMMITTED is READ COMMITTED in PostgreSQL. */
export function isolationNamed(text: string): Isolation {
	const lower = text.toLowerCase();
	if (lower === 'serializable' || lower === 'repeatable read') return lower;
	if (lower === 'read committed' || lower === 'read uncommitted') return 'read committed';
	throw new SqlError('22023', `invalid value for parameter "transaction_isolation": "${text}"`);
}

/** Stores it as the server would; null is the default. */
export function changeSetting(settings: Settings, name: string, value: string | null): void {
	const initial = DEFAULTS[name];
	if (initial === undefined) {
		throw new SqlError('42704', `unrecognized configuration parameter "${name}"`);
	}
	if (READ_ONLY.has(name)) throw new SqlError('55P02', `parameter "${name}" cannot be changed`);
	if (value === null) settings.values.set(name, initial);
	else if (isTime(name)) settings.values.set(name, String(milliseconds(name, value)));
	else if (name === 'default_transaction_isolation') {
		settings.values.set(name, isolationNamed(value));
	} else settings.values.set(name, value);
}

export function shownSetting(settings: Settings, name: string): string {
	const value = settings.values.get(name);
	if (value === undefined) throw new SqlError('42704', `unrecognized configuration parameter "${name}"`);
	return isTime(name) ? shownTime(Number(value)) : value;
}

function isTime(name: string): name is TimeSetting {
	return TIMES.some((time) => time === name);
}

function milliseconds(name: string, text: string): number {
	const match = /^\s*(-?\d+(?:\.\d+)?)\s*(us|ms|s|min|h|d)?\s*$/.exec(text);
	if (!match) throw new SqlError('22023', `invalid value for parameter "${name}": "${text}"`);
	const value = Math.round(Number(match[1]) * (UNITS[match[2] ?? 'ms'] ?? 1));
	const least = name === 'deadlock_timeout' ? 1 : 0;
	if (value < least) {
		throw new SqlError(
			'22023',
			`${value} ms is outside the valid range for parameter "${name}" (${least} ms .. 2147483647 ms)`
		);
	}
	return value;
}

/** In the largest unit that leaves no rest. */
function shownTime(ms: number): string {
	if (ms === 0) return '0';
	for (const unit of ['d', 'h', 'min', 's']) {
		const size = UNITS[unit] ?? 1;
		if (ms % size === 0) return `${ms / size}${unit}`;
	}
	return `${ms}ms`;
}
