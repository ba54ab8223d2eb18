function digitsOf(text: string): number[] {
	return [...text].map((digit) => (/^\d$/.test(digit) ? Number(digit) : Number.NaN));
}

/** Credit cards: every second digit from the right is doubled. */
export function isLuhn(text: string): boolean {
	const clean = text.replaceAll(' ', '');
	if (!/^\d{2,}$/.test(clean)) return false;
	const sum = digitsOf(clean)
		.reverse()
		.reduce((total, digit, index) => {
			const value = index % 2 === 1 ? digit * 2 : digit;
			return total + (value % 10);
		}, 0);
	return sum % 10 === 0;
}

export function isIsbn(text: string): boolean {
	const clean = text.replaceAll('-', '');
	if (/^\d{9}[\dX]$/.test(clean)) {
		const sum = [...clean].reduce(
			(total, character, index) => total + (character === 'X' ? 10 : Number(character)) * (10 - index),
			0
		);
		return sum % 11 === 0;
	}
	if (!/^97[89]\d{10}$/.test(clean)) return false;
	return (
		digitsOf(clean).reduce((total, digit, index) => total + digit * (index % 2 === 0 ? 1 : 3), 0) % 10 === 0
	);
}

/** ISO 13616: the first four characters go to the end, letters become numbers, and the rest by 97 must be 1. */
export function isIban(text: string): boolean {
	const clean = text.replace(/\s/g, '').toUpperCase();
	if (!/^[A-Z]{2}\d{2}[A-Z\d]{11,30}$/.test(clean)) return false;
	const moved = clean.slice(4) + clean.slice(0, 4);
	const digits = moved.replace(/[A-Z]/g, (letter) => String(letter.charCodeAt(0) - 55));
	let rest = 0;
	for (const digit of digits) rest = (rest * 10 + Number(digit)) % 97;
	return rest === 1;
}

export function checkDigit(text: string): number {
	const found = Array.from({ length: 10 }, (_, digit) => digit).find((digit) => isLuhn(text + digit));
	if (found === undefined) throw new SyntaxError(`${text} is not a number`);
	return found;
}
