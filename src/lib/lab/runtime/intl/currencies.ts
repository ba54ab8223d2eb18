/** Currencies by code: the sign in English, the narrow sign, and digits after the point where not two (CLDR 48). */
const CURRENCIES: Record<string, readonly [sign: string, narrow: string, digits?: number]> = {
	USD: ['$', '$'],
	EUR: ['€', '€'],
	GBP: ['£', '£'],
	JPY: ['¥', '¥', 0],
	CNY: ['CN¥', '¥'],
	INR: ['₹', '₹'],
	KRW: ['₩', '₩', 0],
	BRL: ['R$', 'R$'],
	CAD: ['CA$', '$'],
	AUD: ['A$', '$'],
	NZD: ['NZ$', '$'],
	HKD: ['HK$', '$'],
	TWD: ['NT$', '$'],
	MXN: ['MX$', '$'],
	ILS: ['₪', '₪'],
	VND: ['₫', '₫', 0],
	PHP: ['₱', '₱'],
	CHF: ['CHF', 'CHF'],
	SEK: ['SEK', 'kr'],
	NOK: ['NOK', 'kr'],
	DKK: ['DKK', 'kr'],
	PLN: ['PLN', 'zł'],
	CZK: ['CZK', 'Kč'],
	TRY: ['TRY', '₺'],
	UAH: ['UAH', '₴'],
	ZAR: ['ZAR', 'R'],
	SGD: ['SGD', '$'],
	KWD: ['KWD', 'KWD', 3],
	BHD: ['BHD', 'BHD', 3]
};

export interface Currency {
	code: string;
	sign: string;
	narrowSign: string;
	digits: number;
}

/** Null when it is well formed and not listed here. */
export function currencyOf(code: string): Currency | null {
	const upper = code.toUpperCase();
	const found = Object.hasOwn(CURRENCIES, upper) ? CURRENCIES[upper] : undefined;
	return found ? { code: upper, sign: found[0], narrowSign: found[1], digits: found[2] ?? 2 } : null;
}
