// expect: time_limit_exceeded
'x'.search({ [Symbol.search]() { for (;;); } } as any)
