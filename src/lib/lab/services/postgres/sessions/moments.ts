import { SqlError } from './sql-error.ts';

/** Moments and intervals are microseconds; the server's time zone is UTC, a day has 24 hours. */
const UNITS: Record<string, number> = {
	us: 1,
	microsecond: 1,
	ms: 1e3,
	millisecond: 1e3,
	s: 1e6,
	sec: 1e6,
	second: 1e6,
	min: 6e7,
	minute: 6e7,
	h: 3.6e9,
	hour: 3.6e9,
	d: 8.64e10,
	day: 8.64e10,
	week: 6.048e11
};

export function parseTimestamp(text: string): number {
	const match =
		/^\s*(\d{4})-(\d\d)-(\d\d)(?:[ T](\d\d):(\d\d)(?::(\d\d)(?:\.(\d{1,6}))?)?)?\s*(Z|UTC|[+-]\d\d(?::?\d\d)?)?\s*$/i.exec(
			text
		);
	if (!match)
		throw new SqlError('22007', `invalid input syntax for type timestamp with time zone: "${text}"`);
	const [year, month, day, hour, minute, second] = match.slice(1, 7).map((part) => Number(part ?? 0));
	const zone = match[8] ?? 'Z';
	const offset = /^[zu]/i.test(zone)
		? 0
		: (zone.startsWith('-') ? -1 : 1) *
			(Number(zone.slice(1, 3)) * 60 + Number(zone.slice(3).replace(':', '')));
	const ms = Date.UTC(year ?? 0, (month ?? 1) - 1, day, hour, (minute ?? 0) - offset, second);
	return ms * 1000 + Number((match[7] ?? '').padEnd(6, '0'));
}

export function timestampText(micros: number): string {
	const fraction = ((micros % 1e6) + 1e6) % 1e6;
	const seconds = new Date((micros - fraction) / 1000).toISOString().slice(0, 19).replace('T', ' ');
	const digits = String(fraction).padStart(6, '0').replace(/0+$/, '');
	return `${seconds}${digits === '' ? '' : `.${digits}`}+00`;
}

export function parseInterval(text: string): number {
	const clock = /^\s*(-?)(\d+):(\d\d)(?::(\d\d(?:\.\d+)?))?\s*$/.exec(text);
	if (clock) {
		const seconds = Number(clock[2]) * 3600 + Number(clock[3]) * 60 + Number(clock[4] ?? 0);
		return Math.round(seconds * 1e6) * (clock[1] === '-' ? -1 : 1);
	}
	let total = 0;
	let rest = text.trim();
	const part = /^([+-]?\d+(?:\.\d+)?)\s*([a-z]+)\s*/i;
	for (let match = part.exec(rest); match; match = part.exec(rest)) {
		const word = (match[2] ?? '').toLowerCase();
		const unit = UNITS[word] ?? UNITS[word.replace(/s$/, '')];
		if (unit === undefined) break;
		total += Number(match[1]) * unit;
		rest = rest.slice(match[0].length);
	}
	if (rest !== '' || text.trim() === '') {
		throw new SqlError('22007', `invalid input syntax for type interval: "${text}"`);
	}
	return Math.round(total);
}

export function intervalText(micros: number): string {
	const sign = micros < 0 ? '-' : '';
	const total = Math.abs(micros);
	const days = Math.floor(total / 8.64e10);
	const two = (value: number) => String(Math.floor(value)).padStart(2, '0');
	const rest = total - days * 8.64e10;
	const fraction = String(rest % 1e6)
		.padStart(6, '0')
		.replace(/0+$/, '');
	const time = `${two(rest / 3.6e9)}:${two((rest / 6e7) % 60)}:${two((rest / 1e6) % 60)}${fraction && `.${fraction}`}`;
	if (days === 0) return sign + time;
	return `${sign}${days} day${days === 1 ? '' : 's'}${rest === 0 ? '' : ` ${sign}${time}`}`;
}
