/** How English and German write dates (CLDR 48). Patterns by which fields there are: weekday, year, month, day. */
export interface DateWords {
	months: { long: readonly string[]; short: readonly string[]; alone: readonly string[] };
	weekdays: { long: readonly string[]; short: readonly string[]; alone: readonly string[] };
	/** With the month as a number, and as a word. */
	numeric: Record<string, string>;
	worded: Record<string, string>;
	styles: Record<
		'full' | 'long' | 'medium' | 'short',
		{ fields: string; month: 'long' | 'short' | 'numeric' | '2-digit'; year: 'numeric' | '2-digit' }
	>;
	/** Between a date and a time, after a month in full and otherwise. */
	glue: { long: string; short: string };
	isTwelveHours: boolean;
	/** Day and month are written with two digits beside each other. */
	isPadded: boolean;
	utc: string;
}

const names = (text: string) => text.split(' ');
const EN_MONTHS = names(
	'January February March April May June July August September October November December'
);
const EN_SHORT_MONTHS = names('Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec');
const GB_SHORT_MONTHS = names('Jan Feb Mar Apr May Jun Jul Aug Sept Oct Nov Dec');
const EN_WEEKDAYS = names('Sunday Monday Tuesday Wednesday Thursday Friday Saturday');
const EN_SHORT_WEEKDAYS = names('Sun Mon Tue Wed Thu Fri Sat');
const enWeekdays = { long: EN_WEEKDAYS, short: EN_SHORT_WEEKDAYS, alone: EN_SHORT_WEEKDAYS };
const SINGLE = { w: '{w}', y: '{y}', M: '{M}', d: '{d}' };

export const DATE_WORDS: Record<'en-US' | 'en-GB' | 'de-DE', DateWords> = {
	'en-US': {
		months: { long: EN_MONTHS, short: EN_SHORT_MONTHS, alone: EN_SHORT_MONTHS },
		weekdays: enWeekdays,
		numeric: {
			...SINGLE,
			Md: '{M}/{d}',
			yM: '{M}/{y}',
			yMd: '{M}/{d}/{y}',
			wd: '{d} {w}',
			wMd: '{w}, {M}/{d}',
			wyMd: '{w}, {M}/{d}/{y}'
		},
		worded: {
			M: '{M}',
			Md: '{M} {d}',
			yM: '{M} {y}',
			yMd: '{M} {d}, {y}',
			wMd: '{w}, {M} {d}',
			wyMd: '{w}, {M} {d}, {y}'
		},
		styles: {
			full: { fields: 'wyMd', month: 'long', year: 'numeric' },
			long: { fields: 'yMd', month: 'long', year: 'numeric' },
			medium: { fields: 'yMd', month: 'short', year: 'numeric' },
			short: { fields: 'yMd', month: 'numeric', year: '2-digit' }
		},
		glue: { long: ' at ', short: ', ' },
		isTwelveHours: true,
		isPadded: false,
		utc: 'Coordinated Universal Time'
	},
	'en-GB': {
		months: { long: EN_MONTHS, short: GB_SHORT_MONTHS, alone: GB_SHORT_MONTHS },
		weekdays: enWeekdays,
		numeric: {
			...SINGLE,
			Md: '{d}/{M}',
			yM: '{M}/{y}',
			yMd: '{d}/{M}/{y}',
			wd: '{w} {d}',
			wMd: '{w} {d}/{M}',
			wyMd: '{w}, {d}/{M}/{y}'
		},
		worded: {
			M: '{M}',
			Md: '{d} {M}',
			yM: '{M} {y}',
			yMd: '{d} {M} {y}',
			wMd: '{w} {d} {M}',
			wyMd: '{w}, {d} {M} {y}'
		},
		styles: {
			full: { fields: 'wyMd', month: 'long', year: 'numeric' },
			long: { fields: 'yMd', month: 'long', year: 'numeric' },
			medium: { fields: 'yMd', month: 'short', year: 'numeric' },
			short: { fields: 'yMd', month: '2-digit', year: 'numeric' }
		},
		glue: { long: ' at ', short: ', ' },
		isTwelveHours: false,
		isPadded: true,
		utc: 'Coordinated Universal Time'
	},
	'de-DE': {
		months: {
			long: names('Januar Februar März April Mai Juni Juli August September Oktober November Dezember'),
			short: names('Jan. Feb. März Apr. Mai Juni Juli Aug. Sept. Okt. Nov. Dez.'),
			alone: names('Jan Feb Mär Apr Mai Jun Jul Aug Sep Okt Nov Dez')
		},
		weekdays: {
			long: names('Sonntag Montag Dienstag Mittwoch Donnerstag Freitag Samstag'),
			short: names('So. Mo. Di. Mi. Do. Fr. Sa.'),
			alone: names('So Mo Di Mi Do Fr Sa')
		},
		numeric: {
			...SINGLE,
			Md: '{d}.{M}.',
			yM: '{M}/{y}',
			yMd: '{d}.{M}.{y}',
			wd: '{w}, {d}.',
			wMd: '{w}, {d}.{M}.',
			wyMd: '{w}, {d}.{M}.{y}'
		},
		worded: {
			M: '{M}',
			Md: '{d}. {M}',
			yM: '{M} {y}',
			yMd: '{d}. {M} {y}',
			wMd: '{w}, {d}. {M}',
			wyMd: '{w}, {d}. {M} {y}'
		},
		styles: {
			full: { fields: 'wyMd', month: 'long', year: 'numeric' },
			long: { fields: 'yMd', month: 'long', year: 'numeric' },
			medium: { fields: 'yMd', month: '2-digit', year: 'numeric' },
			short: { fields: 'yMd', month: '2-digit', year: '2-digit' }
		},
		glue: { long: ' um ', short: ', ' },
		isTwelveHours: false,
		isPadded: false,
		utc: 'Koordinierte Weltzeit'
	}
};
