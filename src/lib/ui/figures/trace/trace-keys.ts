import type { TraceStore } from '#lib/client/trace/trace-store.svelte.ts';

/** The keys of a trace, the same in every figure: arrows step, with shift from message to message, space plays, n finds the next failure. */
export function traceKeys(getStore: () => TraceStore): (event: KeyboardEvent) => void {
	return (event) => {
		if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
		if (event.key === ' ' && isPressable(event.target)) return;
		if (act(getStore(), event)) event.preventDefault();
	};
}

function act(store: TraceStore, { key, shiftKey }: KeyboardEvent): boolean {
	switch (key) {
		case ' ':
			if (store.isPlaying) store.pause();
			else store.play();
			return true;
		case 'ArrowDown':
		case 'ArrowRight':
			if (shiftKey) store.stepMessage(1);
			else store.step(1);
			return true;
		case 'ArrowUp':
		case 'ArrowLeft':
			if (shiftKey) store.stepMessage(-1);
			else store.step(-1);
			return true;
		case 'n':
			store.nextFailure(1);
			return true;
		case 'N':
			store.nextFailure(-1);
			return true;
		case 'Home':
			store.toStart();
			return true;
		case 'End':
			store.toEnd();
			return true;
		case 'Enter':
			return false;
		case 'Escape':
			store.select(null);
			return true;
		default:
			return false;
	}
}

function isTyping(target: EventTarget | null): boolean {
	return target instanceof HTMLElement && target.closest('input, select, textarea, [popover]') !== null;
}

function isPressable(target: EventTarget | null): boolean {
	return target instanceof HTMLElement && target.closest('button, summary, a') !== null;
}
