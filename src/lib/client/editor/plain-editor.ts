import { keepsFixedText } from '../../domain/submittable-files.ts';
import type { Editor, EditorOptions } from './editor.ts';
import { offsetOf, smallestEdit } from './smallest-edit.ts';

/**
 * A text area with the metrics of the static code: for fingers, screen readers on phones, and
 * wherever Monaco does not load. Tab always leaves it.
 */
export function createPlainEditor(host: HTMLElement, options: EditorOptions): Editor {
	const numbers = document.createElement('div');
	numbers.className = 'code-lines';
	numbers.ariaHidden = 'true';
	const area = document.createElement('textarea');
	area.className = 'code plain-editor';
	area.value = options.text;
	area.readOnly = options.isReadOnly;
	area.ariaLabel = `${options.label}. Control Enter runs.`;
	area.spellcheck = false;
	area.autocapitalize = 'off';
	area.setAttribute('autocomplete', 'off');
	area.setAttribute('autocorrect', 'off');
	area.wrap = 'off';
	host.replaceChildren(numbers, area);

	let lastText = options.text;
	let marks: { line: number }[] = [];

	const drawNumbers = () => {
		const marked = new Set(marks.map(({ line }) => line));
		const count = area.value.split('\n').length;
		numbers.replaceChildren(
			...Array.from({ length: count }, (_, index) => {
				const number = document.createElement('span');
				number.textContent = String(index + 1);
				if (marked.has(index + 1)) number.dataset.error = '';
				return number;
			})
		);
	};

	const changed = () => {
		if (options.fixedText !== null && !keepsFixedText(options.fixedText, area.value)) {
			const at = area.selectionStart;
			area.value = lastText;
			area.setSelectionRange(at, at);
			options.onrefuse();
			return;
		}
		if (area.value === lastText) return;
		lastText = area.value;
		drawNumbers();
		options.onchange(lastText);
	};

	area.addEventListener('input', changed);
	area.addEventListener('scroll', () => (numbers.style.translate = `0 ${-area.scrollTop}px`));
	area.addEventListener('keydown', (event) => {
		if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
		event.preventDefault();
		options.onrun();
	});
	drawNumbers();

	return {
		kind: 'plain',
		text: () => area.value,
		setText(text) {
			const edit = smallestEdit(area.value, text);
			area.setSelectionRange(edit.from, edit.to);
			insertUndoably(area, edit.text);
			changed();
		},
		focus: () => area.focus(),
		markErrors(next) {
			marks = next;
			drawNumbers();
		},
		reveal(location) {
			const at = offsetOf(area.value, location);
			area.focus();
			area.setSelectionRange(at, at);
			area.scrollTop = Math.max(0, (location.line - 4) * 22);
		},
		dispose: () => host.replaceChildren()
	};
}

/** `execCommand` is the only way a script can write into the browser's own undo history. */
function insertUndoably(area: HTMLTextAreaElement, text: string) {
	const before = area.value;
	const { selectionStart, selectionEnd } = area;
	area.focus();
	area.setSelectionRange(selectionStart, selectionEnd);
	if (selectionStart === selectionEnd && text === '') return;
	const isDone = document.execCommand(text === '' ? 'delete' : 'insertText', false, text);
	if (!isDone || area.value === before) area.setRangeText(text, selectionStart, selectionEnd, 'end');
}
