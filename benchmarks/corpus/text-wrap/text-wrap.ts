export interface WrapOptions {
	width: number;
	indent?: string;
	align?: 'left' | 'right' | 'center' | 'justify';
}

/** Breaks paragraphs into lines no wider than `width`; a word that is longer is broken. */
export function wrap(text: string, { width, indent = '', align = 'left' }: WrapOptions): string {
	const room = width - indent.length;
	if (room < 1) throw new RangeError('no room for text');
	return text
		.split(/\n{2,}/)
		.map((paragraph) => {
			const lines = linesOf(paragraph.split(/\s+/).filter(Boolean), room);
			return lines
				.map(
					(words, index) =>
						indent + aligned(words, room, index === lines.length - 1 && align === 'justify' ? 'left' : align)
				)
				.join('\n');
		})
		.join('\n\n');
}

function linesOf(words: readonly string[], width: number): string[][] {
	const lines: string[][] = [];
	let length = 0;
	for (const word of words.flatMap((each) => chunks(each, width))) {
		const line = lines.at(-1);
		if (line && length + 1 + word.length <= width) {
			line.push(word);
			length += 1 + word.length;
		} else {
			lines.push([word]);
			length = word.length;
		}
	}
	return lines;
}

function chunks(word: string, width: number): string[] {
	return word.length <= width ? [word] : [word.slice(0, width), ...chunks(word.slice(width), width)];
}

function aligned(words: readonly string[], width: number, align: NonNullable<WrapOptions['align']>): string {
	const line = words.join(' ');
	const free = width - line.length;
	switch (align) {
		case 'left':
			return line;
		case 'right':
			return ' '.repeat(free) + line;
		case 'center':
			return ' '.repeat(Math.floor(free / 2)) + line;
		case 'justify': {
			const gaps = words.length - 1;
			if (gaps === 0) return line;
			return words
				.map((word, index) =>
					index === gaps
						? word
						: word + ' '.repeat(1 + Math.floor(free / gaps) + (index < free % gaps ? 1 : 0))
				)
				.join('');
		}
	}
}
