import MarkdownIt from 'markdown-it';

const markdown = new MarkdownIt({ html: false, typographer: true });

/** Prose inside a data fence: emphasis, code and links, no raw HTML. Several paragraphs stay paragraphs. */
export function inlineMarkdown(text: string): string {
	const trimmed = text.trim();
	return trimmed.includes('\n\n') ? markdown.render(trimmed) : markdown.renderInline(trimmed);
}
