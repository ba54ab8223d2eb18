/** One line at the foot of a terminal that says what is going on; nothing where nobody watches. */
export interface ProgressLine {
	show: (text: string) => void;
	/** A line that stays, above the one that moves. */
	print: (line: string) => void;
	clear: () => void;
}

const CLEAR = '\r\u001b[2K';

export function progressLine(): ProgressLine {
	const { stderr } = process;
	const clear = () => void (stderr.isTTY && stderr.write(CLEAR));
	return {
		show: (text) =>
			void (stderr.isTTY && stderr.write(`${CLEAR}${text.slice(0, (stderr.columns ?? 80) - 1)}`)),
		print: (line) => {
			clear();
			console.log(line);
		},
		clear
	};
}
