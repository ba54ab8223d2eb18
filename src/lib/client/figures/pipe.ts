/** A stage of a stream as a tank. */
export interface PipeStage {
	name: string;
	/** What it holds, in the unit of the figure. */
	length: number;
	/** From here on it asks for no more. */
	highWaterMark: number;
	/** What it holds is passed on; false while it waits for the stage after it. */
	isFlowing: boolean;
}

/** A run of waiting stages, and the full stage after them for which they wait. */
export interface Backpressure {
	/** Places of the first and the last stage that wait. */
	from: number;
	to: number;
	/** The stage that is full. */
	full: number;
}

/** Where the flow stands still, and how far upstream that has reached. */
export function backpressureOf(stages: readonly PipeStage[]): Backpressure[] {
	const found: Backpressure[] = [];
	let from: number | null = null;
	for (const [place, stage] of stages.entries()) {
		// The last stage waits for nobody in the picture.
		const waits = !stage.isFlowing && place < stages.length - 1;
		if (waits) from ??= place;
		else if (from !== null) {
			found.push({ from, to: place - 1, full: place });
			from = null;
		}
	}
	return found;
}

/** How much of a tank's height is filled, and where its mark stands. A tank has room above its mark, for what should not be there. */
export function tankOf({ length, highWaterMark }: PipeStage): { fill: number; mark: number; over: number } {
	const room = Math.max(highWaterMark / MARK_SHARE, length, 1);
	return {
		fill: length / room,
		mark: highWaterMark / room,
		over: Math.max(0, length - highWaterMark)
	};
}

/** At rest the mark stands at this share of the tank. */
const MARK_SHARE = 0.72;

/** What the picture says, in words. */
export function pipeSentence(stages: readonly PipeStage[]): string {
	const name = (place: number) => stages[place]?.name ?? '';
	const over = stages.filter((stage) => stage.length > stage.highWaterMark);
	const pressed = backpressureOf(stages).map(({ from, to, full }) => {
		const waiting = Array.from({ length: to - from + 1 }, (_, back) => name(to - back));
		const reason = isFull(stages[full]) ? 'asks for no more' : 'has not drained yet';
		return `${name(full)} ${reason}, so ${waiting.map((one) => `${one} waits`).join(', so ')}`;
	});
	if (pressed.length > 0) return `${pressed.join('; ')}.`;
	if (over.length > 0)
		return `Everything flows, and ${over.map((stage) => stage.name).join(' and ')} ${over.length === 1 ? 'holds' : 'hold'} more than the high-water mark: nobody asked the source to wait.`;
	return 'Everything flows.';
}

function isFull(stage: PipeStage | undefined): boolean {
	return stage !== undefined && stage.length >= stage.highWaterMark;
}
