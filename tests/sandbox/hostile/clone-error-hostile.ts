// expect: time_limit_exceeded
structuredClone(new (class extends Error { get message(): string { for (;;); } })())
