// expect: runtime_error
throw (function* () { for (;;) yield 1; })()
