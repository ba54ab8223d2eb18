import type { Catalog } from '../../src/lib/domain/catalog.ts';
import { catalogFrom } from '../../src/lib/server/catalog/catalog.ts';

/** One series of three posts, two of them written; the first has two exercises and a prediction. */
export function smallCatalog(): Catalog {
	return catalogFrom({
		'/content/series/basics/series.yaml': `
title: Basics
summary: What everything else stands on.
position: 1
lessons:
  - { number: 3, slug: counting, title: Counting, summary: From one to ten and back again., tags: [backend] }
  - { number: 2, slug: sorting, title: Sorting, summary: From small to large and back again., tags: [backend] }
  - { number: 1, slug: searching, title: Searching, summary: Where was it that I have seen it?, tags: [other] }
`,
		'/content/series/basics/01-counting.svx': `---
title: Counting
minutes: 20
updated: 2026-03-01
---

Before the first heading.

## One, two & three

\`\`\`predict id=guess
question: What is printed here?
\`\`\`

<Exercise slug="first" />

\`\`\`ts
## not a heading
<Exercise slug="in-code" />
\`\`\`

## \`count()\` twice

<Exercise slug="second" />

## One, two & three
`,
		'/content/series/basics/02-sorting.svx': '---\ntitle: Sorting\n---\n\n<Exercise slug="third" />\n'
	});
}
